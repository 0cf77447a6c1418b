package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// CIFAR-10: 60,000 colour photographs of ten kinds of things, 32 x 32 pixels. Fetched once: `cien
/// data get cifar-10`.
///
/// A. Krizhevsky: Learning multiple layers of features from tiny images, 2009. No formal licence;
/// for research.
///
/// @param train 50,000 photographs
/// @param test 10,000 photographs
public record Cifar10(ImageDataset train, ImageDataset test) {
  private static final int SIDE = 32;
  private static final int PIXELS = 3 * SIDE * SIDE;
  private static final int FILE = 10_000;
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  /// Reads the photographs from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Cifar10 load() {
    return load(DataCache.standard());
  }

  /// Reads the photographs from a cache.
  public static Cifar10 load(DataCache cache) {
    Path folder = cache.require(DataCatalog.standard().entry("cifar-10"));
    List<Path> train =
        IntStream.rangeClosed(1, 5)
            .mapToObj(k -> folder.resolve("data_batch_" + k + ".bin"))
            .toList();
    return new Cifar10(read(train), read(List.of(folder.resolve("test_batch.bin"))));
  }

  /// Each record is a label byte and 3,072 bytes of pixels.
  private static ImageDataset read(List<Path> files) {
    byte[] pixels = new byte[files.size() * FILE * PIXELS];
    int[] labels = new int[files.size() * FILE];
    int at = 0;
    for (Path file : files) {
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(FILE * (1 + PIXELS) + 1);
      } catch (IOException e) {
        throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
      }
      if (bytes.length != FILE * (1 + PIXELS)) {
        throw new FileFormatException(
            file,
            "expected "
                + FILE
                + " records of "
                + (1 + PIXELS)
                + " bytes, found "
                + bytes.length
                + " bytes or more");
      }
      for (int i = 0; i < FILE; i++, at++) {
        labels[at] = bytes[i * (1 + PIXELS)] & 0xff;
        System.arraycopy(bytes, i * (1 + PIXELS) + 1, pixels, at * PIXELS, PIXELS);
      }
    }
    return ImageDataset.of(pixels, labels, 3, SIDE, SIDE, CLASSES);
  }

  /// The same photographs with inputs of mean 0 and deviation 1 a channel over the training set.
  public Cifar10 standardized() {
    float[] means = train.means();
    float[] deviations = train.deviations();
    return new Cifar10(train.standardized(means, deviations), test.standardized(means, deviations));
  }
}
