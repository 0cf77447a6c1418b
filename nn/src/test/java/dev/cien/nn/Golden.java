package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.io.Safetensors;
import dev.cien.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Tensors that PyTorch or scikit-learn made: the programs are in `src/test/golden`.
public final class Golden {
  private final Map<String, Tensor> tensors;

  private Golden(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  public static Golden read(String name) {
    try {
      var file =
          Objects.requireNonNull(Golden.class.getResource("/golden/" + name + ".safetensors"));
      return new Golden(Safetensors.open(Path.of(file.toURI())).tensors());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public Set<String> cases() {
    Set<String> cases = new TreeSet<>();
    tensors.keySet().forEach(key -> cases.add(key.substring(0, key.indexOf('/'))));
    return cases;
  }

  public Tensor get(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
  }

  public boolean has(String key) {
    return tensors.containsKey(key);
  }

  /// All tensors whose keys start with `prefix`, without it.
  public Map<String, Tensor> under(String prefix) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    tensors.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /// Equal but for `tolerance`, relative to the largest expected number.
  public static void assertClose(String what, Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double[] a = actual.toDoubles();
    double[] e = expected.toDoubles();
    double scale = 1e-3;
    for (double value : e) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < e.length; i++) {
      assertThat(Math.abs(a[i] - e[i]) / scale)
          .as("%s, element %d: found %s, expected %s", what, i, a[i], e[i])
          .isLessThanOrEqualTo(tolerance);
    }
  }
}
