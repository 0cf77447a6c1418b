package dev.cien.recipes.workload;

import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.optim.UpdateRule;
import dev.cien.tensor.Profile;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.List;

/// A workload made concrete: a captured training step with its batch, ready to run again and again.
public final class Task {
  /// What a step lowers.
  @FunctionalInterface
  interface Cost {
    /// Records the cost of a batch, a scalar.
    Tensor of(Tensor... batch);
  }

  private final Step step;
  private final Tensor[] batch;
  private final int items;
  private final long parameters;

  private Task(Step step, Tensor[] batch, int items, long parameters) {
    this.step = step;
    this.batch = batch;
    this.items = items;
    this.parameters = parameters;
  }

  /// A step that lowers a cost by moving all trainable parameters of a model.
  ///
  /// The model's first values are computed here, so that the first step's time is the step's own.
  static Task of(Object model, UpdateRule rule, int items, Cost cost, Tensor... batch) {
    Params params = Params.of(model);
    List<Variable> parameters = params.trainable();
    Tensor.computeAll(parameters.stream().map(Variable::value).toList());
    Optimizer optimizer = Optimizer.of(parameters, rule);
    Step step =
        Step.training(
            in -> {
              Tensor value = cost.of(in);
              optimizer.step(value.gradients(parameters));
              return new Tensor[] {value};
            });
    return new Task(step, batch, items, params.count());
  }

  /// Takes one training step.
  ///
  /// @return the cost before it, a scalar
  public Tensor run() {
    return step.run(batch)[0];
  }

  /// How many samples one step learns from: pictures or rows, or the symbols of all sequences.
  public int items() {
    return items;
  }

  /// The number of elements in all parameters.
  public long parameters() {
    return parameters;
  }

  /// Takes so many training steps and times each of their kernels.
  public Profile profile(int steps) {
    return step.profile(steps, batch);
  }

  /// The compiled step as text.
  public String explain() {
    return step.explain(batch);
  }
}
