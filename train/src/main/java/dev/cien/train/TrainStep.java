package dev.cien.train;

import dev.cien.nn.Layer;
import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Loss;
import dev.cien.optim.Optimizer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.util.Map;

/// What one kind of training does with a batch: the part in which supervised learning, a GAN and
/// diffusion differ.
///
/// Both methods run inside a recorded [dev.cien.tensor.Step]: random numbers come from
/// [dev.cien.tensor.Mode#rng], and nothing may depend on the values of the tensors.
@FunctionalInterface
public interface TrainStep {
  /// What to lower, and what else to show.
  ///
  /// @param cost a scalar
  /// @param measures scalars by name, averaged over the samples of an epoch, such as `accuracy`;
  ///   one with the name of a further optimizer ([Trainer#optimizer]) is what that optimizer lowers
  record Outcome(Tensor cost, Map<String, Tensor> measures) {
    /// A cost alone.
    public static Outcome of(Tensor cost) {
      return new Outcome(cost, Map.of());
    }
  }

  /// Records the cost of a batch.
  Outcome forward(Tensor inputs, Tensor targets);

  /// Records the update of an optimizer's parameters; by their gradients unless a step does it
  /// otherwise. Called once for each optimizer of the run, the main one first; all of them see the
  /// parameters as they were before.
  default void update(Optimizer optimizer, Tensor cost) {
    optimizer.step(cost.gradients(optimizer.parameters()));
  }

  /// Learning from examples: the cost of a model's predictions. With a cross-entropy of class
  /// numbers accuracy is shown too.
  static TrainStep supervised(Layer model, Loss loss) {
    return (inputs, targets) -> {
      Tensor prediction = model.forward(inputs);
      Tensor cost = loss.cost(prediction, targets);
      boolean classes =
          loss instanceof CrossEntropy
              && targets.dtype() == DType.INT32
              && targets.shape().rank() == 1
              && prediction.shape().rank() == 2;
      return classes
          ? new Outcome(
              cost, Map.of("accuracy", prediction.argMax(1).eq(targets).cast(DType.FLOAT32).mean()))
          : Outcome.of(cost);
    };
  }
}
