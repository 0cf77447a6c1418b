package dev.cien.recipes.history;

import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.ImageDataset;
import dev.cien.io.Pixels;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.tensor.Variable;
import dev.cien.train.Trainer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What the milestones on pictures share: how they are trained, other networks to compare with, and
/// the pictures of mistakes.
abstract class PictureClassification extends Classification {
  private final ImageDataset pictures;

  /// @param pictures the test pictures as they are, to be shown
  PictureClassification(
      Settings settings,
      Layer model,
      Dataset train,
      Dataset validation,
      Dataset test,
      ImageDataset pictures) {
    super(settings, model, train, Optional.of(validation), test, pictures.classNames());
    this.pictures = pictures;
  }

  @Override
  public Optimizer optimizer() {
    return optimizer(model());
  }

  /// What of a network learns from the labels.
  List<Variable> trainable(Layer network) {
    return Params.of(network).trainable();
  }

  private Optimizer optimizer(Layer network) {
    return oneCycle(trainable(network));
  }

  /// Another network, trained on the same samples in the same way.
  Baseline network(String name, Text title, Supplier<Layer> network) {
    return new Baseline(
        name,
        title,
        false,
        () -> {
          Layer other = network.get();
          Batches batches = training();
          Trainer.of(other, Losses.crossEntropy(), optimizer(other))
              .epochs(settings().epochs())
              .seed(settings().seed())
              .fit(batches);
          return accuracy(other);
        });
  }

  /// The test pictures as they are.
  ImageDataset pictures() {
    return pictures;
  }

  @Override
  protected Optional<Pixels> picture(Dataset samples, int index) {
    return samples == test() ? Optional.of(pictures.picture(index)) : Optional.empty();
  }
}
