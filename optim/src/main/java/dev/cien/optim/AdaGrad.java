package dev.cien.optim;

import dev.cien.tensor.Tensor;
import java.util.Map;

/// A rate of its own for every element: the more it moved, the smaller its steps.
///
/// ```
/// g ← g + weightDecay · p
/// s ← s + g²
/// p ← p − rate / (1 + (t − 1) · rateDecay) · g / (√s + ε)
/// ```
///
/// Duchi, Hazan & Singer 2011, [Adaptive subgradient methods for online learning and stochastic
/// optimization](https://jmlr.org/papers/v12/duchi11a.html).
///
/// @param rate the learning rate
/// @param rateDecay how fast the rate falls with the steps
/// @param weightDecay strength of the pull towards 0, added to the gradient (L2)
/// @param startSum what the sums of squares start from
/// @param epsilon ε, keeps the quotient finite
public record AdaGrad(
    double rate, double rateDecay, double weightDecay, double startSum, double epsilon)
    implements UpdateRule {
  private static final String SUM = "sum";

  /// Checks the hyper-parameters.
  public AdaGrad {
    Checks.notNegative("AdaGrad", "rate", rate);
    Checks.notNegative("AdaGrad", "rateDecay", rateDecay);
    Checks.notNegative("AdaGrad", "weightDecay", weightDecay);
    Checks.notNegative("AdaGrad", "startSum", startSum);
    Checks.notNegative("AdaGrad", "epsilon", epsilon);
  }

  /// The usual hyper-parameters: no decay, ε = 10⁻¹⁰. A common rate is 0.01.
  public static AdaGrad of(double rate) {
    return new AdaGrad(rate, 0, 0, 0, 1e-10);
  }

  /// The same with a rate that falls with the steps.
  public AdaGrad withRateDecay(double newRateDecay) {
    return new AdaGrad(rate, newRateDecay, weightDecay, startSum, epsilon);
  }

  /// The same with sums of squares that start from another value; 0 unless set.
  public AdaGrad withStartSum(double newStartSum) {
    return new AdaGrad(rate, rateDecay, weightDecay, newStartSum, epsilon);
  }

  /// The same with another ε.
  public AdaGrad withEpsilon(double newEpsilon) {
    return new AdaGrad(rate, rateDecay, weightDecay, startSum, newEpsilon);
  }

  /// The same with weight decay.
  public AdaGrad withWeightDecay(double newWeightDecay) {
    return new AdaGrad(rate, rateDecay, newWeightDecay, startSum, epsilon);
  }

  @Override
  public Map<String, Double> start() {
    return Map.of(SUM, startSum);
  }

  @Override
  public Map<String, Double> numbers(double rateNow, long step) {
    return Map.of("rate", rateNow / (1 + (step - 1) * rateDecay));
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, Map<String, Tensor> memory, Map<String, Tensor> numbers) {
    Tensor g = weightDecay == 0 ? gradient : gradient.add(parameter.mul(weightDecay));
    Tensor sum = memory.get(SUM).add(g.mul(g));
    Tensor moved = parameter.sub(g.mul(numbers.get("rate")).div(sum.sqrt().add(epsilon)));
    return new Update(moved, Map.of(SUM, sum));
  }
}
