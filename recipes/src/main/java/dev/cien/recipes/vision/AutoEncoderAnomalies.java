package dev.cien.recipes.vision;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.data.FashionMnist;
import dev.cien.data.ImageDataset;
import dev.cien.data.Split;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Supervised;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.AutoEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// An auto-encoder that never saw one of the classes and finds its pictures by how badly it says
/// them again.
///
/// How well this works depends on the class: one that looks like a part of others, such as the
/// digit 1, comes back well though it was never seen.
public final class AutoEncoderAnomalies implements Recipe {
  private static final int HELD_BACK = 1000;

  @Override
  public Card card() {
    return new Card(
        "autoencoder",
        new Text(
            "Finding what does not belong with an auto-encoder",
            "Encontrar lo que no encaja con un autocodificador"),
        new Text(
            "A network that squeezes pictures through eight numbers learns what its pictures have"
                + " in common; a digit that it never saw comes back wrong, and the error gives it"
                + " away.",
            "Una red que comprime imágenes en ocho números aprende lo que tienen en común; un"
                + " dígito que nunca vio vuelve mal, y el error lo delata."),
        List.of("A1.3", "T1"),
        "roc_auc",
        true,
        0.92,
        15,
        "G. E. Hinton, R. R. Salakhutdinov: Reducing the dimensionality of data with neural"
            + " networks, 2006.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(6),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.005),
        Setting.choice("data", List.of("digits", "fashion"), "the pictures", "las imágenes"),
        new Setting(
            "held",
            "2",
            new Setting.Whole(0, 9),
            new Text("the class that is never shown", "la clase que nunca se muestra")),
        Setting.whole("code", 8, 2, "numbers in the code", "números en el código"),
        Setting.whole(
            "width", 8, 1, "maps of the first convolution", "mapas de la primera convolución"),
        Setting.whole("samples", 20_000, 100, "training pictures", "imágenes de entrenamiento"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "3", "samples", "4000", "batch", "32", "width", "4");
  }

  @Override
  public double quickFloor() {
    return 0.75;
  }

  @Override
  public Experiment prepare(Settings settings) {
    if (settings.word("data").equals("fashion")) {
      FashionMnist data = FashionMnist.load();
      return Squeeze.of(settings, data.train(), data.test());
    }
    Digits data = Digits.load();
    return Squeeze.of(settings, data.train(), data.test());
  }

  private static final class Squeeze extends Supervised {
    private final ImageDataset pictures;
    private final int held;

    private Squeeze(Settings settings, AutoEncoder model, Split learnt, ImageDataset pictures) {
      super(
          settings,
          model,
          repeated(learnt.train()),
          Optional.of(repeated(learnt.heldOut())),
          repeated(pictures));
      this.pictures = pictures;
      this.held = settings.whole("held");
    }

    static Squeeze of(Settings settings, ImageDataset train, ImageDataset test) {
      int held = settings.whole("held");
      int[] others =
          IntStream.range(0, train.size())
              .filter(i -> train.label(i) != held)
              .limit(settings.whole("samples"))
              .toArray();
      double share = 1 - Math.min(HELD_BACK, others.length / 10.0) / others.length;
      int side = test.picture(0).width();
      return new Squeeze(
          settings,
          AutoEncoder.of(
              side, settings.whole("width"), settings.whole("code"), Rng.of(settings.seed())),
          train.select(others).split(share, settings.seed()),
          test);
    }

    /// Pictures that are their own targets.
    private static Dataset repeated(Dataset samples) {
      return samples.map(batch -> new Batch(batch.inputs(), batch.inputs()));
    }

    @Override
    public AutoEncoder model() {
      return (AutoEncoder) super.model();
    }

    @Override
    protected Tensor cost(Tensor predictions, Tensor targets) {
      return Losses.bceWithLogits().cost(predictions, targets);
    }

    @Override
    public Optimizer optimizer() {
      return oneCycle(Params.of(model()).trainable());
    }

    /// On pictures of the classes that were shown: the mean error alone.
    @Override
    protected Evaluation measure(Dataset samples) {
      double[] errors = Errors.of(outputs(samples));
      double mean =
          IntStream.range(0, errors.length).mapToDouble(i -> errors[i]).average().orElse(0);
      return evaluation(errors.length, Map.of("loss", mean));
    }

    @Override
    public Evaluation evaluate() {
      double[] errors = Errors.of(outputs(test()));
      double shown =
          IntStream.range(0, errors.length)
              .filter(i -> pictures.label(i) != held)
              .mapToDouble(i -> errors[i])
              .average()
              .orElse(0);
      return evaluation(errors.length, Map.of("roc_auc", area(errors), "loss", shown));
    }

    private static Evaluation evaluation(int samples, Map<String, Double> metrics) {
      return new Evaluation(samples, metrics, List.of(), new int[0][0], List.of());
    }

    /// The probability that a picture of the class never shown scores higher than another.
    private double area(double... scores) {
      int[] anomalies =
          IntStream.range(0, scores.length).map(i -> pictures.label(i) == held ? 1 : 0).toArray();
      return Metrics.rocAuc()
          .of(Tensor.of(scores, scores.length), Tensor.of(anomalies, anomalies.length));
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          new Baseline(
              "mean-distance",
              new Text(
                  "the distance of the pixels from the mean training picture",
                  "la distancia de los píxeles a la imagen media de entrenamiento"),
              true,
              () -> area(Errors.fromMean(train(), test()))));
    }

    @Override
    public void show(Gallery gallery) {
      new AutoEncoderGallery(gallery, model(), pictures, held, Errors.of(outputs(test()))).show();
    }
  }

  /// Mean square differences, picture by picture.
  private static final class Errors {
    private static final int CHUNK = 500;

    private Errors() {}

    /// Of what came back from what went in.
    static double[] of(Supervised.Outputs outputs) {
      int width = outputs.width();
      double[] errors = new double[outputs.size()];
      for (int i = 0; i < outputs.values().length; i++) {
        double back = 1 / (1 + StrictMath.exp(-outputs.values()[i]));
        double difference = back - outputs.targets()[i];
        errors[i / width] += difference * difference / width;
      }
      return errors;
    }

    /// Of pictures from the mean of others.
    static double[] fromMean(Dataset train, Dataset test) {
      double[] mean = new double[train.batch(0).inputs().size()];
      for (int from = 0; from < train.size(); from += CHUNK) {
        float[] values = chunk(train, from);
        for (int i = 0; i < values.length; i++) {
          mean[i % mean.length] += values[i] / (double) train.size();
        }
      }
      double[] errors = new double[test.size()];
      for (int from = 0; from < test.size(); from += CHUNK) {
        float[] values = chunk(test, from);
        for (int i = 0; i < values.length; i++) {
          double difference = values[i] - mean[i % mean.length];
          errors[from + i / mean.length] += difference * difference / mean.length;
        }
      }
      return errors;
    }

    private static float[] chunk(Dataset samples, int from) {
      return samples
          .batch(IntStream.range(from, Math.min(from + CHUNK, samples.size())).toArray())
          .inputs()
          .toFloats();
    }
  }
}
