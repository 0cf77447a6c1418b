package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.Optional;

/// The convolution of images: one small pattern of weights for each output channel, moved over the
/// image.
///
/// Shapes: x `[N, in, H, W]`, weight `[out, in/groups, kernelH, kernelW]`, bias `[out]`, y `[N,
/// out, H′, W′]`; see [Tensor#conv] for H′ and W′. Both start uniform in
/// ±1/√(in/groups·kernelH·kernelW).
///
/// @param weight the patterns
/// @param bias added to each output channel, if there is one
/// @param window stride, padding, dilation and groups
/// @param paddingMode what is seen beyond the edge, by default zeros
public record Conv2d(
    Variable weight, Optional<Variable> bias, Window window, PaddingMode paddingMode)
    implements Layer {
  /// One that sees zeros beyond the edge.
  public Conv2d(Variable weight, Optional<Variable> bias, Window window) {
    this(weight, bias, window, PaddingMode.ZEROS);
  }

  /// From `in` to `out` channels with a square kernel, stride 1, no padding, with bias.
  public static Conv2d of(int in, int out, int kernel, Rng rng) {
    return of(in, out, kernel, Window.of(), rng);
  }

  /// From `in` to `out` channels with a square kernel, with bias.
  public static Conv2d of(int in, int out, int kernel, Window window, Rng rng) {
    return of(in, out, new int[] {kernel, kernel}, window, rng);
  }

  /// From `in` to `out` channels with a kernel of the given height and width, with bias.
  public static Conv2d of(int in, int out, int[] kernel, Window window, Rng rng) {
    Convolutions.Parameters start = Convolutions.start("Conv2d", in, out, kernel, 2, window, rng);
    return new Conv2d(start.weight(), Optional.of(start.bias()), window);
  }

  /// This layer without its bias.
  public Conv2d withoutBias() {
    return new Conv2d(weight, Optional.empty(), window, paddingMode);
  }

  /// This layer, of the same weights, with something else beyond the edge.
  public Conv2d withPaddingMode(PaddingMode value) {
    return new Conv2d(weight, bias, window, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    return Convolutions.forward(this, weight, bias, window, paddingMode, x);
  }

  @Override
  public String toString() {
    return Convolutions.describe("Conv2d", weight, bias, window, paddingMode);
  }
}
