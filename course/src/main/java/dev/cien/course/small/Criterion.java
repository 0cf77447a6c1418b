package dev.cien.course.small;

import dev.cien.nn.loss.Loss;
import dev.cien.nn.loss.Losses;
import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// How wrong one sample is: the losses of the first week, those of [Losses].
public enum Criterion {
  /// (a − t)², the mean over the outputs.
  MSE(Losses.mse()),
  /// |a − t|, the mean over the outputs.
  MAE(Losses.mae()),
  /// ½d² for |d| ≤ 1, |d| − ½ beyond, with d = a − t; the mean over the outputs.
  HUBER(Losses.huber()),
  /// −t·log a − (1 − t)·log(1 − a), the mean over the outputs.
  BINARY_CROSS_ENTROPY(Losses.bceWithLogits()),
  /// −Σ t·log a over the classes.
  CROSS_ENTROPY(Losses.crossEntropy());

  private final Loss loss;

  Criterion(Loss loss) {
    this.loss = loss;
  }

  /// Whether it can judge what a head gives: cross-entropies need probabilities of their own kind.
  public boolean fits(Head head) {
    return switch (this) {
      case MSE, MAE, HUBER -> true;
      case BINARY_CROSS_ENTROPY -> head == Head.SIGMOID;
      case CROSS_ENTROPY -> head == Head.SOFTMAX;
    };
  }

  /// The loss of each sample from the sums of the last layer, as it is computed in training:
  /// cross-entropies straight from the sums, so that they stay finite and exact.
  ///
  /// Shapes: sums and targets `[…, outputs]`, result `[…]`.
  public Tensor ofSums(Head head, Tensor sums, Tensor targets) {
    int outputs = sums.shape().dim(-1);
    Tensor seen = this == BINARY_CROSS_ENTROPY || this == CROSS_ENTROPY ? sums : head.of(sums);
    Tensor losses =
        loss.perSample(seen.reshape(-1, outputs), stretched(targets, seen).reshape(-1, outputs));
    int[] dims = sums.shape().dims();
    return losses.reshape(Arrays.copyOf(dims, dims.length - 1));
  }

  /// The loss of each sample from the outputs, by the formula of the textbook: infinite where a
  /// cross-entropy meets a probability of 0 for what is true.
  ///
  /// Shapes: outputs and targets `[…, outputs]`, result `[…]`.
  public Tensor ofOutputs(Tensor outputs, Tensor targets) {
    return switch (this) {
      case MSE, MAE, HUBER -> ofSums(Head.LINEAR, outputs, targets);
      case BINARY_CROSS_ENTROPY ->
          surprise(outputs, targets)
              .add(surprise(outputs.neg().add(1), targets.neg().add(1)))
              .mean(-1, false);
      case CROSS_ENTROPY -> surprise(outputs, targets).sum(-1, false);
    };
  }

  /// −t·log a, and 0 where t is 0 whatever a is.
  private static Tensor surprise(Tensor outputs, Tensor targets) {
    Tensor counts = targets.gt(0);
    Tensor safe = Tensor.where(counts, outputs, outputs.mul(0).add(1));
    return safe.log().mul(targets).neg();
  }

  private static Tensor stretched(Tensor targets, Tensor like) {
    return targets.shape().equals(like.shape()) ? targets : targets.expand(like.shape().dims());
  }
}
