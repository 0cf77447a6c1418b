package dev.cien.recipes.sequence;

import dev.cien.nn.Recurrent;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a recurrent layer still knows of the past: forwards, how long a change of an early input
/// stays visible; backwards, how much gradient comes back to an early step.
final class Lags {
  private Lags() {}

  /// ‖∂cost/∂(state t)‖ for every step t, the state being h, or h and c.
  ///
  /// By the chain rule it is a product of one Jacobian a step; where those shrink, the gradient
  /// vanishes, where they stretch, it explodes (Bengio, Simard & Frasconi 1994).
  ///
  /// @param x `[N, T, in]`
  /// @param cost from the last result `[N, hidden]` to a scalar
  /// @return `T` norms, the first step first
  static double[] gradientNorms(Recurrent<?> layer, Tensor x, UnaryOperator<Tensor> cost) {
    List<Tensor> state = Cell.zeroState(layer, x.shape().dim(0));
    List<List<Tensor>> states = new ArrayList<>();
    for (int t = 0; t < x.shape().dim(1); t++) {
      state = Cell.step(layer, x.select(1, t), state).state();
      states.add(state);
    }
    Tensor last = state.getFirst().select(0, -1);
    List<Tensor> asked = states.stream().flatMap(List::stream).toList();
    Gradients gradients = Gradients.of(cost.apply(last), asked);
    List<Tensor> norms =
        states.stream()
            .map(
                parts ->
                    parts.stream()
                        .map(part -> gradients.of(part).square().sum())
                        .reduce(Tensor::add)
                        .orElseThrow()
                        .sqrt())
            .toList();
    return doubles(Tensor.stack(0, norms.toArray(Tensor[]::new)));
  }

  /// ‖hₜ(x) − hₜ(y)‖ / ‖h₁(x) − h₁(y)‖ for every step t of two sequences that differ in the first.
  ///
  /// @param x `[T, in]`
  /// @param y `[T, in]`
  static double[] differences(Recurrent<?> layer, Tensor x, Tensor y) {
    Tensor both = layer.forward(Tensor.stack(0, x, y));
    double[] norms = doubles(both.at(0).sub(both.at(1)).square().sum(-1).sqrt());
    double first = norms[0];
    for (int t = 0; t < norms.length; t++) {
      norms[t] /= first;
    }
    return norms;
  }

  private static double[] doubles(Tensor values) {
    float[] floats = values.toFloats();
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }
}
