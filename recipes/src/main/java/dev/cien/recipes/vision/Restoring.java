package dev.cien.recipes.vision;

import dev.cien.data.Cifar10;
import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.data.FashionMnist;
import dev.cien.data.ImageDataset;
import dev.cien.data.Split;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Sheet;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Meter;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Supervised;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.UNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What the recipes share that damage pictures and learn to repair them: the damage is done anew
/// each time while learning, and always the same while measuring.
final class Restoring extends Supervised {
  private static final int HELD_BACK = 500;
  private static final int CHUNK = 250;
  private static final int SHOWN = 5;
  private static final int CELL = 84;
  private static final int MOST_PIXELS = 1 << 20;
  private static final int FITTING = 4;

  /// What is done to pictures from 0 to 1.
  @FunctionalInterface
  interface Damage {
    /// The damaged pictures, of the same shape.
    Tensor apply(Tensor clean, Rng rng);
  }

  /// A repair without learning.
  ///
  /// @param name a word
  /// @param label a word or two for people
  /// @param title what it is
  /// @param repair from damaged to repaired pictures
  record Filter(String name, Text label, Text title, UnaryOperator<Tensor> repair) {}

  private final Damage damage;
  private final UnaryOperator<Tensor> enter;
  private final List<Filter> filters;

  private Restoring(
      Settings settings,
      UNet model,
      Split learnt,
      Dataset test,
      Damage damage,
      UnaryOperator<Tensor> enter,
      List<Filter> filters) {
    super(settings, model, learnt.train(), Optional.of(learnt.heldOut()), test);
    this.damage = damage;
    this.enter = enter;
    this.filters = List.copyOf(filters);
  }

  /// An experiment on the pictures that the settings name.
  ///
  /// @param enter from somebody's picture that is damaged already to what the network repairs
  static Restoring of(
      Settings settings, Damage damage, UnaryOperator<Tensor> enter, List<Filter> filters) {
    return switch (settings.word("data")) {
      case "digits" -> {
        Digits data = Digits.load();
        yield of(settings, data.train(), data.test(), damage, enter, filters);
      }
      case "cifar" -> {
        Cifar10 data = Cifar10.load();
        yield of(settings, data.train(), data.test(), damage, enter, filters);
      }
      default -> {
        FashionMnist data = FashionMnist.load();
        yield of(settings, data.train(), data.test(), damage, enter, filters);
      }
    };
  }

  private static Restoring of(
      Settings settings,
      ImageDataset train,
      ImageDataset test,
      Damage damage,
      UnaryOperator<Tensor> enter,
      List<Filter> filters) {
    int count = Math.min(settings.whole("samples"), train.size());
    double share = 1 - Math.min(HELD_BACK, count / 10.0) / count;
    int tested = Math.min(settings.whole("tested"), test.size());
    return new Restoring(
        settings,
        UNet.of(test.picture(0).channels(), settings.whole("width"), Rng.of(settings.seed())),
        train.take(count).split(share, settings.seed()),
        test.take(tested),
        damage,
        enter,
        filters);
  }

  static List<Setting> choices(Setting... more) {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(4),
                Setting.seed(),
                Setting.batch(32),
                Setting.rate(0.003),
                Setting.choice(
                    "data", List.of("fashion", "digits", "cifar"), "the pictures", "las imágenes"),
                Setting.whole(
                    "width",
                    12,
                    1,
                    "maps of the first convolution",
                    "mapas de la primera convolución"),
                Setting.whole(
                    "samples", 10_000, 100, "training pictures", "imágenes de entrenamiento"),
                Setting.whole("tested", 2000, 10, "test pictures", "imágenes de prueba")));
    all.addAll(List.of(more));
    return all;
  }

  static Map<String, String> quick() {
    return Map.of(
        "data", "digits", "epochs", "2", "samples", "1500", "width", "6", "tested", "300");
  }

  @Override
  public UNet model() {
    return (UNet) super.model();
  }

  @Override
  protected Tensor cost(Tensor predictions, Tensor targets) {
    return Losses.mse().cost(predictions, targets);
  }

  /// The labels are not looked at: the target is the picture before the damage.
  @Override
  public TrainStep step() {
    return (clean, labels) ->
        TrainStep.Outcome.of(cost(model().forward(damage.apply(clean, Mode.rng())), clean));
  }

  @Override
  public Optimizer optimizer() {
    return oneCycle(Params.of(model()).trainable());
  }

  /// The damage that chunk `from` of measured pictures gets, the same for every seed of a run.
  private Tensor damaged(Tensor clean, int from) {
    return damage.apply(clean, Rng.of(0).fork(from)).compute();
  }

  private UnaryOperator<Tensor> network() {
    Step step = Step.inference(in -> new Tensor[] {model().forward(in[0])});
    return damaged -> step.run(damaged)[0];
  }

  /// Both figures of a repair; what is outside 0 to 1 is cut off.
  private Map<String, Double> measure(Dataset samples, UnaryOperator<Tensor> repair) {
    Meter<?> psnr = Metrics.psnr().meter();
    Meter<?> ssim = Metrics.ssim().meter();
    for (int from = 0; from < samples.size(); from += CHUNK) {
      Tensor clean =
          samples
              .batch(IntStream.range(from, Math.min(from + CHUNK, samples.size())).toArray())
              .inputs();
      Tensor repaired = repair.apply(damaged(clean, from)).clamp(0, 1);
      psnr.update(repaired, clean);
      ssim.update(repaired, clean);
    }
    return Map.of("psnr", psnr.value(), "ssim", ssim.value());
  }

  @Override
  protected Evaluation measure(Dataset samples) {
    Map<String, Double> figures = measure(samples, network());
    return new Evaluation(
        samples.size(),
        Map.of(
            "psnr",
            figures.get("psnr"),
            "ssim",
            figures.get("ssim"),
            "loss",
            StrictMath.pow(10, -figures.get("psnr") / 10)),
        List.of(),
        new int[0][0],
        List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return filters.stream()
        .map(
            filter ->
                new Baseline(
                    filter.name(),
                    filter.title(),
                    true,
                    () -> measure(test(), filter.repair()).get("psnr")))
        .toList();
  }

  /// Somebody's picture, repaired.
  @Override
  public List<Prediction> predict(Path file) {
    int channels = test().batch(0).inputs().shape().dim(1);
    return List.of(
        Prediction.painted(
            file.toString(),
            repaired(
                Images.read(file, channels == 1 ? Images.Channels.GREY : Images.Channels.RGB))));
  }

  /// A picture of any size up to [#MOST_PIXELS], repaired.
  ///
  /// @throws InputException if it is larger
  Pixels repaired(Pixels picture) {
    if ((long) picture.height() * picture.width() > MOST_PIXELS) {
      String found = picture.width() + " × " + picture.height();
      throw new InputException(
          new Text(
              "picture: expected at most "
                  + MOST_PIXELS
                  + " pixels, found "
                  + found
                  + ". Fix: cut out a part, or make it smaller",
              "imagen: se esperaban como mucho "
                  + MOST_PIXELS
                  + " píxeles, se encontraron "
                  + found
                  + ". Remedio: recorte una parte o redúzcala"));
    }
    Tensor whole = enter.apply(picture.toTensor().unsqueeze(0));
    int height = whole.shape().dim(2);
    int width = whole.shape().dim(3);
    // Halved twice inside the network.
    Tensor fitting = edged(edged(whole, 2), 3);
    Tensor made = network().apply(fitting.compute()).slice(2, 0, height).slice(3, 0, width);
    return pixels(made.clamp(0, 1));
  }

  /// With the last row or column repeated up to a multiple of [#FITTING].
  private static Tensor edged(Tensor pictures, int axis) {
    int size = pictures.shape().dim(axis);
    int[] places =
        IntStream.range(0, FITTING * Math.ceilDiv(size, FITTING))
            .map(i -> Math.min(i, size - 1))
            .toArray();
    return pictures.indexSelect(axis, Tensor.of(places, places.length));
  }

  @Override
  public void show(Gallery gallery) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of(gallery.in("repair", "reparación"), "PSNR", "SSIM"));
    filters.forEach(
        filter ->
            table.add(
                row(
                    gallery.in(filter.title().en(), filter.title().es()),
                    measure(test(), filter.repair()))));
    table.add(row(gallery.in("the network", "la red"), measure(test(), network())));
    gallery.table(
        "repairs",
        new Text(
            "Test pictures after each repair: decibels of signal over error, and structural"
                + " similarity to the undamaged picture.",
            "Imágenes de prueba tras cada reparación: decibelios de señal sobre error y similitud"
                + " estructural con la imagen sin daño."),
        table);
    Tensor clean = test().batch(IntStream.range(0, SHOWN).toArray()).inputs();
    Tensor damaged = damaged(clean, 0);
    List<Sheet.Cell> cells = new ArrayList<>();
    row(cells, gallery.in("before", "antes"), clean, clean);
    for (Filter filter : filters) {
      row(
          cells,
          gallery.in(filter.label().en(), filter.label().es()),
          filter.repair().apply(damaged),
          clean);
    }
    row(cells, gallery.in("network", "red"), network().apply(damaged), clean);
    gallery.sheet(
        "pictures",
        new Text(
            "Five test pictures: as they were, after each repair without learning, and as the"
                + " network repairs them, with their PSNR.",
            "Cinco imágenes de prueba: como eran, tras cada reparación sin aprendizaje y como las"
                + " repara la red, con su PSNR."),
        new Sheet(cells, SHOWN, CELL));
  }

  private static void row(List<Sheet.Cell> cells, String name, Tensor pictures, Tensor clean) {
    Tensor cut = pictures.clamp(0, 1);
    for (int i = 0; i < SHOWN; i++) {
      Tensor one = cut.slice(0, i, i + 1);
      double psnr = Metrics.psnr().of(one, clean.slice(0, i, i + 1));
      String decibels = Double.isInfinite(psnr) ? "" : String.format(Locale.ROOT, "%.1f", psnr);
      cells.add(new Sheet.Cell(pixels(one), i == 0 ? name + " " + decibels : decibels));
    }
  }

  private static Pixels pixels(Tensor one) {
    int[] dims = one.shape().dims();
    return Maps.plain(one.toFloats(), dims[1], dims[2], dims[3]);
  }

  private static List<String> row(String name, Map<String, Double> figures) {
    return List.of(
        name,
        String.format(Locale.ROOT, "%.2f dB", figures.get("psnr")),
        String.format(Locale.ROOT, "%.4f", figures.get("ssim")));
  }
}
