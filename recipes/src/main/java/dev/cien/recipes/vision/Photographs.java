package dev.cien.recipes.vision;

import dev.cien.data.Augmentation;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.ImageDataset;
import dev.cien.data.Split;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.SGD;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.Crop;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.Trainer;
import dev.cien.zoo.Mlp;
import dev.cien.zoo.ResNet;
import dev.cien.zoo.ResNet9;
import dev.cien.zoo.Staged;
import dev.cien.zoo.Vgg;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the recipes on small photographs share: mirrored and moved pictures to learn from, gradient
/// descent with momentum along one cycle, and the networks to choose from.
final class Photographs extends Classification {
  private static final int HELD_BACK = 2000;
  private static final double DECAY = 5e-4;
  private static final double MOMENTUM = 0.9;
  private static final int MIDDLE = 127;

  private final ImageDataset pictures;
  private final float[] means;
  private final float[] deviations;
  private final Dataset augmented;

  private Photographs(Settings settings, Layer model, ImageDataset train, ImageDataset test) {
    this(settings, model, train, test, train.means(), train.deviations());
  }

  private Photographs(
      Settings settings,
      Layer model,
      ImageDataset train,
      ImageDataset test,
      float[] means,
      float[] deviations) {
    this(
        settings,
        model,
        split(settings, train.standardized(means, deviations)),
        test,
        means,
        deviations);
  }

  private Photographs(
      Settings settings,
      Layer model,
      Split learnt,
      ImageDataset test,
      float[] means,
      float[] deviations) {
    super(
        settings,
        model,
        learnt.train(),
        Optional.of(learnt.heldOut()),
        test.standardized(means, deviations),
        test.classNames());
    this.pictures = test;
    this.means = means;
    this.deviations = deviations;
    this.augmented =
        learnt
            .train()
            .augment(Augmentation.shift(settings.whole("shift")).then(Augmentation.flip()));
  }

  private static Split split(Settings settings, Dataset samples) {
    int count = Math.min(settings.whole("samples"), samples.size());
    double share = 1 - Math.min(HELD_BACK, count / 10.0) / count;
    return samples.take(count).split(share, settings.seed());
  }

  static Photographs of(Settings settings, ImageDataset train, ImageDataset test) {
    int[] dims = train.batch(0).inputs().shape().dims();
    return new Photographs(settings, model(settings, dims), train, test);
  }

  /// The settings of such a recipe.
  static List<Setting> settings(int epochs, double rate, int width, int shift, int samples) {
    return List.of(
        Setting.epochs(epochs),
        Setting.seed(),
        Setting.batch(128),
        Setting.rate(rate),
        Setting.choice(
            "model",
            List.of("resnet9", "resnet", "vgg"),
            "the network: wide and short, deep, or without shortcuts",
            "la red: ancha y corta, profunda, o sin atajos"),
        Setting.whole(
            "width", width, 1, "maps of the first convolution", "mapas de la primera convolución"),
        Setting.whole(
            "blocks", 3, 1, "blocks a stage (resnet only)", "bloques por etapa (solo resnet)"),
        Setting.whole(
            "shift",
            shift,
            0,
            "pixels by which pictures are moved while learning",
            "píxeles que se desplazan las imágenes al aprender"),
        Setting.whole("samples", samples, 100, "training pictures", "imágenes de entrenamiento"));
  }

  private static Staged model(Settings settings, int... dims) {
    Rng rng = Rng.of(settings.seed());
    int width = settings.whole("width");
    return switch (settings.word("model")) {
      case "resnet" -> ResNet.of(dims[1], 10, width, settings.whole("blocks"), rng);
      case "vgg" -> Vgg.of(dims[1], dims[2], 10, width, 0.2, rng);
      default -> ResNet9.of(dims[1], 10, width, rng);
    };
  }

  @Override
  public Batches training() {
    return Batches.of(augmented, Math.min(settings().whole("batch"), augmented.size()))
        .shuffled(settings().seed());
  }

  @Override
  public Optimizer optimizer() {
    return Optimizer.of(
            Params.of(model()).trainable(),
            SGD.of(settings().number("rate"))
                .withMomentum(MOMENTUM)
                .withNesterov()
                .withWeightDecay(DECAY))
        .schedule(Schedule.oneCycle(steps()));
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        majority(),
        linear(3, 128, 0.001),
        new Baseline(
            "mlp",
            new Text(
                "a multi-layer perceptron on the same samples, not mirrored or moved",
                "un perceptrón multicapa con los mismos ejemplos, sin reflejarlos ni moverlos"),
            false,
            this::perceptron));
  }

  private double perceptron() {
    int inputs = train().batch(0).inputs().size();
    Mlp mlp =
        Mlp.of(Mlp.Activation.RELU, Rng.of(settings().seed()), inputs, 256, 256, 10)
            .withDropout(0.2);
    int epochs = 5;
    long steps = (long) epochs * Math.ceilDiv(train().size(), 128);
    Trainer.of(mlp, Losses.crossEntropy(), AdamW.of(2e-3))
        .schedule(Schedule.oneCycle(steps))
        .epochs(epochs)
        .batchSize(128)
        .seed(settings().seed())
        .fit(train());
    return accuracy(mlp);
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
    Pixels first = pictures.picture(0);
    boolean grey = first.channels() == 1;
    Pixels small =
        Crop.middle(Images.read(file, grey ? Images.Channels.GREY : Images.Channels.RGB), 1, 1)
            .resize(first.height(), first.width());
    byte[] values = small.values();
    // Clothes lie on black in this set; on white paper they are the other way round.
    boolean turned = grey && edge(small) > MIDDLE;
    int plane = small.height() * small.width();
    float[] inputs = new float[values.length];
    for (int i = 0; i < inputs.length; i++) {
      int level = Byte.toUnsignedInt(values[i]);
      float light = (turned ? 255 - level : level) / 255f;
      inputs[i] = (light - means[i / plane]) / deviations[i / plane];
    }
    return List.of(
        prediction(
            file.toString(),
            outputs(Tensor.of(inputs, 1, small.channels(), small.height(), small.width()))));
  }

  /// The mean level of the first and last rows.
  private static double edge(Pixels grey) {
    double sum = 0;
    int last = (grey.height() - 1) * grey.width();
    for (int x = 0; x < grey.width(); x++) {
      sum += Byte.toUnsignedInt(grey.values()[x]) + Byte.toUnsignedInt(grey.values()[last + x]);
    }
    return sum / (2.0 * grey.width());
  }
}
