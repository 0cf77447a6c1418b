package dev.cien.testkit;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// A file of tensors computed elsewhere: JSON `{"name": {"shape": [2, 3], "values": [...]}, ...}`,
/// values in row-major order.
///
/// Values may be `NaN`, `Infinity`, `-Infinity`, `true` and `false`, as Python writes them. The
/// program that made the file lies beside it.
public final class Golden {
  private final String resource;
  private final Map<String, Object> entries;

  private Golden(String resource, Map<String, Object> entries) {
    this.resource = resource;
    this.entries = entries;
  }

  /// The file `resource`, looked up as [Class#getResourceAsStream] does: relative to the package of
  /// `owner`, or from the root of the class path when it starts with `/`.
  public static Golden load(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError(
            "golden file " + resource + " does not lie beside " + owner.getName());
      }
      return new Golden(
          resource, Json.object(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The names in the file, in its order.
  public Set<String> names() {
    return entries.keySet();
  }

  /// Whether the file holds `name`.
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /// The `float32` tensor `name`.
  public Tensor tensor(String name) {
    return tensor(name, DType.FLOAT32);
  }

  /// The tensor `name` in the given format.
  public Tensor tensor(String name, DType dtype) {
    double[] values = values(name);
    int[] shape = shape(name);
    Tensor wide =
        dtype == DType.INT64
            ? Tensor.of(
                Arrays.stream(values).mapToLong(value -> (long) value).toArray(), values.length)
            : Tensor.of(values, values.length);
    return wide.cast(dtype).reshape(shape);
  }

  /// The elements of `name`.
  public double[] values(String name) {
    return Json.numbers(field(name, "values"));
  }

  /// The sizes of `name`.
  public int[] shape(String name) {
    return Arrays.stream(Json.numbers(field(name, "shape"))).mapToInt(size -> (int) size).toArray();
  }

  /// The only element of `name`.
  public double number(String name) {
    double[] values = values(name);
    if (values.length != 1) {
      throw new AssertionError(
          resource + ": " + name + " has " + values.length + " elements, expected one");
    }
    return values[0];
  }

  private Object field(String name, String field) {
    if (!(entries.get(name) instanceof Map<?, ?> entry) || !entry.containsKey(field)) {
      throw new AssertionError(
          resource
              + ": no \""
              + field
              + "\" of \""
              + name
              + "\"; the file holds "
              + entries.keySet());
    }
    return entry.get(field);
  }
}
