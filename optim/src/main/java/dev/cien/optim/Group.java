package dev.cien.optim;

import dev.cien.tensor.Variable;
import java.util.List;

/// Parameters that move by the same rule and schedule.
///
/// ```java
/// Optimizer.of(
///     Group.of(matrices, AdamW.of(1e-3)),
///     Group.of(biases, AdamW.of(1e-3).withWeightDecay(0)));
/// ```
///
/// @param parameters what moves
/// @param rule how
/// @param schedule the learning rate over the steps
public record Group(List<Variable> parameters, UpdateRule rule, Schedule schedule) {
  /// Copies the list.
  public Group {
    parameters = List.copyOf(parameters);
  }

  /// A group with a constant learning rate.
  public static Group of(List<Variable> parameters, UpdateRule rule) {
    return new Group(parameters, rule, Schedule.constant());
  }
}
