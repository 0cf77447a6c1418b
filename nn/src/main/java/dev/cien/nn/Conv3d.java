package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.Optional;

/// The convolution of volumes: one small pattern of weights for each output channel, moved through
/// the volume.
///
/// Shapes: x `[N, in, D, H, W]`, weight `[out, in/groups, kernelD, kernelH, kernelW]`, bias
/// `[out]`, y `[N, out, D′, H′, W′]`; see [Tensor#conv] for the sizes. Both start uniform in
/// ±1/√(in/groups·kernelD·kernelH·kernelW).
///
/// @param weight the patterns
/// @param bias added to each output channel, if there is one
/// @param window stride, padding, dilation and groups
/// @param paddingMode what is seen beyond the edge, by default zeros
public record Conv3d(
    Variable weight, Optional<Variable> bias, Window window, PaddingMode paddingMode)
    implements Layer {
  /// One that sees zeros beyond the edge.
  public Conv3d(Variable weight, Optional<Variable> bias, Window window) {
    this(weight, bias, window, PaddingMode.ZEROS);
  }

  /// From `in` to `out` channels with a cubic kernel, stride 1, no padding, with bias.
  public static Conv3d of(int in, int out, int kernel, Rng rng) {
    return of(in, out, kernel, Window.of(), rng);
  }

  /// From `in` to `out` channels with a cubic kernel, with bias.
  public static Conv3d of(int in, int out, int kernel, Window window, Rng rng) {
    return of(in, out, new int[] {kernel, kernel, kernel}, window, rng);
  }

  /// From `in` to `out` channels with a kernel of the given depth, height and width, with bias.
  public static Conv3d of(int in, int out, int[] kernel, Window window, Rng rng) {
    Convolutions.Parameters start = Convolutions.start("Conv3d", in, out, kernel, 3, window, rng);
    return new Conv3d(start.weight(), Optional.of(start.bias()), window);
  }

  /// This layer without its bias.
  public Conv3d withoutBias() {
    return new Conv3d(weight, Optional.empty(), window, paddingMode);
  }

  /// This layer, of the same weights, with something else beyond the edge.
  public Conv3d withPaddingMode(PaddingMode value) {
    return new Conv3d(weight, bias, window, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    return Convolutions.forward(this, weight, bias, window, paddingMode, x);
  }

  @Override
  public String toString() {
    return Convolutions.describe("Conv3d", weight, bias, window, paddingMode);
  }
}
