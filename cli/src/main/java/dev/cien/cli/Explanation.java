package dev.cien.cli;

import dev.cien.data.Batch;
import dev.cien.io.AtomicFiles;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// Writes what the engine makes of a recipe's training step and of its prediction, as text.
final class Explanation {
  private Explanation() {}

  static void write(Recipe recipe, Settings settings, Path folder) {
    // An experiment of its own: recording must not touch the one that will be trained.
    Experiment experiment = recipe.prepare(settings);
    Optimizer optimizer = experiment.optimizer();
    TrainStep step = experiment.step();
    Batch batch =
        experiment
            .training()
            .data()
            .batch(IntStream.range(0, experiment.training().batchSize()).toArray());
    Step train =
        Step.training(
            in -> {
              TrainStep.Outcome outcome = step.forward(in[0], in[1]);
              step.update(optimizer, outcome.cost());
              return new Tensor[] {outcome.cost()};
            });
    Step predict = Step.inference(in -> new Tensor[] {experiment.model().forward(in[0])});
    AtomicFiles.write(
        folder.resolve("train-step.txt"), train.explain(batch.inputs(), batch.targets()));
    AtomicFiles.write(folder.resolve("predict.txt"), predict.explain(batch.inputs()));
  }
}
