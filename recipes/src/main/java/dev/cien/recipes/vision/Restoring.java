package dev.cien.recipes.vision;

import dev.cien.data.Cifar10;
import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.data.FashionMnist;
import dev.cien.data.ImageDataset;
import dev.cien.data.Split;
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
  private final List<Filter> filters;

  private Restoring(
      Settings settings,
      UNet model,
      Split learnt,
      Dataset test,
      Damage damage,
      List<Filter> filters) {
    super(settings, model, learnt.train(), Optional.of(learnt.heldOut()), test);
    this.damage = damage;
    this.filters = List.copyOf(filters);
  }

  static Restoring of(Settings settings, Damage damage, List<Filter> filters) {
    return switch (settings.word("data")) {
      case "digits" -> {
        Digits data = Digits.load();
        yield of(settings, data.train(), data.test(), damage, filters);
      }
      case "cifar" -> {
        Cifar10 data = Cifar10.load();
        yield of(settings, data.train(), data.test(), damage, filters);
      }
      default -> {
        FashionMnist data = FashionMnist.load();
        yield of(settings, data.train(), data.test(), damage, filters);
      }
    };
  }

  private static Restoring of(
      Settings settings,
      ImageDataset train,
      ImageDataset test,
      Damage damage,
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
