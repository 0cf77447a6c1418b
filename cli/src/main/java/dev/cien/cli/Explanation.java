package dev.cien.cli;

import dev.cien.io.AtomicFiles;
import dev.cien.nn.Layer;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.recipes.SingleStep;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;

/// Writes what the engine makes of a recipe's training step and of its prediction, as text.
final class Explanation {
  private Explanation() {}

  static void write(Recipe recipe, Settings settings, Path folder) {
    // An experiment of its own: recording must not touch the one that will be trained.
    Experiment experiment = recipe.prepare(settings);
    SingleStep train = SingleStep.of(experiment);
    Tensor inputs = train.batch().inputs();
    AtomicFiles.write(
        folder.resolve("train-step.txt"), train.step().explain(inputs, train.batch().targets()));
    if (experiment.model() instanceof Layer layer) {
      Step predict = Step.inference(in -> new Tensor[] {layer.forward(in[0])});
      AtomicFiles.write(folder.resolve("predict.txt"), predict.explain(inputs));
    }
  }
}
