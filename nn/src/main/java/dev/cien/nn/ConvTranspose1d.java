package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.Optional;

/// The transposed convolution of sequences, which enlarges where a convolution shrinks.
///
/// Shapes: x `[N, in, L]`, weight `[in, out/groups, kernel]`, bias `[out]`, y `[N, out, L′]`; see
/// [Tensor#convTranspose] for the sizes. Both start uniform in ±1/√(out/groups·kernel).
///
/// @param weight the patterns
/// @param bias added to each output channel, if there is one
/// @param window stride, padding, dilation and groups of the convolution that this one undoes
/// @param outputPadding elements more at the end of each spatial axis, by default 0
public record ConvTranspose1d(
    Variable weight, Optional<Variable> bias, Window window, int outputPadding) implements Layer {
  /// From `in` to `out` channels with a one-axis kernel, stride 1, no padding, with bias.
  public static ConvTranspose1d of(int in, int out, int kernel, Rng rng) {
    return of(in, out, kernel, Window.of(), rng);
  }

  /// From `in` to `out` channels with a one-axis kernel, with bias.
  public static ConvTranspose1d of(int in, int out, int kernel, Window window, Rng rng) {
    int[] sizes = {kernel};
    Convolutions.Parameters start =
        Convolutions.startTransposed("ConvTranspose1d", in, out, sizes, 1, window, rng);
    return new ConvTranspose1d(start.weight(), Optional.of(start.bias()), window, 0);
  }

  /// This layer without its bias.
  public ConvTranspose1d withoutBias() {
    return new ConvTranspose1d(weight, Optional.empty(), window, outputPadding);
  }

  /// This layer with a larger result: several input sizes shrink to one, and this picks which of
  /// them comes back.
  public ConvTranspose1d withOutputPadding(int value) {
    return new ConvTranspose1d(weight, bias, window, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    return Convolutions.forwardTransposed(this, weight, bias, window, outputPadding, x);
  }

  @Override
  public String toString() {
    return Convolutions.describeTransposed("ConvTranspose1d", weight, bias, window);
  }
}
