package dev.cien.nn.loss;

import dev.cien.tensor.Shape;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.Optional;
import java.util.stream.IntStream;

/// The usual losses with their usual settings, those of PyTorch.
public final class Losses {
  // PyTorch's constants: they keep norms of zero, and their gradients, finite.
  private static final double COSINE_EPSILON = 1e-12;
  private static final double DISTANCE_EPSILON = 1e-6;

  private Losses() {}

  /// (prediction − target)², the mean over the numbers of a sample.
  public static Loss mse() {
    return (prediction, target) -> perSample(same("mse", prediction, target).sub(target).square());
  }

  /// |prediction − target|, the mean over the numbers of a sample.
  public static Loss mae() {
    return (prediction, target) -> perSample(same("mae", prediction, target).sub(target).abs());
  }

  /// Cross-entropy of logits and class ids or probabilities, without smoothing or weights; ids of
  /// −100 do not count.
  public static CrossEntropy crossEntropy() {
    return new CrossEntropy(0, CrossEntropy.IGNORED, Optional.empty(), 1, false);
  }

  /// The negative log-likelihood: as [#crossEntropy], of log-probabilities.
  public static CrossEntropy nll() {
    return new CrossEntropy(0, CrossEntropy.IGNORED, Optional.empty(), 1, true);
  }

  /// ½d² for |d| ≤ 1, |d| − ½ beyond, with d = prediction − target: the square near 0, the amount
  /// for outliers (Huber 1964).
  public static Loss huber() {
    return huber(1);
  }

  /// ½d² for |d| ≤ δ, δ(|d| − ½δ) beyond, with d = prediction − target.
  public static Loss huber(double delta) {
    if (!(delta > 0)) {
      throw new TensorException("huber: expected δ above 0, found " + delta + ".");
    }
    return (prediction, target) -> {
      Tensor difference = same("huber", prediction, target).sub(target);
      Tensor distance = difference.abs();
      Tensor near = difference.square().mul(0.5);
      Tensor far = distance.sub(0.5 * delta).mul(delta);
      return perSample(Tensor.where(distance.le(delta), near, far));
    };
  }

  /// Cross-entropy of yes-or-no questions, from logits and targets 0 or 1.
  public static BinaryCrossEntropy bceWithLogits() {
    return new BinaryCrossEntropy(1);
  }

  /// The Kullback-Leibler divergence Σ target·(log target − prediction) of probabilities `target`
  /// from log-probabilities `prediction`, summed over the numbers of a sample (PyTorch's
  /// `batchmean`).
  public static Loss klDivergence() {
    return (prediction, target) -> {
      Tensor log = same("klDivergence", prediction, target);
      Tensor positive = target.gt(0);
      Tensor safe = Tensor.where(positive, target, target.mul(0).add(1));
      Tensor terms = Tensor.where(positive, target.mul(safe.log().sub(log)), target.mul(0));
      int rank = terms.shape().rank();
      return rank < 2 ? terms : terms.sum(IntStream.range(1, rank).toArray());
    };
  }

  /// max(0, 1 − target·prediction) for targets −1 and 1, the loss of support vector machines
  /// (Cortes & Vapnik 1995).
  public static Loss hinge() {
    return (prediction, target) -> {
      Tensor margin = same("hinge", prediction, target).mul(target).neg().add(1);
      return perSample(margin.relu());
    };
  }

  /// Of embeddings a and b `[N, width]` and targets `[N]`: 1 − cos(a, b) where the target is 1,
  /// max(0, cos(a, b) − margin) where it is −1.
  public static TripleLoss cosineEmbedding(double margin) {
    return (a, b, target) -> {
      Tensor squares =
          same("cosineEmbedding", a, b)
              .square()
              .sum(-1)
              .add(COSINE_EPSILON)
              .mul(b.square().sum(-1).add(COSINE_EPSILON));
      Tensor cosine = a.mul(b).sum(-1).div(squares.sqrt());
      same("cosineEmbedding", cosine, target);
      return Tensor.where(target.gt(0), cosine.neg().add(1), cosine.sub(margin).relu());
    };
  }

  /// Of anchor, positive and negative `[N, width]`: max(0, |a − p| − |a − n| + margin), usually
  /// with a margin of 1 (Balntas et al. 2016).
  public static TripleLoss triplet(double margin) {
    return (anchor, positive, negative) ->
        distance(anchor, positive).sub(distance(anchor, negative)).add(margin).relu();
  }

  /// Of embeddings `[N, width]` and ids `[N]`: what belongs to one id should lie together. With
  /// unit vectors z, likenesses s(i, j) = zᵢ·zⱼ / temperature and, for each i, the p(j) = softmax
  /// of s(i, ·) over all j but i, the loss is the mean of −log p(j) over the j of the same id; 0
  /// where there is none. With two of each id it is the loss of N-pairs (Sohn 2016) on unit
  /// vectors.
  ///
  /// P. Khosla et al.: Supervised contrastive learning, 2020 (arXiv:2004.11362), whose temperature
  /// is 0.1.
  public static Loss contrastive(double temperature) {
    return EmbeddingLosses.contrastive(temperature);
  }

  /// Of embeddings `[N, width]` and ids `[N]`: max(0, margin + the largest distance to one of the
  /// same id − the smallest distance to one of another id), the triplet of each sample that is
  /// hardest in its batch; 0 where there is none of the same id or of another.
  ///
  /// F. Schroff et al.: FaceNet, 2015 (arXiv:1503.03832), whose margin is 0.2 on unit vectors; the
  /// hardest of the batch by A. Hermans et al., 2017 (arXiv:1703.07737).
  public static Loss hardTriplet(double margin) {
    return EmbeddingLosses.hardTriplet(margin);
  }

  /// The pinball loss of quantiles q₁ … q_Q, whose minimum is where a share q of the targets lies
  /// below: max(q·(target − prediction), (q − 1)·(target − prediction)), the mean over quantiles
  /// and over the numbers of a sample (Koenker & Bassett 1978). With q = ½ it is half the absolute
  /// error.
  ///
  /// Shapes: prediction `[N, …, Q]`, target `[N, …]`.
  ///
  /// ```java
  /// Losses.pinball(0.05, 0.5, 0.95) // a median, and an interval that nine in ten values lie in
  /// ```
  public static Loss pinball(double... quantiles) {
    float[] shares = new float[quantiles.length];
    for (int i = 0; i < shares.length; i++) {
      if (!(quantiles[i] > 0 && quantiles[i] < 1)) {
        throw new TensorException(
            "pinball: expected quantiles between 0 and 1, found "
                + quantiles[i]
                + ". Usual cause: percentages; fix: 0.05 for 5 %.");
      }
      shares[i] = (float) quantiles[i];
    }
    if (shares.length == 0) {
      throw new TensorException("pinball: expected at least one quantile, found none.");
    }
    return (prediction, target) -> {
      Shape shape = prediction.shape();
      if (shape.rank() == 0 || shape.dim(-1) != shares.length) {
        throw new ShapeException(
            "pinball: expected predictions [N, …, "
                + shares.length
                + "], a number for each quantile, found "
                + shape
                + ". Usual cause: a last layer with another number of outputs.");
      }
      same("pinball", prediction.select(-1, 0), target);
      Tensor share = Tensor.of(shares, shares.length).cast(prediction.dtype());
      Tensor difference = target.unsqueeze(-1).sub(prediction);
      return perSample(difference.mul(share).maximum(difference.mul(share.sub(1))));
    };
  }

  private static Tensor distance(Tensor a, Tensor b) {
    return same("triplet", a, b).sub(b).add(DISTANCE_EPSILON).square().sum(-1).sqrt();
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
      throw new ShapeException(
          loss
              + ": expected prediction and target of one shape, found "
              + shape
              + " and "
              + target.shape()
              + ". "
              + (shape.size() == target.size()
                  ? "Usual cause: an axis of size 1 on one side; fix: squeeze(-1) or unsqueeze(-1)."
                  : "Usual cause: a last layer with another number of outputs than the target"
                      + " has."));
    }
    return prediction;
  }
}
