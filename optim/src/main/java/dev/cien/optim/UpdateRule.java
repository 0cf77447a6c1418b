package dev.cien.optim;

import dev.cien.tensor.Tensor;
import java.util.Map;

/// How one parameter moves, given its gradient: a pure function written in tensor operations.
///
/// A rule is a record of hyper-parameters. It holds no state itself: what it remembers of a
/// parameter goes in and comes out of [#update], and [Optimizer] keeps it between steps. Numbers
/// that differ from step to step, such as the learning rate, come in as scalars, so that a recorded
/// step stays the same program.
public interface UpdateRule {
  /// The learning rate, which a [Schedule] may change over the steps.
  double rate();

  /// What the rule remembers of each element of a parameter: names, with the values that they start
  /// from.
  Map<String, Double> start();

  /// The numbers that [#update] needs at a step, by name; computed in double precision.
  ///
  /// @param rate the learning rate of this step
  /// @param step how often the parameter moved, this time included: 1 at the first update
  Map<String, Double> numbers(double rate, long step);

  /// The parameter and the memory after one step.
  ///
  /// @param parameter what it is now
  /// @param gradient of the same shape
  /// @param memory what [#start] names, each of the same shape
  /// @param numbers what [#numbers] names, each a scalar
  Update update(
      Tensor parameter, Tensor gradient, Map<String, Tensor> memory, Map<String, Tensor> numbers);

  /// What an update gives.
  ///
  /// @param parameter the moved parameter
  /// @param memory what to remember for the next step, by the names of [UpdateRule#start]
  record Update(Tensor parameter, Map<String, Tensor> memory) {}
}
