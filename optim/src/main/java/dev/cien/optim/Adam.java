package dev.cien.optim;

import dev.cien.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/// Running mean of the gradient divided by the root of its running mean square, both corrected for
/// their start at 0.
///
/// ```
/// g ← g + weightDecay · p
/// m ← β₁ · m + (1 − β₁) · g          v ← β₂ · v + (1 − β₂) · g²
/// p ← p − rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
/// ```
///
/// Kingma & Ba 2015, [arXiv:1412.6980](https://arxiv.org/abs/1412.6980); AMSGrad: Reddi, Kale &
/// Kumar 2018, [arXiv:1904.09237](https://arxiv.org/abs/1904.09237). Weight decay here is scaled by
/// the adaptive rate as if it were part of the loss; [AdamW] keeps it apart and is usually the
/// better choice.
///
/// @param rate the learning rate
/// @param beta1 β₁, how much of the running mean is kept at each step
/// @param beta2 β₂, how much of the running mean square is kept at each step
/// @param epsilon ε, added after the root
/// @param weightDecay strength of the pull towards 0, added to the gradient (L2)
/// @param amsgrad whether the largest v seen so far divides
public record Adam(
    double rate, double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
    implements UpdateRule {
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";
  private static final String LARGEST = "max_exp_avg_sq";

  /// Checks the hyper-parameters.
  public Adam {
    check("Adam", rate, beta1, beta2, epsilon, weightDecay);
  }

  /// The usual hyper-parameters: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, no decay. A common rate is 0.001.
  public static Adam of(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0, false);
  }

  /// The same with other memories of mean and mean square.
  public Adam withBetas(double newBeta1, double newBeta2) {
    return new Adam(rate, newBeta1, newBeta2, epsilon, weightDecay, amsgrad);
  }

  /// The same with another ε.
  public Adam withEpsilon(double newEpsilon) {
    return new Adam(rate, beta1, beta2, newEpsilon, weightDecay, amsgrad);
  }

  /// The same with weight decay.
  public Adam withWeightDecay(double newWeightDecay) {
    return new Adam(rate, beta1, beta2, epsilon, newWeightDecay, amsgrad);
  }

  /// The same as AMSGrad.
  public Adam withAmsgrad() {
    return new Adam(rate, beta1, beta2, epsilon, weightDecay, true);
  }

  @Override
  public Map<String, Double> start() {
    return start(amsgrad);
  }

  @Override
  public Map<String, Double> numbers(double rateNow, long step) {
    return numbers(rateNow, step, beta1, beta2);
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, Map<String, Tensor> memory, Map<String, Tensor> numbers) {
    Tensor g = weightDecay == 0 ? gradient : gradient.add(parameter.mul(weightDecay));
    return move(parameter, g, memory, numbers, beta1, beta2, epsilon, amsgrad);
  }

  static void check(
      String rule, double rate, double beta1, double beta2, double epsilon, double weightDecay) {
    Checks.notNegative(rule, "rate", rate);
    Checks.fraction(rule, "beta1", beta1);
    Checks.fraction(rule, "beta2", beta2);
    Checks.notNegative(rule, "epsilon", epsilon);
    Checks.notNegative(rule, "weightDecay", weightDecay);
  }

  static Map<String, Double> start(boolean amsgrad) {
    return amsgrad ? Map.of(MEAN, 0.0, SQUARE, 0.0, LARGEST, 0.0) : Map.of(MEAN, 0.0, SQUARE, 0.0);
  }

  /// StrictMath: the same bits on every machine.
  static Map<String, Double> numbers(double rate, long step, double beta1, double beta2) {
    double correction1 = 1 - StrictMath.pow(beta1, step);
    double correction2 = 1 - StrictMath.pow(beta2, step);
    return Map.of("stride", rate / correction1, "root", Math.sqrt(correction2));
  }

  /// The part that Adam and AdamW share.
  static Update move(
      Tensor parameter,
      Tensor g,
      Map<String, Tensor> memory,
      Map<String, Tensor> numbers,
      double beta1,
      double beta2,
      double epsilon,
      boolean amsgrad) {
    Map<String, Tensor> next = new HashMap<>();
    Tensor mean = towards(memory.get(MEAN), g, 1 - beta1);
    Tensor square = memory.get(SQUARE).mul(beta2).add(g.mul(1 - beta2).mul(g));
    next.put(MEAN, mean);
    next.put(SQUARE, square);
    Tensor spread = square;
    if (amsgrad) {
      spread = memory.get(LARGEST).maximum(square);
      next.put(LARGEST, spread);
    }
    Tensor divisor = spread.sqrt().div(numbers.get("root")).add(epsilon);
    return new Update(parameter.sub(mean.mul(numbers.get("stride")).div(divisor)), next);
  }

  /// From `a` a share of the way to `b`.
  static Tensor towards(Tensor a, Tensor b, double share) {
    return a.add(b.sub(a).mul(share));
  }
}
