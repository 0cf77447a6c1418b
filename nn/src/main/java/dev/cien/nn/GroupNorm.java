package dev.cien.nn;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import java.util.Optional;
import java.util.stream.IntStream;

/// y = (x − mean) / √(variance + ε) · weight + bias, over groups of channels of each sample (Wu &
/// He 2018, arXiv:1803.08494).
///
/// Shapes: x and y `[N, C, …]`, weight and bias `[C]`.
///
/// @param groups into how many groups the channels are divided
/// @param channels how many channels there are
/// @param weight the scale, starts at 1, if there is one
/// @param bias the shift, starts at 0, if there is one
/// @param epsilon keeps the division safe, by default 10⁻⁵
public record GroupNorm(
    int groups, int channels, Optional<Variable> weight, Optional<Variable> bias, double epsilon)
    implements Layer {
  /// Checks that the groups divide the channels.
  public GroupNorm {
    if (groups < 1 || channels < 1 || channels % groups != 0) {
      throw new TensorException(
          "GroupNorm: expected groups that divide the channels, found "
              + groups
              + " groups of "
              + channels
              + " channels. Usual cause: the two exchanged.");
    }
  }

  /// `channels` channels in `groups` groups, with scale and shift.
  public static GroupNorm of(int groups, int channels) {
    return new GroupNorm(
        groups,
        channels,
        Optional.of(Variable.of("weight", Tensor.ones(Math.max(0, channels)))),
        Optional.of(Variable.of("bias", Tensor.zeros(Math.max(0, channels)))),
        Normalization.EPSILON);
  }

  /// This layer without scale and shift.
  public GroupNorm withoutAffine() {
    return new GroupNorm(groups, channels, Optional.empty(), Optional.empty(), epsilon);
  }

  /// This layer with another ε.
  public GroupNorm withEpsilon(double value) {
    return new GroupNorm(groups, channels, weight, bias, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    Checks.channels(this, weight.orElse(null), channels, -1, x);
    int[] perChannel =
        IntStream.range(0, x.shape().rank()).map(d -> d == 1 ? channels : 1).toArray();
    int[] dims = x.shape().dims();
    Tensor grouped = x.reshape(dims[0], groups, x.size() / Math.max(1, dims[0] * groups));
    Tensor y = Normalization.standardize(grouped, epsilon, 2).reshape(dims);
    return Normalization.affine(y, weight, bias, perChannel);
  }

  @Override
  public String toString() {
    return "GroupNorm(groups="
        + groups
        + ", channels="
        + channels
        + ", epsilon="
        + epsilon
        + ", affine="
        + weight.isPresent()
        + ")";
  }
}
