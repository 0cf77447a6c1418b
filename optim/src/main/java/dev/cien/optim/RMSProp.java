package dev.cien.optim;

import dev.cien.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/// Gradients divided by a running root mean square of themselves.
///
/// ```
/// g ← g + weightDecay · p
/// s ← smoothing · s + (1 − smoothing) · g²
/// d = √s + ε                                      (centered: √(s − m²) + ε, m the running mean of g)
/// p ← p − rate · g / d                            (momentum: b ← momentum · b + g / d,  p ← p − rate · b)
/// ```
///
/// Tieleman & Hinton 2012, [lecture
/// 6e](https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf); centered: Graves
/// 2013, [arXiv:1308.0850](https://arxiv.org/abs/1308.0850).
///
/// @param rate the learning rate
/// @param smoothing how much of the running mean is kept at each step
/// @param epsilon ε, added outside the root
/// @param weightDecay strength of the pull towards 0, added to the gradient (L2)
/// @param momentum how much of the last direction is kept; 0 for none
/// @param centered whether the mean square is taken about the mean
public record RMSProp(
    double rate,
    double smoothing,
    double epsilon,
    double weightDecay,
    double momentum,
    boolean centered)
    implements UpdateRule {
  private static final String SQUARE = "square_avg";
  private static final String MEAN = "grad_avg";
  private static final String BUFFER = "momentum_buffer";

  /// Checks the hyper-parameters.
  public RMSProp {
    Checks.notNegative("RMSProp", "rate", rate);
    Checks.fraction("RMSProp", "smoothing", smoothing);
    Checks.notNegative("RMSProp", "epsilon", epsilon);
    Checks.notNegative("RMSProp", "weightDecay", weightDecay);
    Checks.notNegative("RMSProp", "momentum", momentum);
  }

  /// The usual hyper-parameters: smoothing 0.99, ε = 10⁻⁸. A common rate is 0.01.
  public static RMSProp of(double rate) {
    return new RMSProp(rate, 0.99, 1e-8, 0, 0, false);
  }

  /// The same with a longer or shorter memory.
  public RMSProp withSmoothing(double newSmoothing) {
    return new RMSProp(rate, newSmoothing, epsilon, weightDecay, momentum, centered);
  }

  /// The same with another ε.
  public RMSProp withEpsilon(double newEpsilon) {
    return new RMSProp(rate, smoothing, newEpsilon, weightDecay, momentum, centered);
  }

  /// The same with weight decay.
  public RMSProp withWeightDecay(double newWeightDecay) {
    return new RMSProp(rate, smoothing, epsilon, newWeightDecay, momentum, centered);
  }

  /// The same with momentum.
  public RMSProp withMomentum(double newMomentum) {
    return new RMSProp(rate, smoothing, epsilon, weightDecay, newMomentum, centered);
  }

  /// The same with squares taken about the mean.
  public RMSProp withCentering() {
    return new RMSProp(rate, smoothing, epsilon, weightDecay, momentum, true);
  }

  @Override
  public Map<String, Double> start() {
    Map<String, Double> start = new HashMap<>();
    start.put(SQUARE, 0.0);
    if (centered) {
      start.put(MEAN, 0.0);
    }
    if (momentum > 0) {
      start.put(BUFFER, 0.0);
    }
    return start;
  }

  @Override
  public Map<String, Double> numbers(double rateNow, long step) {
    return Map.of("rate", rateNow);
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, Map<String, Tensor> memory, Map<String, Tensor> numbers) {
    Tensor rateNow = numbers.get("rate");
    Tensor g = weightDecay == 0 ? gradient : gradient.add(parameter.mul(weightDecay));
    Map<String, Tensor> next = new HashMap<>();
    Tensor square = memory.get(SQUARE).mul(smoothing).add(g.mul(1 - smoothing).mul(g));
    next.put(SQUARE, square);
    Tensor spread = square;
    if (centered) {
      Tensor mean = Adam.towards(memory.get(MEAN), g, 1 - smoothing);
      next.put(MEAN, mean);
      spread = square.sub(mean.mul(mean));
    }
    Tensor root = spread.sqrt().add(epsilon);
    if (momentum == 0) {
      return new Update(parameter.sub(g.mul(rateNow).div(root)), next);
    }
    Tensor buffer = memory.get(BUFFER).mul(momentum).add(g.div(root));
    next.put(BUFFER, buffer);
    return new Update(parameter.sub(buffer.mul(rateNow)), next);
  }
}
