package dev.cien.recipes.vision;

import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.data.FashionMnist;
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
import dev.cien.recipes.kit.LinearClassifier;
import dev.cien.tensor.Rng;
import dev.cien.zoo.DigitsCnn;
import dev.cien.zoo.Staged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Features made by hand against features learnt, on the same pictures.
public final class HandMadeFeatures implements Recipe {
  private static final int HELD_BACK = 2000;
  private static final Hog HOG = new Hog(28, 4, 9);

  @Override
  public Card card() {
    return new Card(
        "features",
        new Text(
            "Features made by hand against features learnt from data",
            "Rasgos hechos a mano frente a rasgos aprendidos de los datos"),
        new Text(
            "A linear model on raw pixels, a linear model on gradient histograms that took people"
                + " years to invent, and a network that finds its own features: the same pictures,"
                + " three results.",
            "Un modelo lineal con píxeles, un modelo lineal con histogramas de gradientes que costó"
                + " años inventar y una red que encuentra sus propios rasgos: las mismas imágenes,"
                + " tres resultados."),
        List.of("D1.2", "T1"),
        "accuracy",
        true,
        0.98,
        60,
        "N. Dalal, B. Triggs: Histograms of oriented gradients for human detection, 2005; Y. LeCun"
            + " et al., 1998.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(4),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.004),
        Setting.choice("data", List.of("digits", "fashion"), "the pictures", "las imágenes"),
        Setting.whole(
            "channels",
            12,
            1,
            "maps of the first convolution; the second has twice as many",
            "mapas de la primera convolución; la segunda tiene el doble"),
        Setting.whole("samples", 20_000, 100, "training pictures", "imágenes de entrenamiento"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "1", "samples", "2000", "channels", "4", "batch", "32");
  }

  @Override
  public double quickFloor() {
    return 0.8;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Layer model = DigitsCnn.of(settings.whole("channels"), 0.25, Rng.of(settings.seed()));
    if (settings.word("data").equals("fashion")) {
      FashionMnist data = FashionMnist.load();
      return Contest.of(settings, model, data.train(), data.test());
    }
    Digits data = Digits.load();
    return Contest.of(settings, model, data.train(), data.test());
  }

  private static final class Contest extends Classification {
    private final ImageDataset pictures;
    private OptionalDouble byPixels = OptionalDouble.empty();
    private OptionalDouble byHand = OptionalDouble.empty();

    private Contest(
        Settings settings, Layer model, Split learnt, Dataset test, ImageDataset pictures) {
      super(
          settings,
          model,
          learnt.train(),
          Optional.of(learnt.heldOut()),
          test,
          pictures.classNames());
      this.pictures = pictures;
    }

    static Contest of(Settings settings, Layer model, ImageDataset train, ImageDataset test) {
      float[] means = train.means();
      float[] deviations = train.deviations();
      int count = Math.min(settings.whole("samples"), train.size());
      double share = 1 - Math.min(HELD_BACK, count / 10.0) / count;
      return new Contest(
          settings,
          model,
          train.standardized(means, deviations).take(count).split(share, settings.seed()),
          test.standardized(means, deviations),
          test);
    }

    @Override
    public Optimizer optimizer() {
      return oneCycle(Params.of(model()).trainable());
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          majority(),
          new Baseline(
              "linear",
              new Text("a linear model on raw pixels", "un modelo lineal con los píxeles"),
              false,
              this::pixels),
          new Baseline(
              "hog-linear",
              new Text(
                  "a linear model on histograms of oriented gradients",
                  "un modelo lineal con histogramas de gradientes orientados"),
              false,
              this::hand));
    }

    private double pixels() {
      byPixels = OptionalDouble.of(byPixels.orElseGet(() -> linear(train(), test(), 0.001)));
      return byPixels.getAsDouble();
    }

    private double hand() {
      byHand =
          OptionalDouble.of(byHand.orElseGet(() -> linear(HOG.on(train()), HOG.on(test()), 0.005)));
      return byHand.getAsDouble();
    }

    /// The accuracy of softmax regression.
    private double linear(Dataset learnt, Dataset unseen, double rate) {
      Layer model =
          LinearClassifier.trained(
              learnt, classes().size(), 5, Math.min(128, learnt.size()), rate, settings().seed());
      return accuracy(outputs(model, unseen));
    }

    @Override
    protected Optional<Pixels> picture(Dataset samples, int index) {
      return samples == test() ? Optional.of(pictures.picture(index)) : Optional.empty();
    }

    @Override
    public void show(Gallery gallery) {
      double learnt = evaluate().metric("accuracy");
      gallery.table(
          "contest",
          new Text(
              "The same "
                  + train().size()
                  + " training and "
                  + test().size()
                  + " test pictures, three ways.",
              "Las mismas "
                  + train().size()
                  + " imágenes de entrenamiento y "
                  + test().size()
                  + " de prueba, de tres maneras."),
          List.of(
              List.of(
                  gallery.in("features", "rasgos"),
                  gallery.in("how many", "cuántos"),
                  gallery.in("accuracy", "exactitud")),
              List.of(gallery.in("raw pixels", "píxeles"), "784", percent(pixels())),
              List.of(
                  gallery.in("made by hand", "hechos a mano"),
                  Integer.toString(HOG.size()),
                  percent(hand())),
              List.of(
                  gallery.in("learnt", "aprendidos"),
                  Integer.toString(DigitsCnn.FEATURES),
                  percent(learnt))));
      List<Sheet.Cell> cells = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        cells.add(new Sheet.Cell(pictures.picture(i), classes().get(pictures.label(i))));
        float[] pixels = test().batch(i).inputs().toFloats();
        cells.add(new Sheet.Cell(HogGlyphs.of(HOG, pixels), ""));
      }
      gallery.sheet(
          "hog",
          new Text(
              "Test pictures and what the hand-made features see: in each cell the directions of"
                  + " the edges there, the brighter the stronger.",
              "Imágenes de prueba y lo que ven los rasgos hechos a mano: en cada celda, las"
                  + " direcciones de los bordes, más claras cuanto más fuertes."),
          new Sheet(cells, 4, 168));
      new Inside(gallery, (Staged) model(), train(), test(), pictures).kernels();
    }

    private static String percent(double share) {
      return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
  }
}
