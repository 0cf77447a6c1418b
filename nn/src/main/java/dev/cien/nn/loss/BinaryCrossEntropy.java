package dev.cien.nn.loss;

import dev.cien.tensor.Tensor;

/// −target·log σ(logit) − (1 − target)·log(1 − σ(logit)): the loss of yes-or-no questions, computed
/// as max(x, 0) − x·target + log1p(e^(−|x|)) without overflow and without losing small losses.
///
/// Shapes: logits and targets `[N]` or `[N, …]`; targets from 0 to 1.
///
/// @param positiveWeight what the first term is multiplied by, for rare positives, by default 1
public record BinaryCrossEntropy(double positiveWeight) implements Loss {
  /// This loss with another weight of positive targets.
  public BinaryCrossEntropy withPositiveWeight(double value) {
    return new BinaryCrossEntropy(value);
  }

  @Override
  public Tensor perSample(Tensor prediction, Tensor target) {
    Tensor x = Losses.same("bceWithLogits", prediction, target);
    Tensor t = target.cast(x.dtype());
    // What the answer is off by, in logits, and what is left where it is right. Both are positive:
    // nothing cancels, and a right and sure answer keeps all digits of its small loss.
    Tensor positive = x.gt(0);
    Tensor wrong = x.mul(Tensor.where(positive, t.neg().add(1), t.mul(-positiveWeight)));
    Tensor rest = Tensor.where(positive, x.neg(), x).exp().log1p();
    Tensor weighted = positiveWeight == 1 ? rest : rest.mul(t.mul(positiveWeight - 1).add(1));
    return Losses.perSample(wrong.add(weighted));
  }
}
