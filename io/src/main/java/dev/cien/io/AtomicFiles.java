package dev.cien.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// Writes files that are either wholly old or wholly new, whatever happens in between.
///
/// The bytes go to a temporary file in the same folder, are forced to the disk, and the temporary
/// file is renamed over the old one; then the folder itself is forced, so that the new name
/// survives a power cut. A process killed at any moment leaves the old file untouched and at worst
/// a `.NAME.….tmp` beside it.
public final class AtomicFiles {
  private static final int BUFFER = 1 << 16;
  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFiles() {}

  /// What writes the content of a file.
  @FunctionalInterface
  public interface Content {
    /// Writes all bytes; need not flush or close.
    void writeTo(OutputStream out) throws IOException;
  }

  /// Replaces or creates a file, and the folders above it.
  ///
  /// @throws UncheckedIOException if the disk refuses; the old file is then untouched and no
  ///   temporary file is left
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    try {
      Files.createDirectories(folder);
      // Not Files.createTempFile, whose files are readable by their owner alone: the rename would
      // keep that.
      String mark = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
      Path temporary = folder.resolve("." + target.getFileName() + "." + mark + ".tmp");
      try {
        try (FileChannel channel =
                FileChannel.open(
                    temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            OutputStream out =
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
          content.writeTo(out);
          out.flush();
          channel.force(true);
        }
        rename(temporary, target);
      } finally {
        Files.deleteIfExists(temporary);
      }
      force(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("write " + file + ": " + IoReason.of(e), e);
    }
  }

  /// Replaces or creates a file with the given bytes.
  public static void write(Path file, byte[] bytes) {
    write(file, out -> out.write(bytes));
  }

  /// Replaces or creates a file with the given text in UTF-8.
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Forces a folder's list of names to the disk, where the system can (Windows cannot open a
  /// folder, and needs not).
  public static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // Not every file system opens folders; the rename itself is done and visible.
    }
  }

  private static void rename(Path temporary, Path target) throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
