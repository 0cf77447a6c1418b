package dev.cien.recipes.vision;

import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.data.ImageDataset;
import dev.cien.data.Split;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Sheet;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.DigitsCnn;
import dev.cien.zoo.VisionTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Handwritten digits with a vision transformer, against a convolutional network of about as many
/// parameters.
public final class PatchesOfDigits implements Recipe {
  private static final int SIDE = 28;
  private static final int HEADS = 4;

  @Override
  public Card card() {
    return new Card(
        "vit",
        new Text(
            "Reading digits with a vision transformer",
            "Leer dígitos con un transformador de visión"),
        new Text(
            "A picture cut into patches can be read like a text; with little data, a convolution,"
                + " which knows that neighbours belong together, learns faster.",
            "Una imagen cortada en parches se lee como un texto; con pocos datos, una convolución,"
                + " que sabe que los vecinos van juntos, aprende más deprisa."),
        List.of("T4", "A4.1"),
        "accuracy",
        true,
        0.9,
        60,
        "A. Dosovitskiy et al.: An image is worth 16 × 16 words, 2020, arXiv:2010.11929.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(5),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.002),
        Setting.choice(
            "patch", List.of("7", "4", "14"), "pixels of a patch's side", "píxeles por lado"),
        Setting.whole("width", 48, HEADS, "numbers a patch", "números por parche"),
        Setting.whole("layers", 2, 1, "blocks", "bloques"),
        Setting.whole("samples", 10_000, 100, "training pictures", "imágenes de entrenamiento"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "4", "samples", "2000", "patch", "7", "batch", "32");
  }

  @Override
  public double quickFloor() {
    return 0.6;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Digits raw = Digits.load();
    Digits scaled = raw.standardized();
    int count = Math.min(settings.whole("samples"), scaled.train().size());
    return new Sorter(
        settings,
        VisionTransformer.of(
            new VisionTransformer.Config(
                1,
                SIDE,
                Integer.parseInt(settings.word("patch")),
                settings.whole("width") / HEADS * HEADS,
                HEADS,
                settings.whole("layers"),
                10,
                0),
            Rng.of(settings.seed())),
        raw.test(),
        scaled.test(),
        scaled.train().take(count).split(0.9, settings.seed()));
  }

  private static final class Sorter extends Classification {
    private static final int SHOWN = 8;

    private final VisionTransformer model;
    private final ImageDataset pictures;

    Sorter(
        Settings settings,
        VisionTransformer model,
        ImageDataset pictures,
        Dataset test,
        Split learnt) {
      super(
          settings,
          model,
          learnt.train(),
          Optional.of(learnt.heldOut()),
          test,
          pictures.classNames());
      this.model = model;
      this.pictures = pictures;
    }

    @Override
    public Optimizer optimizer() {
      return optimizer(model);
    }

    private Optimizer optimizer(Layer moved) {
      return oneCycle(Params.of(moved).trainable());
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          majority(),
          linear(3, 128, 0.001),
          new Baseline(
              "cnn",
              new Text(
                  "a convolutional network with about as many parameters, after as many steps",
                  "una red convolucional con más o menos los mismos parámetros, tras los mismos"
                      + " pasos"),
              false,
              this::convolution));
    }

    private static long size(int channels) {
      return Params.of(DigitsCnn.of(channels, 0, Rng.of(1))).count();
    }

    private double convolution() {
      long wanted = Params.of(model).count();
      int channels = 1;
      while (Math.abs(size(channels + 1) - wanted) < Math.abs(size(channels) - wanted)) {
        channels++;
      }
      DigitsCnn cnn = DigitsCnn.of(channels, 0, Rng.of(settings().seed()));
      Trainer.custom(cnn, (x, y) -> TrainStep.Outcome.of(cost(cnn.forward(x), y)), optimizer(cnn))
          .epochs(settings().epochs())
          .seed(settings().seed())
          .fit(training());
      return accuracy(cnn);
    }

    @Override
    protected Optional<Pixels> picture(Dataset samples, int index) {
      return samples == test() ? Optional.of(pictures.picture(index)) : Optional.empty();
    }

    @Override
    public void show(Gallery gallery) {
      List<Sheet.Cell> cells = new ArrayList<>();
      int[] indices = IntStream.range(0, SHOWN).toArray();
      Tensor x = test().batch(indices).inputs();
      List<Tensor> blocks = model.attention(x);
      for (int i = 0; i < SHOWN; i++) {
        cells.add(new Sheet.Cell(pictures.picture(i), gallery.in("digit", "dígito")));
      }
      for (int block = 0; block < blocks.size(); block++) {
        Tensor mean = blocks.get(block).mean(1);
        for (int i = 0; i < SHOWN; i++) {
          cells.add(
              new Sheet.Cell(
                  map(mean.at(i).toFloats()), gallery.in("block ", "bloque ") + (block + 1)));
        }
      }
      gallery.sheet(
          "attention",
          new Text(
              "Where each block looks when it reads a digit, the mean of all heads: the lighter,"
                  + " the more.",
              "Adónde mira cada bloque al leer un dígito, la media de las cabezas: cuanto más"
                  + " claro, más."),
          new Sheet(cells, SHOWN, 84));
    }

    /// Attention as a picture, the most looked at in white.
    private static Pixels map(float[] weights) {
      int across = (int) Math.round(Math.sqrt(weights.length));
      float most = 0;
      for (float weight : weights) {
        most = Math.max(most, weight);
      }
      byte[] grey = new byte[weights.length];
      for (int i = 0; i < grey.length; i++) {
        grey[i] = (byte) Math.round(255 * weights[i] / most);
      }
      return new Pixels(1, across, across, grey);
    }
  }
}
