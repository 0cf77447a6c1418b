package dev.cien.data;

import java.util.List;

/// Breast cancer (Wisconsin, diagnostic): 569 tumours, 30 measurements of cell nuclei each. In the
/// box. For learning; not for clinical use.
///
/// W. N. Street, W. H. Wolberg, O. L. Mangasarian: Nuclear feature extraction for breast tumor
/// diagnosis, 1993 (UCI archive).
public final class BreastCancer {
  private BreastCancer() {}

  /// Reads the tumours: inputs float32 `[569, 30]`, targets int32 `[569]`: 0 malignant, 1 benign.
  public static TensorDataset load() {
    return Resources.classes("breast-cancer.csv", List.of("malignant", "benign"));
  }
}
