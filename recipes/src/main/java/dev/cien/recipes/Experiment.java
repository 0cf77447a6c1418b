package dev.cien.recipes;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.optim.Optimizer;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A recipe with its settings made concrete: data read and split, a model built.
///
/// What is learnt from, what is looked at while learning and what the result is measured on
/// ([#evaluate]) are three different sets of samples.
public interface Experiment {
  /// The settings it was prepared with.
  Settings settings();

  /// The model, to be trained in place: a layer, or a record of layers such as a generator and a
  /// discriminator. Holds everything that a run keeps.
  Object model();

  /// The training samples, in batches.
  Batches training();

  /// What training does with a batch.
  TrainStep step();

  /// How many updates the whole run has, for schedules and averages.
  default long steps() {
    return (long) settings().epochs() * training().steps();
  }

  /// The decay of averaged weights ([Trainer#ema]): `most`, and in a short run so much less that
  /// they hold no more than its last tenth, and have forgotten where it began.
  default double averaged(double most) {
    return Math.clamp(1 - 10.0 / steps(), 0, most);
  }

  /// What moves the parameters, for as many steps as the settings ask for.
  Optimizer optimizer();

  /// Further optimizers by name, for adversaries; see [Trainer#optimizer].
  default Map<String, Optimizer> furtherOptimizers() {
    return Map.of();
  }

  /// What is trained before, each phase on what the one before left: pre-training.
  default List<Phase> before() {
    return List.of();
  }

  /// The loop around the steps, ready to be given a folder and listeners.
  default Trainer trainer() {
    Trainer trainer =
        Trainer.custom(model(), step(), optimizer())
            .epochs(settings().epochs())
            .seed(settings().seed());
    furtherOptimizers().forEach(trainer::optimizer);
    return trainer;
  }

  /// Trains all phases and then the main part, without a folder.
  default void learn() {
    before().forEach(Phase::run);
    trainer().fit(training());
  }

  /// The figures of the model as it is now on the test data.
  Evaluation evaluate();

  /// Simpler answers to the same question.
  List<Baseline> baselines();

  /// Puts what there is to look at into the run's gallery: samples, filters, maps, curves, tables.
  default void show(Gallery gallery) {}

  /// What the model says about the samples in a file.
  ///
  /// @throws InputException if this recipe cannot read such a file; the message says what it takes
  default List<Prediction> predict(Path file) {
    throw new InputException(
        new Text(
            "this recipe makes no predictions about files",
            "esta receta no hace predicciones sobre archivos"));
  }

  /// What the model says about several files taken together, such as two pictures to compare; empty
  /// where the recipe looks at each file by itself.
  ///
  /// @throws InputException as [#predict] does
  default List<Prediction> together(List<Path> files) {
    return List.of();
  }

  /// One batch as it goes into the model, to learn shapes from.
  default Batch example() {
    return training().data().batch(0);
  }
}
