package dev.cien.nn;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.stream.IntStream;

/// x where positive, a learned slope times x elsewhere (He et al. 2015, arXiv:1502.01852).
///
/// Shapes: x and y `[N, C, …]`, weight `[1]` for one slope or `[C]` for one of each channel.
///
/// @param weight the slopes, which start at 0.25
public record PReLU(Variable weight) implements Layer {
  /// One slope for everything.
  public static PReLU of() {
    return of(1);
  }

  /// One slope for each of `channels` channels.
  public static PReLU of(int channels) {
    Checks.positive("PReLU", "channels", channels);
    return new PReLU(Variable.of("weight", Tensor.full(0.25, channels)));
  }

  @Override
  public Tensor forward(Tensor x) {
    int slopes = weight.shape().dim(0);
    if (slopes > 1) {
      Checks.channels(this, weight, slopes, -1, x);
    }
    int[] perChannel = IntStream.range(0, x.shape().rank()).map(d -> d == 1 ? slopes : 1).toArray();
    Tensor slope = weight.value().reshape(perChannel);
    return Tensor.where(x.gt(0), x, x.mul(slope));
  }

  @Override
  public String toString() {
    return "PReLU(slopes=" + weight.shape().dim(0) + ")";
  }
}
