package dev.cien.io;

import dev.cien.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.zip.CRC32C;

/// Writes an event file that TensorBoard shows: numbers and pictures over the steps of a run.
///
/// ```java
/// try (var board = TensorBoard.open(run)) {
///   board.scalar("loss/train", step, loss);
/// }
/// ```
///
/// Every opening starts a new file in the folder; TensorBoard joins the files of one folder, so
/// that a resumed run goes on where it was. Call [#flush] to let a watching TensorBoard see what
/// was written so far. Safe to call from several threads.
///
/// A file is a sequence of records: length (8 bytes), its checksum (4), the event as a Protocol
/// Buffer, its checksum (4); checksums are CRC-32C, rotated and offset ("masked").
public final class TensorBoard implements Closeable {
  private static final int MASK = 0xa282ead8;

  private final OutputStream out;
  private final Path file;
  private final Clock clock;

  private TensorBoard(Path file, OutputStream out, Clock clock) {
    this.file = file;
    this.out = out;
    this.clock = clock;
  }

  /// Starts an event file in a folder, which is made if absent.
  public static TensorBoard open(Path folder) {
    return open(folder, Clock.systemUTC());
  }

  static TensorBoard open(Path folder, Clock clock) {
    try {
      Files.createDirectories(folder);
      for (int number = 0; ; number++) {
        // TensorBoard reads the files of a folder in the order of their names.
        Path file =
            folder.resolve(
                "events.out.tfevents.%d.cien.%04d".formatted(clock.millis() / 1000, number));
        try {
          var out =
              new BufferedOutputStream(
                  Files.newOutputStream(
                      file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
          var board = new TensorBoard(file, out, clock);
          board.event(0, new ProtoBytes().text(3, "brain.Event:2"));
          board.flush();
          return board;
        } catch (FileAlreadyExistsException taken) {
          // A run resumed within the same second: take the next number.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("write " + folder + ": " + IoReason.of(e), e);
    }
  }

  /// The file being written.
  public Path file() {
    return file;
  }

  /// Adds a number to the curve called `tag`.
  public void scalar(String tag, long step, double value) {
    summary(step, new ProtoBytes().text(1, tag).float32(2, (float) value));
  }

  /// Adds a picture, `[H, W]` or `[C, H, W]` as [Images#writePng] takes it, under `tag`.
  public void image(String tag, long step, Tensor picture) {
    int[] dims = picture.shape().dims();
    byte[] png = Images.encodePng(picture);
    ProtoBytes image =
        new ProtoBytes()
            .integer(1, dims[dims.length - 2])
            .integer(2, dims[dims.length - 1])
            .integer(3, dims.length == 2 ? 1 : dims[0])
            .bytes(4, png);
    summary(step, new ProtoBytes().text(1, tag).message(4, image));
  }

  private void summary(long step, ProtoBytes value) {
    event(step, new ProtoBytes().message(5, new ProtoBytes().message(1, value)));
  }

  private void event(long step, ProtoBytes what) {
    Instant now = clock.instant();
    double seconds = now.getEpochSecond() + now.getNano() * 1e-9;
    byte[] event = new ProtoBytes().float64(1, seconds).integer(2, step).append(what).toByteArray();
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(event.length).array();
    synchronized (out) {
      try {
        out.write(length);
        out.write(masked(length));
        out.write(event);
        out.write(masked(event));
      } catch (IOException e) {
        throw new UncheckedIOException("write " + file + ": " + IoReason.of(e), e);
      }
    }
  }

  private static byte[] masked(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    int rotated = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(rotated).array();
  }

  /// Hands everything written so far to the system.
  public void flush() {
    synchronized (out) {
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("write " + file + ": " + IoReason.of(e), e);
      }
    }
  }

  /// Flushes and closes the file.
  @Override
  public void close() {
    synchronized (out) {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("write " + file + ": " + IoReason.of(e), e);
      }
    }
  }
}
