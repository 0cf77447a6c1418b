package dev.cien.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.5Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  /// A version record, then the scalar.
  @Test
  void recordsAreFramedWithMaskedChecksums() throws IOException {
    Path file;
    try (var board = TensorBoard.open(folder, CLOCK)) {
      file = board.file();
      board.scalar("loss", 7, 0.25);
    }
    assertThat(file.getFileName()).hasToString("events.out.tfevents.1767323045.cien.0000");
    byte[] bytes = Files.readAllBytes(file);
    List<ByteBuffer> events = events(bytes);
    assertThat(events).hasSize(2);
    assertThat(new String(events.getFirst().array(), StandardCharsets.ISO_8859_1))
        .contains("brain.Event:2");
    ByteBuffer scalar = events.getLast();
    assertThat(scalar.get(0)).isEqualTo((byte) 0x09);
    assertThat(scalar.getDouble(1)).isEqualTo(1767323045.5);
    byte[] rest = new byte[scalar.capacity() - 9];
    scalar.get(9, rest);
    // step 7; summary { value { tag "loss" simple_value 0.25 } }
    assertThat(HexFormat.of().formatHex(rest))
        .isEqualTo("1007" + "2a0d" + "0a0b" + "0a046c6f7373" + "150000803e");
  }

  /// Made by TensorBoard 2.21.0's own `masked_crc32c`.
  @Test
  void checksumOfALengthIsTensorBoards() throws IOException {
    byte[] bytes;
    try (var board = TensorBoard.open(folder, CLOCK)) {
      bytes = Files.readAllBytes(board.file());
    }
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()).isEqualTo(26);
    assertThat(HexFormat.of().formatHex(bytes, 8, 12)).isEqualTo("129bd82d");
  }

  @Test
  void picturesCarryTheirSizeAndPng() throws IOException {
    Path file;
    try (var board = TensorBoard.open(folder, CLOCK)) {
      file = board.file();
      board.image("digit", 1, Tensor.of(new float[6], 2, 3));
    }
    String event =
        new String(events(Files.readAllBytes(file)).getLast().array(), StandardCharsets.ISO_8859_1);
    assertThat(event)
        .contains("digit")
        .contains("\u0008\u0002\u0010\u0003\u0018\u0001")
        .contains("PNG\r\n");
  }

  @Test
  void everyOpeningStartsItsOwnFile() {
    try (var first = TensorBoard.open(folder, CLOCK);
        var second = TensorBoard.open(folder, CLOCK)) {
      assertThat(first.file()).isNotEqualTo(second.file());
      assertThat(second.file().toString()).endsWith(".0001");
    }
  }

  @Test
  void flushedEventsAreOnTheDisk() throws IOException {
    try (var board = TensorBoard.open(folder, CLOCK)) {
      long before = Files.size(board.file());
      board.scalar("x", 0, 1);
      board.flush();
      assertThat(Files.size(board.file())).isGreaterThan(before);
    }
  }

  private static List<ByteBuffer> events(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<ByteBuffer> events = new ArrayList<>();
    while (file.hasRemaining()) {
      byte[] event = new byte[(int) file.getLong()];
      file.getInt();
      file.get(event);
      file.getInt();
      events.add(ByteBuffer.wrap(event).order(ByteOrder.LITTLE_ENDIAN));
    }
    return events;
  }
}
