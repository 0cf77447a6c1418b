package dev.cien.optim;

import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reads the files that golden.py wrote, and makes gradients of given values.
final class Golden {
  private Golden() {}

  static JsonNode read(String file) {
    try (var in = Golden.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }

  /// A tensor written as shape and values.
  static Tensor tensor(JsonNode node) {
    int[] dims = new int[node.get("shape").size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = node.get("shape").get(i).asInt();
    }
    return Tensor.of(floats(node.get("values")), dims);
  }

  /// The gradients of Σ p · g, which are g.
  static Gradients gradients(List<Variable> parameters, List<Tensor> values) {
    List<Tensor> terms = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      terms.add(parameters.get(i).value().mul(values.get(i)).sum());
    }
    return terms.stream().reduce(Tensor::add).orElseThrow().gradients(parameters);
  }

  static void assertClose(String what, float[] found, float[] expected, double relative) {
    org.assertj.core.api.Assertions.assertThat(found).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      org.assertj.core.api.Assertions.assertThat((double) found[i])
          .as("%s, element %d", what, i)
          .isCloseTo(expected[i], Offset.offset(relative * Math.max(Math.abs(expected[i]), 0.05)));
    }
  }
}
