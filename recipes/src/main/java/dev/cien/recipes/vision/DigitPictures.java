package dev.cien.recipes.vision;

import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.data.ImageDataset;
import dev.cien.data.Split;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.DigitPicture;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.kit.Classification;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Staged;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the recipes on handwritten digits share: the pictures of MNIST and how somebody's own
/// picture becomes like them.
final class DigitPictures extends Classification {
  private static final int HELD_BACK = 2000;

  private final ImageDataset pictures;
  private final float mean;
  private final float deviation;

  private DigitPictures(
      Settings settings, Layer model, Digits raw, Digits scaled, Dataset samples, Split learnt) {
    super(
        settings,
        model,
        learnt.train(),
        Optional.of(learnt.heldOut()),
        scaled.test(),
        raw.test().classNames());
    this.pictures = raw.test();
    this.mean = raw.train().means()[0];
    this.deviation = raw.train().deviations()[0];
  }

  static DigitPictures of(Settings settings, Layer model) {
    Digits raw = Digits.load();
    Digits scaled = raw.standardized();
    int count = Math.min(settings.whole("samples"), scaled.train().size());
    Dataset samples = scaled.train().take(count);
    double share = 1 - Math.min(HELD_BACK, count / 10.0) / count;
    return new DigitPictures(
        settings, model, raw, scaled, samples, samples.split(share, settings.seed()));
  }

  static Setting samples() {
    return Setting.whole("samples", 60_000, 100, "training pictures", "imágenes de entrenamiento");
  }

  @Override
  public Optimizer optimizer() {
    return oneCycle(Params.of(model()).trainable());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(majority(), linear(3, 128, 0.001));
  }

  @Override
  protected Optional<Pixels> picture(Dataset samples, int index) {
    return samples == test() ? Optional.of(pictures.picture(index)) : Optional.empty();
  }

  @Override
  public void show(Gallery gallery) {
    if (model() instanceof Staged network) {
      new Inside(gallery, network, train(), test(), pictures).show();
    }
  }

  @Override
  public List<Prediction> predict(Path file) {
    float[] ink = DigitPicture.ink(file, Images.read(file, Images.Channels.RGBA));
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (ink[i] - mean) / deviation;
    }
    return List.of(
        prediction(
            file.toString(), outputs(Tensor.of(ink, 1, 1, DigitPicture.SIZE, DigitPicture.SIZE))));
  }
}
