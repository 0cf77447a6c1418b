package dev.cien.recipes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model is worth on data it never learnt from.
///
/// @param samples how many there were
/// @param metrics figures by name, such as `accuracy` and `loss`
/// @param classes the names of the classes; empty for quantities
/// @param confusion row: what it is, column: what the model said; empty for quantities
/// @param mistakes the worst first
public record Evaluation(
    int samples,
    Map<String, Double> metrics,
    List<String> classes,
    int[][] confusion,
    List<Mistake> mistakes) {
  /// Copies the collections.
  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    classes = List.copyOf(classes);
    mistakes = List.copyOf(mistakes);
  }

  /// A figure by name.
  public double metric(String name) {
    return metrics.get(name);
  }
}
