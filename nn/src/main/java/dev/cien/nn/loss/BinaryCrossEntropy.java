package dev.cien.nn.loss;

import dev.cien.tensor.Tensor;

/// −target·log σ(logit) − (1 − target)·log(1 − σ(logit)), computed without overflow: the loss of
/// yes-or-no questions.
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
    if (positiveWeight == 1) {
      return Losses.perSample(x.softplus().sub(x.mul(t)));
    }
    Tensor yes = t.mul(x.neg().softplus()).mul(positiveWeight);
    return Losses.perSample(yes.add(t.neg().add(1).mul(x.softplus())));
  }
}
