package dev.cien.zoo;

import dev.cien.nn.LSTM;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Map;

/// What the gates of an LSTM did while it read one sequence: the first layer, step by step.
///
/// At every step t, for each of the hidden units: i takes in, f keeps, o shows, c is the memory and
/// h = o·tanh(c) what others see; c = f·c + i·g.
///
/// @param input iₜ, `[T, hidden]`
/// @param forget fₜ, `[T, hidden]`
/// @param output oₜ, `[T, hidden]`
/// @param memory cₜ, `[T, hidden]`
/// @param hidden hₜ, `[T, hidden]`
public record GateTrace(
    float[][] input, float[][] forget, float[][] output, float[][] memory, float[][] hidden) {
  /// Reads a sequence from a state of zeros.
  ///
  /// @param x `[T, in]`
  /// @throws IllegalArgumentException if the layer projects its result
  public static GateTrace of(LSTM layer, Tensor x) {
    if (layer.config().projection() > 0) {
      throw new IllegalArgumentException("gate trace: a layer without projection is needed.");
    }
    int steps = x.shape().dim(0);
    int width = layer.config().hidden();
    Tensor h = Tensor.zeros(1, width);
    Tensor c = Tensor.zeros(1, width);
    float[][][] trace = new float[5][steps][];
    for (int t = 0; t < steps; t++) {
      Tensor sum =
          affine(layer.weights(), "ih_l0", x.at(t).unsqueeze(0))
              .add(affine(layer.weights(), "hh_l0", h));
      var gates = sum.chunk(-1, 4);
      Tensor in = gates.get(0).sigmoid();
      Tensor keep = gates.get(1).sigmoid();
      Tensor show = gates.get(3).sigmoid();
      c = keep.mul(c).add(in.mul(gates.get(2).tanh())).compute();
      h = show.mul(c.tanh()).compute();
      Tensor[] parts = {in, keep, show, c, h};
      for (int part = 0; part < parts.length; part++) {
        trace[part][t] = parts[part].toFloats();
      }
    }
    return new GateTrace(trace[0], trace[1], trace[2], trace[3], trace[4]);
  }

  private static Tensor affine(Map<String, Variable> weights, String which, Tensor x) {
    Tensor product = x.matmul(weights.get("weight_" + which).value().t());
    Variable bias = weights.get("bias_" + which);
    return bias == null ? product : product.add(bias.value());
  }
}
