package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.io.Images;
import dev.cien.io.IoReason;
import dev.cien.io.Pixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A folder of pictures with one folder a class, `cats/1.png`, `dogs/7.jpg`, read into memory in
/// one size.
public final class ImageFolder {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  private ImageFolder() {}

  /// Reads all pictures below `root`. Classes are the names of its folders, sorted; pictures come
  /// class by class, sorted by path. Every picture is scaled to `height` x `width`; other files are
  /// passed over.
  ///
  /// @throws IllegalArgumentException if height or width is not positive
  /// @throws FileFormatException if there is no picture, a picture is damaged, or they would not
  ///   fit into one array
  /// @throws UncheckedIOException if the folder cannot be read
  public static ImageDataset load(Path root, Images.Channels channels, int height, int width) {
    if (height < 1 || width < 1) {
      throw Refusal.of(
          "image folder",
          "a height and a width of 1 or more",
          height + " and " + width,
          "a size left at 0; fix: name the size that the model takes");
    }
    List<String> classNames = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    try {
      for (Path folder : sorted(Files.list(root).filter(Files::isDirectory))) {
        List<Path> pictures = sorted(Files.walk(folder).filter(ImageFolder::isPicture));
        pictures.forEach(
            picture -> {
              files.add(picture);
              labels.add(classNames.size());
            });
        classNames.add(folder.getFileName().toString());
      }
    } catch (UncheckedIOException e) {
      throw new UncheckedIOException(
          "read " + root + ": " + IoReason.of(e.getCause()), e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException("read " + root + ": " + IoReason.of(e), e);
    }
    long bytes = (long) height * width * channels.count();
    if (files.isEmpty() || bytes > (Integer.MAX_VALUE - 8) / files.size()) {
      throw new FileFormatException(
          root,
          files.isEmpty()
              ? "no pictures; expected one folder a class with png, jpg, gif or bmp files inside"
              : files.size()
                  + " pictures of "
                  + bytes
                  + " bytes do not fit into one array; choose a smaller size");
    }
    int length = (int) bytes;
    byte[] pixels = new byte[files.size() * length];
    IntStream.range(0, files.size())
        .parallel()
        .forEach(
            i -> {
              Pixels picture = Images.read(files.get(i), channels).resize(height, width);
              System.arraycopy(picture.values(), 0, pixels, i * length, length);
            });
    return ImageDataset.of(
        pixels,
        labels.stream().mapToInt(Integer::intValue).toArray(),
        channels.count(),
        height,
        width,
        classNames);
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static List<Path> sorted(Stream<Path> paths) {
    try (paths) {
      return paths.sorted().toList();
    }
  }
}
