package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.Optional;

/// The convolution of sequences: one small pattern of weights for each output channel, moved along
/// the sequence.
///
/// Shapes: x `[N, in, L]`, weight `[out, in/groups, kernel]`, bias `[out]`, y `[N, out, L′]`; see
/// [Tensor#conv] for L′. Both start uniform in ±1/√(in/groups·kernel).
///
/// @param weight the patterns
/// @param bias added to each output channel, if there is one
/// @param window stride, padding, dilation and groups
/// @param paddingMode what is seen beyond the edge, by default zeros
public record Conv1d(
    Variable weight, Optional<Variable> bias, Window window, PaddingMode paddingMode)
    implements Layer {
  /// One that sees zeros beyond the edge.
  public Conv1d(Variable weight, Optional<Variable> bias, Window window) {
    this(weight, bias, window, PaddingMode.ZEROS);
  }

  /// From `in` to `out` channels with a kernel of one size, stride 1, no padding, with bias.
  public static Conv1d of(int in, int out, int kernel, Rng rng) {
    return of(in, out, kernel, Window.of(), rng);
  }

  /// From `in` to `out` channels with a kernel of one size, with bias.
  public static Conv1d of(int in, int out, int kernel, Window window, Rng rng) {
    Convolutions.Parameters start =
        Convolutions.start("Conv1d", in, out, new int[] {kernel}, 1, window, rng);
    return new Conv1d(start.weight(), Optional.of(start.bias()), window);
  }

  /// This layer without its bias.
  public Conv1d withoutBias() {
    return new Conv1d(weight, Optional.empty(), window, paddingMode);
  }

  /// This layer, of the same weights, with something else beyond the edge.
  public Conv1d withPaddingMode(PaddingMode value) {
    return new Conv1d(weight, bias, window, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    return Convolutions.forward(this, weight, bias, window, paddingMode, x);
  }

  @Override
  public String toString() {
    return Convolutions.describe("Conv1d", weight, bias, window, paddingMode);
  }
}
