package dev.cien.course.experiment;

import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// A threshold unit of two binary inputs: 1 if w₁x₁ + w₂x₂ ≥ threshold, else 0. Figures: `out00`,
/// `out01`, `out10`, `out11`, and how many of the four rows are right for a gate: `and`, `or`,
/// `xor`, `nand`, `nor`.
///
/// @param w1 weight of the first input
/// @param w2 weight of the second input
/// @param threshold from where it switches
public record GateRun(double w1, double w2, double threshold) implements Run {
  private static final Map<String, double[]> GATES =
      Map.of(
          "and", new double[] {0, 0, 0, 1},
          "or", new double[] {0, 1, 1, 1},
          "xor", new double[] {0, 1, 1, 0},
          "nand", new double[] {1, 1, 1, 0},
          "nor", new double[] {1, 0, 0, 0});

  @Override
  public Measured measure() {
    Tensor rows = Tensor.of(new double[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
    Tensor weights = Tensor.of(new double[] {w1, w2}, 2, 1);
    double[] sums = rows.matmul(weights).toDoubles();
    double[] out = new double[4];
    String[] names = {"out00", "out01", "out10", "out11"};
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int row = 0; row < 4; row++) {
      out[row] = sums[row] >= threshold ? 1 : 0;
      figures.put(names[row], out[row]);
    }
    GATES.forEach((gate, wanted) -> figures.put(gate, right(out, wanted)));
    return Measured.of(figures);
  }

  private static double right(double[] out, double[] wanted) {
    int right = 0;
    for (int row = 0; row < 4; row++) {
      right += out[row] == wanted[row] ? 1 : 0;
    }
    return right;
  }
}
