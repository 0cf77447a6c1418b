package dev.cien.zoo;

import dev.cien.nn.Buffer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;

/// Circuits of McCulloch and Pitts's neuron, the binary switch: y = 1 if w₁a + w₂b ≥ θ, else 0. One
/// circuit for each function of two bits.
///
/// A circuit is a row of numbers. One unit: `w₁ w₂ θ`. Two layers, three such rows on end: two
/// units that see a and b, and one that sees what those two say.
///
/// Shapes: x `[rows, 2]`, a circuit `[3]` or `[9]`, answers `[circuits, rows]`.
///
/// W. S. McCulloch, W. Pitts: A logical calculus of the ideas immanent in nervous activity, 1943.
/// (There an inhibiting input silences a unit altogether; here it weighs −1 or less.)
///
/// @param weights the circuits, one a row
/// @param right how many rows of its truth table each gets right
public record ThresholdCircuits(Variable weights, @Buffer Variable right) {
  /// How many numbers describe one unit of two inputs.
  public static final int UNIT = 3;

  /// Circuits of one unit, and circuits of two layers.
  ///
  /// @param single one unit each
  /// @param layered three units each
  public record Depths(ThresholdCircuits single, ThresholdCircuits layered) {}

  /// Circuits that compute nothing yet.
  ///
  /// @param functions how many
  /// @param units units of each, 1 or 3
  public static ThresholdCircuits of(int functions, int units) {
    return new ThresholdCircuits(
        Variable.of("weights", Tensor.zeros(functions, UNIT * units)),
        Variable.of("right", Tensor.zeros(functions)));
  }

  /// What these circuits answer to x: 0 or 1.
  public Tensor answers(Tensor x) {
    return answers(weights.value(), x);
  }

  /// What circuits answer to x: 0 or 1.
  ///
  /// @param circuits `[circuits, 3]` or `[circuits, 9]`
  public static Tensor answers(Tensor circuits, Tensor x) {
    if (circuits.shape().dim(1) == UNIT) {
      return fired(circuits.slice(1, 0, 2).matmul(x.t()), circuits.slice(1, 2, 3));
    }
    Tensor first = answers(circuits.slice(1, 0, UNIT), x);
    Tensor second = answers(circuits.slice(1, UNIT, 2 * UNIT), x);
    Tensor last = circuits.slice(1, 2 * UNIT, 3 * UNIT);
    Tensor sum = first.mul(last.slice(1, 0, 1)).add(second.mul(last.slice(1, 1, 2)));
    return fired(sum, last.slice(1, 2, 3));
  }

  private static Tensor fired(Tensor sum, Tensor threshold) {
    return sum.ge(threshold).cast(DType.FLOAT32);
  }
}
