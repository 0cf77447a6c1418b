package dev.cien.data;

import java.util.List;

/// Diabetes: 442 patients, ten measurements each, and how far the disease had gone a year later. In
/// the box. For learning; not for clinical use.
///
/// B. Efron, T. Hastie, I. Johnstone, R. Tibshirani: Least angle regression, 2004.
public final class Diabetes {
  private Diabetes() {}

  /// Reads the patients: inputs float32 `[442, 10]` in the units measured, targets float32 `[442,
  /// 1]`, 25 to 346.
  public static TensorDataset load() {
    Table table = Resources.table("diabetes.csv");
    List<String> inputs = table.drop("progression").names();
    return TensorDataset.of(
        table.toTensor(inputs.toArray(String[]::new)),
        table.toTensor("progression"),
        inputs,
        List.of());
  }
}
