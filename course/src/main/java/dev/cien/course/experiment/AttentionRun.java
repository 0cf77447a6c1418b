package dev.cien.course.experiment;

import dev.cien.nn.Attention;
import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A query that looks at keys and takes their values: softmax(q·k / √d) · v. Figures: `weight.1`,
/// `weight.2`, … and `output.1`, … and `sum` of the weights.
///
/// @param query what is looked for
/// @param keys a row a word
/// @param values a row a word
public record AttentionRun(double[] query, double[][] keys, double[][] values) implements Run {
  @Override
  public Measured measure() {
    Attention.Attended seen =
        Attention.attend(
            Tensor.of(query, 1, query.length), rows(keys), rows(values), Optional.empty(), 0);
    Map<String, Double> figures = new LinkedHashMap<>();
    double sum = 0;
    double[] weights = seen.weights().toDoubles();
    for (int i = 0; i < weights.length; i++) {
      figures.put("weight." + (i + 1), weights[i]);
      sum += weights[i];
    }
    double[] output = seen.output().toDoubles();
    for (int i = 0; i < output.length; i++) {
      figures.put("output." + (i + 1), output[i]);
    }
    figures.put("sum", sum);
    return Measured.of(figures);
  }

  private static Tensor rows(double[][] rows) {
    Tensor[] all = new Tensor[rows.length];
    for (int i = 0; i < rows.length; i++) {
      all[i] = Tensor.of(rows[i], rows[i].length);
    }
    return Tensor.stack(0, all);
  }
}
