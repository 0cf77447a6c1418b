package dev.cien.data;

import java.util.List;

/// Iris: 150 flowers of three kinds, four lengths in centimetres each. In the box.
///
/// R. A. Fisher: The use of multiple measurements in taxonomic problems, 1936 (as in R; the copy in
/// the UCI archive has two wrong rows).
public final class Iris {
  private Iris() {}

  /// Reads the flowers: inputs float32 `[150, 4]`, targets int32 `[150]`: 0 setosa, 1 versicolor, 2
  /// virginica.
  public static TensorDataset load() {
    return Resources.classes("iris.csv", List.of("setosa", "versicolor", "virginica"));
  }
}
