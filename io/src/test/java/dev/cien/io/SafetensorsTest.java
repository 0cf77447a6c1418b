package dev.cien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  private static Map<String, Tensor> everyDtype() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.of(new float[] {1.5f, -2, Float.NaN, Float.NEGATIVE_INFINITY}, 2, 2));
    tensors.put("a.weight", Tensor.of(new double[] {Math.PI, Double.MIN_VALUE}, 2));
    tensors.put("i", Tensor.of(new int[] {Integer.MIN_VALUE, 7, -1}, 3));
    tensors.put("l", Tensor.of(new long[] {Long.MAX_VALUE}, 1, 1));
    tensors.put("mask", Tensor.of(new boolean[] {true, false, true}, 3));
    tensors.put("half", Tensor.ofBfloat16(new short[] {0x3f80, (short) 0xc000}, 2));
    tensors.put("empty", Tensor.of(new float[0], 0, 4));
    tensors.put("scalar", Tensor.scalar(42));
    return tensors;
  }

  @Test
  void everyDtypeComesBackBitForBit() {
    Path file = folder.resolve("all.safetensors");
    Safetensors.write(file, everyDtype(), Map.of("epoch", "3", "note", "ñ \"quoted\"\n"));

    Safetensors opened = Safetensors.open(file);
    Map<String, Tensor> read = opened.tensors();

    assertThat(opened.metadata())
        .containsExactlyInAnyOrderEntriesOf(Map.of("epoch", "3", "note", "ñ \"quoted\"\n"));
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(everyDtype().keySet());
    everyDtype()
        .forEach(
            (name, tensor) -> {
              assertThat(read.get(name).dtype()).as(name).isEqualTo(tensor.dtype());
              assertThat(read.get(name).shape()).as(name).isEqualTo(tensor.shape());
              assertThat(read.get(name).toDoubles()).as(name).containsExactly(tensor.toDoubles());
              assertThat(read.get(name).toLongs()).as(name).containsExactly(tensor.toLongs());
            });
  }

  @Test
  void bytesDependOnTheContentAlone() throws IOException {
    Map<String, Tensor> reversed = new LinkedHashMap<>();
    everyDtype().entrySet().stream()
        .toList()
        .reversed()
        .forEach(e -> reversed.put(e.getKey(), e.getValue()));
    Safetensors.write(folder.resolve("1"), everyDtype(), Map.of("a", "1", "b", "2"));
    Safetensors.write(folder.resolve("2"), reversed, Map.of("b", "2", "a", "1"));
    assertThat(folder.resolve("2")).hasSameBinaryContentAs(folder.resolve("1"));
  }

  /// Made by the reference library: `safetensors.numpy.save({"b": np.array([[1, 2], [3, 4]],
  /// "float32"), "a": np.array([1, 2, 3], "int64")}, {"k": "v"})`, version 0.8.0.
  @Test
  void writesTheBytesOfTheReferenceLibrary() throws IOException {
    Map<String, Tensor> tensors =
        Map.of(
            "b",
            Tensor.of(new float[] {1, 2, 3, 4}, 2, 2),
            "a",
            Tensor.of(new long[] {1, 2, 3}, 3));
    Path file = folder.resolve("ours");
    Safetensors.write(file, tensors, Map.of("k", "v"));
    String header =
        "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"I64\",\"shape\":[3],\"data_offsets\":[0,24]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[24,40]}}";
    ByteBuffer data = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(1).putLong(2).putLong(3).putFloat(1).putFloat(2).putFloat(3).putFloat(4);
    assertThat(file)
        .hasBinaryContent(file(header + " ".repeat(-header.length() & 7), data.array()));
  }

  @Test
  void widensFormatsTensorsDoNotHave() throws IOException {
    String header =
        """
        {"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
        "s":{"dtype":"I16","shape":[1],"data_offsets":[4,6]},
        "u":{"dtype":"U8","shape":[2],"data_offsets":[6,8]},
        "w":{"dtype":"U32","shape":[],"data_offsets":[8,12]}}\
        """;
    byte[] data = {0x00, 0x3c, 0x00, (byte) 0xc0, -1, -1, (byte) 200, 1, -1, -1, -1, -1};
    Map<String, Tensor> read =
        Safetensors.open(Files.write(folder.resolve("f"), file(header, data))).tensors();
    assertThat(read.get("h").dtype()).isEqualTo(DType.FLOAT32);
    assertThat(read.get("h").toFloats()).containsExactly(1f, -2f);
    assertThat(read.get("s").toInts()).containsExactly(-1);
    assertThat(read.get("u").toInts()).containsExactly(200, 1);
    assertThat(read.get("w").shape().rank()).isZero();
    assertThat(read.get("w").toLongs()).containsExactly(4294967295L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 4 | truncated",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 9 | too long",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | 8 | needs 12 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | 8 | needs 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | leaves a gap",
        "{\"a\":{\"dtype\":\"F4\",\"shape\":[1],\"data_offsets\":[0,8]}} | 8 | number format F4 is"
            + " not supported",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}} | 8 | impossible shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536],\"data_offsets\":[0,8]}} | 8 |"
            + " more elements than",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}} | 8 |"
            + " too large",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}} | 8 | damaged header",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | 8 | at least one is missing",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]} | 8 | damaged header",
        "{\"a\":7} | 8 | damaged header",
        "{\"__metadata__\":{\"k\":1}} | 0 | damaged header",
        "[1] | 0 | starts with '{'",
        "{} {} | 0 | text after its closing brace",
      })
  void refusesDamagedHeaders(String header, int bytes, String message) throws IOException {
    Path file = Files.write(folder.resolve("bad.safetensors"), file(header, new byte[bytes]));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(FileFormatException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  /// A header may be as long as the file; what is said of it is read by a person.
  @Test
  void messagesShowTheBeginningOfWhatIsLong() throws IOException {
    String nines = "9".repeat(900);
    String dots = "x".repeat(900);
    for (String header :
        List.of(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + nines + "],\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"" + dots + "\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            "{\"" + dots + "\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
            "{\"" + dots + "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
            "{\"" + dots + "\":{\"dtype\":\"F32\"}}")) {
      Path file = Files.write(folder.resolve("long"), file(header, new byte[8]));
      assertThatThrownBy(() -> Safetensors.open(file))
          .isInstanceOf(FileFormatException.class)
          .hasMessageContaining("… (900 characters)")
          .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(600));
    }
  }

  @Test
  void refusesOverlapsAndDuplicates() throws IOException {
    String overlap =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
    Path file = Files.write(folder.resolve("overlap"), file(overlap, new byte[12]));
    assertThatThrownBy(() -> Safetensors.open(file))
        .hasMessageContaining("tensor 'b': overlaps its neighbour");
    String twice =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}";
    Path duplicate = Files.write(folder.resolve("twice"), file(twice, new byte[8]));
    assertThatThrownBy(() -> Safetensors.open(duplicate)).hasMessageContaining("Duplicate");
  }

  @Test
  void refusesFalseLengthsWithoutAskingForMemory() throws IOException {
    Path tiny = Files.write(folder.resolve("tiny"), new byte[5]);
    assertThatThrownBy(() -> Safetensors.open(tiny))
        .hasMessageContaining("at least 8 bytes, found 5");
    byte[] huge =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array();
    Path claims = Files.write(folder.resolve("huge"), huge);
    assertThatThrownBy(() -> Safetensors.open(claims))
        .hasMessageContaining("the header claims 9223372036854775807");
    byte[] negative = ByteBuffer.allocate(16).putLong(-1).array();
    Path below = Files.write(folder.resolve("negative"), negative);
    assertThatThrownBy(() -> Safetensors.open(below)).isInstanceOf(FileFormatException.class);
    Path nested =
        Files.write(
            folder.resolve("nested"),
            file("{\"a\":{\"x\":" + "[".repeat(100_000) + "}}", new byte[0]));
    assertThatThrownBy(() -> Safetensors.open(nested)).isInstanceOf(FileFormatException.class);
  }

  @Test
  void namesTheTensorsItHas() {
    Path file = folder.resolve("one");
    Safetensors.write(file, Map.of("weight", Tensor.of(new float[] {1, 2})));
    assertThatThrownBy(() -> Safetensors.open(file).tensor("wieght"))
        .hasMessageContainingAll("[weight], found 'wieght'", "Usual cause: ", "fix: ");
    assertThatThrownBy(
            () -> Safetensors.write(file, Map.of("__metadata__", Tensor.of(new float[] {1, 2}))))
        .hasMessageContaining("the one reserved name");
  }

  private static byte[] file(String header, byte[] data) {
    var out = new ByteArrayOutputStream();
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
    out.writeBytes(text);
    out.writeBytes(data);
    return out.toByteArray();
  }
}
