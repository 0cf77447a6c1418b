package dev.cien.recipes;

import dev.cien.data.Batch;
import dev.cien.optim.Optimizer;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import java.util.Map;
import java.util.stream.IntStream;

/// The training step of an experiment with one batch for it, to look into: what training repeats,
/// without the loop around it.
///
/// @param step takes inputs and targets, moves the parameters, gives the cost
/// @param batch the first samples
public record SingleStep(Step step, Batch batch) {
  /// The step of an experiment, which moves its model when it is run.
  public static SingleStep of(Experiment experiment) {
    Optimizer optimizer = experiment.optimizer();
    Map<String, Optimizer> further = experiment.furtherOptimizers();
    TrainStep body = experiment.step();
    Step step =
        Step.training(
            in -> {
              TrainStep.Outcome outcome = body.forward(in[0], in[1]);
              body.update(optimizer, outcome.cost());
              further.forEach((name, each) -> body.update(each, outcome.measures().get(name)));
              return new Tensor[] {outcome.cost()};
            });
    int size = experiment.training().batchSize();
    return new SingleStep(
        step, experiment.training().data().batch(IntStream.range(0, size).toArray()));
  }
}
