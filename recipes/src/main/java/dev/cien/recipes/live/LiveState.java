package dev.cien.recipes.live;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A state as text, to be kept: `f 2,3 base64` for 32-bit numbers of the shape `[2, 3]`, `l` for
/// whole 64-bit ones; all bytes little-endian.
public final class LiveState {
  private LiveState() {}

  /// Writes a state.
  public static Map<String, String> text(Map<String, Tensor> state) {
    Map<String, String> text = new LinkedHashMap<>();
    state.forEach((name, tensor) -> text.put(name, text(tensor)));
    return text;
  }

  private static String text(Tensor tensor) {
    boolean whole = tensor.dtype() == DType.INT64;
    String dims =
        Arrays.stream(tensor.shape().dims())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    ByteBuffer bytes;
    if (whole) {
      long[] values = tensor.toLongs();
      bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asLongBuffer().put(values);
    } else {
      float[] values = tensor.cast(DType.FLOAT32).toFloats();
      bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
    }
    return (whole ? "l " : "f ") + dims + " " + Base64.getEncoder().encodeToString(bytes.array());
  }

  /// Reads a state.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Map<String, Tensor> read(Map<String, String> text) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    text.forEach((name, one) -> state.put(name, read(name, one)));
    return state;
  }

  private static Tensor read(String name, String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3 || !parts[1].matches("(\\d{1,9}(,\\d{1,9})*)?")) {
      throw new IllegalArgumentException("live state: " + name + " cannot be read.");
    }
    int[] dims =
        parts[1].isEmpty()
            ? new int[0]
            : Arrays.stream(parts[1].split(",")).mapToInt(Integer::parseInt).toArray();
    long count = IntStream.of(dims).asLongStream().reduce(1, (a, b) -> a * b);
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(parts[2])).order(ByteOrder.LITTLE_ENDIAN);
    boolean whole = parts[0].equals("l");
    if (bytes.capacity() != count * (whole ? 8 : 4)) {
      throw new IllegalArgumentException("live state: " + name + " has another size than it says.");
    }
    if (whole) {
      long[] values = new long[(int) count];
      bytes.asLongBuffer().get(values);
      return Tensor.of(values, dims);
    }
    float[] values = new float[(int) count];
    bytes.asFloatBuffer().get(values);
    return dims.length == 0 ? Tensor.scalar(values[0]) : Tensor.of(values, dims);
  }
}
