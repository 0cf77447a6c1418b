package dev.cien.recipes;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.nn.Layer;
import dev.cien.optim.Optimizer;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A recipe with its settings made concrete: data read and split, a model built.
///
/// What is learnt from, what is looked at while learning ([#validation]) and what the result is
/// measured on ([#evaluate]) are three different sets of samples.
public interface Experiment {
  /// The settings it was prepared with.
  Settings settings();

  /// The model, to be trained in place.
  Layer model();

  /// The training samples, in batches.
  Batches training();

  /// Samples held back from the training data, to watch progress on; none where there are too few
  /// to spare.
  Optional<Dataset> validation();

  /// How wrong predictions are, as a scalar that training lowers.
  ///
  /// @param predictions what the model gave for inputs
  /// @param targets what it should have given
  Tensor cost(Tensor predictions, Tensor targets);

  /// What moves the parameters, for as many steps as the settings ask for.
  Optimizer optimizer();

  /// What training does with a batch: predict, compare, and move the parameters by the optimizer.
  default TrainStep step() {
    return (inputs, targets) -> TrainStep.Outcome.of(cost(model().forward(inputs), targets));
  }

  /// The loop around the steps, ready to be given a folder and listeners.
  default Trainer trainer() {
    Trainer trainer =
        Trainer.custom(model(), step(), optimizer())
            .epochs(settings().epochs())
            .seed(settings().seed());
    validation().ifPresent(held -> trainer.validation(() -> measure(held).metrics()));
    return trainer;
  }

  /// The figures of the model as it is now on given samples, `loss` and the recipe's own.
  Evaluation measure(Dataset samples);

  /// The figures of the model as it is now on the test data, with confusion and mistakes.
  Evaluation evaluate();

  /// Simpler answers to the same question.
  List<Baseline> baselines();

  /// What the model says about the samples in a file.
  ///
  /// @throws InputException if this recipe cannot read such a file; the message says what it takes
  List<Prediction> predict(Path file);

  /// One batch as it goes into the model, to learn shapes from.
  default Batch example() {
    return training().data().batch(0);
  }
}
