package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.Optional;

/// The transposed convolution of volumes, which enlarges where a convolution shrinks.
///
/// Shapes: x `[N, in, D, H, W]`, weight `[in, out/groups, kernelD, kernelH, kernelW]`, bias
/// `[out]`, y `[N, out, D′, H′, W′]`; see [Tensor#convTranspose] for the sizes. Both start uniform
/// in ±1/√(out/groups·kernelD·kernelH·kernelW).
///
/// @param weight the patterns
/// @param bias added to each output channel, if there is one
/// @param window stride, padding, dilation and groups of the convolution that this one undoes
/// @param outputPadding elements more at the end of each spatial axis, by default 0
public record ConvTranspose3d(
    Variable weight, Optional<Variable> bias, Window window, int outputPadding) implements Layer {
  /// From `in` to `out` channels with a cubic kernel, stride 1, no padding, with bias.
  public static ConvTranspose3d of(int in, int out, int kernel, Rng rng) {
    return of(in, out, kernel, Window.of(), rng);
  }

  /// From `in` to `out` channels with a cubic kernel, with bias.
  public static ConvTranspose3d of(int in, int out, int kernel, Window window, Rng rng) {
    int[] sizes = {kernel, kernel, kernel};
    Convolutions.Parameters start =
        Convolutions.startTransposed("ConvTranspose3d", in, out, sizes, 3, window, rng);
    return new ConvTranspose3d(start.weight(), Optional.of(start.bias()), window, 0);
  }

  /// This layer without its bias.
  public ConvTranspose3d withoutBias() {
    return new ConvTranspose3d(weight, Optional.empty(), window, outputPadding);
  }

  /// This layer with a larger result: several input sizes shrink to one, and this picks which of
  /// them comes back.
  public ConvTranspose3d withOutputPadding(int value) {
    return new ConvTranspose3d(weight, bias, window, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    return Convolutions.forwardTransposed(this, weight, bias, window, outputPadding, x);
  }

  @Override
  public String toString() {
    return Convolutions.describeTransposed("ConvTranspose3d", weight, bias, window);
  }
}
