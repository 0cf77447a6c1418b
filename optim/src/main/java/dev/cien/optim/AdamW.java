package dev.cien.optim;

import dev.cien.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/// [Adam] with weight decay kept apart from the gradient.
///
/// ```
/// p ← p · (1 − rate · weightDecay)
/// m ← β₁ · m + (1 − β₁) · g          v ← β₂ · v + (1 − β₂) · g²
/// p ← p − rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
/// ```
///
/// Loshchilov & Hutter 2019, [arXiv:1711.05101](https://arxiv.org/abs/1711.05101), algorithm 2.
///
/// @param rate the learning rate
/// @param beta1 β₁, how much of the running mean is kept at each step
/// @param beta2 β₂, how much of the running mean square is kept at each step
/// @param epsilon ε, added after the root
/// @param weightDecay the share of each weight that a step of rate 1 would take away
/// @param amsgrad whether the largest v seen so far divides
public record AdamW(
    double rate, double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
    implements UpdateRule {

  /// Checks the hyper-parameters.
  public AdamW {
    Adam.check("AdamW", rate, beta1, beta2, epsilon, weightDecay);
  }

  /// The usual hyper-parameters: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, weight decay 0.01. A common rate
  /// is 0.001.
  public static AdamW of(double rate) {
    return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01, false);
  }

  /// The same with other memories of mean and mean square.
  public AdamW withBetas(double newBeta1, double newBeta2) {
    return new AdamW(rate, newBeta1, newBeta2, epsilon, weightDecay, amsgrad);
  }

  /// The same with another ε.
  public AdamW withEpsilon(double newEpsilon) {
    return new AdamW(rate, beta1, beta2, newEpsilon, weightDecay, amsgrad);
  }

  /// The same with another weight decay.
  public AdamW withWeightDecay(double newWeightDecay) {
    return new AdamW(rate, beta1, beta2, epsilon, newWeightDecay, amsgrad);
  }

  /// The same as AMSGrad.
  public AdamW withAmsgrad() {
    return new AdamW(rate, beta1, beta2, epsilon, weightDecay, true);
  }

  @Override
  public Map<String, Double> start() {
    return Adam.start(amsgrad);
  }

  @Override
  public Map<String, Double> numbers(double rateNow, long step) {
    Map<String, Double> numbers = new HashMap<>(Adam.numbers(rateNow, step, beta1, beta2));
    if (weightDecay != 0) {
      numbers.put("keep", 1 - rateNow * weightDecay);
    }
    return numbers;
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, Map<String, Tensor> memory, Map<String, Tensor> numbers) {
    Tensor kept = weightDecay == 0 ? parameter : parameter.mul(numbers.get("keep"));
    return Adam.move(kept, gradient, memory, numbers, beta1, beta2, epsilon, amsgrad);
  }
}
