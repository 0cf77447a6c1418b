package dev.cien.nn.loss;

import dev.cien.tensor.Shape;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import java.util.Optional;
import java.util.stream.IntStream;

/// The usual losses with their usual settings, those of PyTorch.
public final class Losses {
  private Losses() {}

  /// (prediction − target)², the mean over the numbers of a sample.
  public static Loss mse() {
    return (prediction, target) -> perSample(same("mse", prediction, target).sub(target).square());
  }

  /// |prediction − target|, the mean over the numbers of a sample.
  public static Loss mae() {
    return (prediction, target) -> perSample(same("mae", prediction, target).sub(target).abs());
  }

  /// Cross-entropy of logits and class ids or probabilities, without smoothing or weights; ids of −100 do not count.
  public static CrossEntropy crossEntropy() {
    return new CrossEntropy(0, CrossEntropy.IGNORED, Optional.empty(), 1, false);
  }

  /// The negative log-likelihood: as [#crossEntropy], of log-probabilities.
  public static CrossEntropy nll() {
    return new CrossEntropy(0, CrossEntropy.IGNORED, Optional.empty(), 1, true);
  }

  /// Element-wise losses averaged over all axes but the first.
  static Tensor perSample(Tensor losses) {
    int rank = losses.shape().rank();
    return rank < 2 ? losses : losses.mean(IntStream.range(1, rank).toArray());
  }

  /// The prediction, if it is shaped like the target: broadcasting here hides mistakes.
  static Tensor same(String loss, Tensor prediction, Tensor target) {
    Shape shape = prediction.shape();
    if (!shape.equals(target.shape())) {
      throw new ShapeException(loss + ": expected prediction and target of one shape, found " + shape + " and " + target.shape() + ". "
          + (shape.size() == target.size()
              ? "Usual cause: an axis of size 1 on one side; fix: squeeze(-1) or unsqueeze(-1)."
              : "Usual cause: a last layer with another number of outputs than the target has."));
    }
    return prediction;
  }
}
