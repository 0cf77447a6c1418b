package dev.cien.io;

import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// NumPy's `.npz`: a zip archive of `.npy` arrays, stored or deflated.
///
/// An archive can promise far more than it holds, so that the arrays are read one by one, each
/// against what is left of a limit on their sum. Nothing is unpacked to the disk.
public final class Npz {
  /// The most bytes of all arrays together unless another limit is given: 4 GiB.
  public static final long MAX_BYTES = 4L << 30;

  private static final int MAX_ENTRIES = 100_000;

  private Npz() {}

  /// Reads all arrays by name (without `.npy`), in the order of the archive, within [#MAX_BYTES] or
  /// a quarter of the memory that Java may use, whichever is less: unpacking takes three times what
  /// comes out.
  ///
  /// @throws FileFormatException if it is not an archive of arrays, is damaged, or exceeds a limit
  public static Map<String, Tensor> read(Path file) {
    return read(file, Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 4));
  }

  /// Reads all arrays by name, at most `maxBytes` bytes of data altogether.
  ///
  /// @throws FileFormatException as [#read(Path)] does
  public static Map<String, Tensor> read(Path file, long maxBytes) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw new FileFormatException(
            file, zip.size() + " entries; at most " + MAX_ENTRIES + " are accepted");
      }
      long left = maxBytes;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.getName().endsWith(".npy")) {
          throw new FileFormatException(
              file,
              "entry '" + entry.getName() + "' is not an array; expected names that end in .npy");
        }
        String name = entry.getName().substring(0, entry.getName().length() - 4);
        try (InputStream in = zip.getInputStream(entry)) {
          Tensor array = Npy.read(in, file + "!" + entry.getName(), left);
          left -= (long) array.shape().size() * array.dtype().bytes();
          if (arrays.put(name, array) != null) {
            throw new FileFormatException(file, "two arrays are called '" + name + "'");
          }
        }
      }
    } catch (FileFormatException e) {
      throw e;
    } catch (ZipException e) {
      throw new FileFormatException(file, "not an npz archive, or damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file + ": " + IoReason.of(e), e);
    }
    return arrays;
  }

  /// Writes arrays atomically, deflated. The bytes depend only on the content and its order.
  public static void write(Path file, Map<String, Tensor> arrays) {
    AtomicFiles.write(
        file,
        out -> {
          var zip = new ZipOutputStream(out);
          for (var named : arrays.entrySet()) {
            var entry = new ZipEntry(named.getKey() + ".npy");
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            Npy.write(zip, named.getValue());
            zip.closeEntry();
          }
          zip.finish();
        });
  }
}
