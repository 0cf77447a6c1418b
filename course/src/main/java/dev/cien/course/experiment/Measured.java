package dev.cien.course.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a run gave.
///
/// @param figures numbers by name
/// @param curves series by name, such as the loss after each epoch; may be empty
public record Measured(Map<String, Double> figures, Map<String, double[]> curves) {
  /// Copies the maps, in their order.
  public Measured {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
  }

  /// Numbers alone.
  public static Measured of(Map<String, Double> figures) {
    return new Measured(figures, Map.of());
  }
}
