package dev.cien.data;

import java.util.List;

/// Wine: 178 Italian wines from three growers, 13 chemical measurements each. In the box.
///
/// M. Forina et al.: PARVUS, an extendible package for data exploration, 1988 (UCI archive).
public final class Wine {
  private Wine() {}

  /// Reads the wines: inputs float32 `[178, 13]`, targets int32 `[178]`, the grower 0 to 2.
  public static TensorDataset load() {
    return Resources.classes("wine.csv", List.of("class_0", "class_1", "class_2"));
  }
}
