package dev.cien.nn;

import dev.cien.tensor.Mode;
import dev.cien.tensor.Shape;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;
import java.util.stream.IntStream;

/// y = (x − mean) / √(variance + ε) · weight + bias for each channel (Ioffe & Szegedy 2015,
/// arXiv:1502.03167).
///
/// In training mean and variance are those of the batch, over all axes but axis 1, and the running
/// ones move towards them by `momentum` (the running variance with n − 1 in its denominator); in
/// inference the running ones are used.
///
/// Shapes: x and y `[N, C]` or `[N, C, spatial…]` with any number of spatial axes; parameters and
/// statistics `[C]`.
///
/// @param weight the scale, starts at 1, if there is one
/// @param bias the shift, starts at 0, if there is one
/// @param runningMean starts at 0
/// @param runningVar starts at 1
/// @param numBatchesTracked how many batches were seen in training
/// @param momentum the part of each new batch in the running statistics, by default 0.1
/// @param epsilon keeps the division safe, by default 10⁻⁵
public record BatchNorm(
    Optional<Variable> weight,
    Optional<Variable> bias,
    @Buffer Variable runningMean,
    @Buffer Variable runningVar,
    @Buffer Variable numBatchesTracked,
    double momentum,
    double epsilon)
    implements Layer {
  /// Checks the momentum.
  public BatchNorm {
    Checks.fraction("BatchNorm", "a momentum", momentum);
  }

  /// For `channels` channels, with scale and shift.
  public static BatchNorm of(int channels) {
    Checks.positive("BatchNorm", "channels", channels);
    return new BatchNorm(
        Optional.of(Variable.of("weight", Tensor.ones(channels))),
        Optional.of(Variable.of("bias", Tensor.zeros(channels))),
        Variable.of("running_mean", Tensor.zeros(channels)),
        Variable.of("running_var", Tensor.ones(channels)),
        Variable.of("num_batches_tracked", Tensor.of(new long[] {0}).reshape()),
        0.1,
        Normalization.EPSILON);
  }

  /// This layer without scale and shift.
  public BatchNorm withoutAffine() {
    return new BatchNorm(
        Optional.empty(),
        Optional.empty(),
        runningMean,
        runningVar,
        numBatchesTracked,
        momentum,
        epsilon);
  }

  /// This layer with another momentum.
  public BatchNorm withMomentum(double value) {
    return new BatchNorm(weight, bias, runningMean, runningVar, numBatchesTracked, value, epsilon);
  }

  /// This layer with another ε.
  public BatchNorm withEpsilon(double value) {
    return new BatchNorm(weight, bias, runningMean, runningVar, numBatchesTracked, momentum, value);
  }

  /// How many channels it takes.
  public int channels() {
    return runningMean.shape().dim(0);
  }

  @Override
  public Tensor forward(Tensor x) {
    Checks.channels(this, weight.orElse(runningMean), channels(), -1, x);
    Shape shape = x.shape();
    int[] perChannel = IntStream.range(0, shape.rank()).map(d -> d == 1 ? channels() : 1).toArray();
    Tensor y =
        Mode.isTraining()
            ? normalizeByBatch(x)
            : x.sub(runningMean.value().reshape(perChannel))
                .mul(runningVar.value().add(epsilon).rsqrt().reshape(perChannel));
    return Normalization.affine(y, weight, bias, perChannel);
  }

  private Tensor normalizeByBatch(Tensor x) {
    int count = x.size() / Math.max(1, channels());
    if (count < 2) {
      throw new ShapeException(
          this
              + ": expected more than one number for each channel in training, found "
              + x.shape()
              + ". Usual cause: a last batch of one sample; fix: drop it, or a larger batch.");
    }
    int[] axes = IntStream.range(0, x.shape().rank()).filter(d -> d != 1).toArray();
    Tensor mean = x.mean(axes, true);
    Tensor centred = x.sub(mean);
    Tensor variance = centred.square().mean(axes, true);
    Tensor unbiased = variance.detach().reshape(channels()).mul((double) count / (count - 1));
    runningMean.assign(
        runningMean.value().mul(1 - momentum).add(mean.detach().reshape(channels()).mul(momentum)));
    runningVar.assign(runningVar.value().mul(1 - momentum).add(unbiased.mul(momentum)));
    numBatchesTracked.assign(numBatchesTracked.value().add(1));
    return centred.mul(variance.add(epsilon).rsqrt());
  }

  @Override
  public String toString() {
    return "BatchNorm(channels="
        + channels()
        + ", momentum="
        + momentum
        + ", epsilon="
        + epsilon
        + ", affine="
        + weight.isPresent()
        + ")";
  }
}
