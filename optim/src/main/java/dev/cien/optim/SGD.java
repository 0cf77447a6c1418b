package dev.cien.optim;

import dev.cien.tensor.Tensor;
import java.util.Map;

/// Stochastic gradient descent, with optional momentum.
///
/// ```
/// g ← g + weightDecay · p
/// b ← momentum · b + (1 − dampening) · g        (b = g at the first step)
/// p ← p − rate · b                              (Nesterov: p − rate · (g + momentum · b))
/// ```
///
/// Momentum is PyTorch's: the rate multiplies the whole buffer. Sutskever et al. 2013, [On the
/// importance of initialization and momentum in deep
/// learning](https://proceedings.mlr.press/v28/sutskever13.html).
///
/// @param rate the learning rate
/// @param momentum how much of the last direction is kept; 0 for none
/// @param dampening how much of the new gradient is left out of the momentum
/// @param nesterov whether the gradient is looked at one momentum step ahead
/// @param weightDecay strength of the pull towards 0, added to the gradient (L2)
public record SGD(
    double rate, double momentum, double dampening, boolean nesterov, double weightDecay)
    implements UpdateRule {
  private static final String BUFFER = "momentum_buffer";

  /// Checks the hyper-parameters.
  public SGD {
    Checks.notNegative("SGD", "rate", rate);
    Checks.notNegative("SGD", "momentum", momentum);
    Checks.notNegative("SGD", "weightDecay", weightDecay);
    Checks.require(
        !nesterov || momentum > 0 && dampening == 0,
        "SGD",
        "Nesterov momentum",
        "a momentum above 0 and no dampening",
        "momentum " + momentum + ", dampening " + dampening);
  }

  /// Plain gradient descent.
  public static SGD of(double rate) {
    return new SGD(rate, 0, 0, false, 0);
  }

  /// The same with momentum; 0.9 is usual.
  public SGD withMomentum(double newMomentum) {
    return new SGD(rate, newMomentum, dampening, nesterov, weightDecay);
  }

  /// The same with less of each new gradient in the momentum.
  public SGD withDampening(double newDampening) {
    return new SGD(rate, momentum, newDampening, nesterov, weightDecay);
  }

  /// The same with Nesterov's momentum.
  public SGD withNesterov() {
    return new SGD(rate, momentum, dampening, true, weightDecay);
  }

  /// The same with weight decay.
  public SGD withWeightDecay(double newWeightDecay) {
    return new SGD(rate, momentum, dampening, nesterov, newWeightDecay);
  }

  @Override
  public Map<String, Double> start() {
    return momentum == 0 ? Map.of() : Map.of(BUFFER, 0.0);
  }

  @Override
  public Map<String, Double> numbers(double rateNow, long step) {
    return dampening == 0
        ? Map.of("rate", rateNow)
        : Map.of("rate", rateNow, "share", step == 1 ? 1 : 1 - dampening);
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, Map<String, Tensor> memory, Map<String, Tensor> numbers) {
    Tensor g = weightDecay == 0 ? gradient : gradient.add(parameter.mul(weightDecay));
    if (momentum == 0) {
      return new Update(parameter.sub(g.mul(numbers.get("rate"))), Map.of());
    }
    Tensor share = dampening == 0 ? g : g.mul(numbers.get("share"));
    Tensor buffer = memory.get(BUFFER).mul(momentum).add(share);
    Tensor direction = nesterov ? g.add(buffer.mul(momentum)) : buffer;
    return new Update(parameter.sub(direction.mul(numbers.get("rate"))), Map.of(BUFFER, buffer));
  }
}
