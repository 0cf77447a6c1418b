package dev.cien.recipes.sequence;

import dev.cien.data.Dataset;
import dev.cien.data.Windows;
import dev.cien.io.plot.Chart;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Loss;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.Adam;
import dev.cien.optim.Clipping;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Supervised;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.SequenceForecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A forecast of three quantiles, and what it is worth.
///
/// MAE is that of the middle one, in the series' unit. MASE is MAE divided by the mean error of the
/// seasonal-naive forecast on the training rows (Hyndman & Koehler 2006). Coverage is the share of
/// values inside the interval, which should be 90 %.
final class Forecast extends Supervised {
  private static final double[] QUANTILES = {0.05, 0.5, 0.95};
  private static final Loss LOSS = Losses.pinball(QUANTILES);

  private final Outlook view;
  private final Windows tested;
  private final double naive;
  private final Optimizer optimizer;

  Forecast(Settings settings, Outlook view, SequenceForecaster model, Windows.Parts parts) {
    super(settings, model, parts.train(), Optional.of(parts.validation()), parts.test());
    this.view = view;
    this.tested = parts.test();
    this.naive = naiveError(parts.train());
    this.optimizer =
        Optimizer.of(Params.of(model).trainable(), Adam.of(settings.number("rate")))
            .schedule(Schedule.cosine(steps()))
            .clip(Clipping.byGlobalNorm(1));
  }

  @Override
  public Optimizer optimizer() {
    return optimizer;
  }

  @Override
  protected Tensor cost(Tensor predictions, Tensor targets) {
    return LOSS.cost(predictions, targets);
  }

  /// What the errors are divided by, in the series' unit: of the rows that the training windows
  /// see.
  private double naiveError(Windows train) {
    double[] values =
        view.inUnits(Tensor.of(train.series().column(view.target()), train.series().length()));
    int end = train.row(train.size() - 1) + view.horizon();
    double sum = 0;
    for (int t = view.season(); t < end; t++) {
      // Differences from the naive forecast are its errors.
      sum += Math.abs(values[t] - (view.basePeriod() == 0 ? 0 : values[t - view.season()]));
    }
    return sum / (end - view.season());
  }

  private double[] units(Windows samples, float[] scaled) {
    return view.inUnits(samples.inUnits(Tensor.of(scaled, scaled.length)));
  }

  @Override
  protected Evaluation measure(Dataset samples) {
    Windows windows = (Windows) samples;
    Outputs outputs = outputs(samples);
    double[] actual = units(windows, outputs.targets());
    double[] all = units(windows, outputs.values());
    double[] middle = every(all, 1);
    double[] low = every(all, 0);
    double[] high = every(all, 2);
    double inside = 0;
    for (int i = 0; i < actual.length; i++) {
      inside += actual[i] >= low[i] && actual[i] <= high[i] ? 1 : 0;
    }
    double mae = mae(actual, middle);
    Tensor predictions =
        Tensor.of(outputs.values(), outputs.size(), view.horizon(), QUANTILES.length);
    Tensor targets = Tensor.of(outputs.targets(), outputs.size(), view.horizon());
    return new Evaluation(
        outputs.size(),
        new TreeMap<>(
            Map.of(
                "mase",
                mae / naive,
                "mae",
                mae,
                "coverage",
                inside / actual.length,
                "loss",
                LOSS.cost(predictions, targets).item())),
        List.of(),
        new int[0][],
        List.of());
  }

  private static double[] every(double[] values, int quantile) {
    return IntStream.range(0, values.length / QUANTILES.length)
        .mapToDouble(i -> values[QUANTILES.length * i + quantile])
        .toArray();
  }

  private static double mae(double[] actual, double[] forecast) {
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs(actual[i] - forecast[i]);
    }
    return sum / actual.length;
  }

  private double[] naive(int period) {
    if (view.basePeriod() == 0) {
      return new double[tested.size() * view.horizon()];
    }
    return units(tested, tested.naive(period).toFloats());
  }

  private double[] actual() {
    return units(tested, tested.all().targets().toFloats());
  }

  @Override
  public List<Baseline> baselines() {
    List<Baseline> list = new ArrayList<>();
    if (view.season() == 1 || view.basePeriod() > 0) {
      list.add(
          new Baseline(
              "persistence",
              new Text("the last value stays", "el último valor se mantiene"),
              true,
              () -> mae(actual(), naive(1)) / naive));
    }
    if (view.season() > 1) {
      list.add(
          new Baseline(
              "seasonal-naive",
              new Text(
                  "what was there " + view.season() + " rows before",
                  "lo que había " + view.season() + " filas antes"),
              true,
              () -> mae(actual(), naive(view.season())) / naive));
    }
    return list;
  }

  @Override
  public void show(Gallery gallery) {
    Outputs outputs = outputs(tested);
    double[] all = units(tested, outputs.values());
    double[] actual = units(tested, outputs.targets());
    double[] simple = naive(view.season());
    stretch(gallery, actual, all, simple);
    if (view.horizon() > 1) {
      byDistance(gallery, actual, all, simple);
    }
  }

  /// Forecasts that follow each other without a gap, from the middle of the test on.
  private void stretch(Gallery gallery, double[] actual, double[] all, double[] simple) {
    int h = view.horizon();
    int pieces = Math.clamp(h == 1 ? 120 : 4, 1, Math.max(1, (tested.size() - 1) / (2 * h) + 1));
    int first = Math.max(0, Math.min(tested.size() / 2, tested.size() - 1 - (pieces - 1) * h));
    int count = pieces * h;
    double[][] lines = new double[5][count];
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      int at = (first + i / h * h) * h + i % h;
      x[i] = i;
      lines[0][i] = actual[at];
      lines[1][i] = all[3 * at];
      lines[2][i] = all[3 * at + 1];
      lines[3][i] = all[3 * at + 2];
      lines[4][i] = simple[at];
    }
    gallery.chart(
        "forecast",
        new Text(
            pieces
                + " forecasts of "
                + h
                + " rows each, one after the other, from "
                + tested.time(first)
                + ": what came, the middle and the interval of the model, and the naive forecast.",
            pieces
                + " pronósticos de "
                + h
                + " filas cada uno, seguidos, desde "
                + tested.time(first)
                + ": lo que llegó, el centro y el intervalo del modelo, y el pronóstico ingenuo."),
        Chart.of(
                gallery.in("forecast", "pronóstico"),
                gallery.in("row", "fila"),
                gallery.in(view.unit().en(), view.unit().es()))
            .band("5–95 %", x, lines[1], lines[3])
            .line(gallery.in("naive", "ingenuo"), x, lines[4])
            .line(gallery.in("model", "modelo"), x, lines[2])
            .line(gallery.in("actual", "real"), x, lines[0]));
  }

  private void byDistance(Gallery gallery, double[] actual, double[] all, double[] simple) {
    int h = view.horizon();
    double[][] sums = new double[4][h];
    for (int i = 0; i < actual.length; i++) {
      sums[0][i % h] += Math.abs(actual[i] - all[3 * i + 1]) / tested.size();
      sums[1][i % h] += Math.abs(actual[i] - simple[i]) / tested.size();
      boolean inside = actual[i] >= all[3 * i] && actual[i] <= all[3 * i + 2];
      sums[2][i % h] += inside ? 1.0 / tested.size() : 0;
      sums[3][i % h] = 0.9;
    }
    double[] ahead = IntStream.rangeClosed(1, h).asDoubleStream().toArray();
    String rows = gallery.in("rows ahead", "filas por delante");
    gallery.chart(
        "error-by-distance",
        new Text(
            "The mean error by how far ahead the forecast looks.",
            "El error medio según lo lejos que mira el pronóstico."),
        Chart.of(
                gallery.in("mean absolute error", "error absoluto medio"),
                rows,
                gallery.in(view.unit().en(), view.unit().es()))
            .line(gallery.in("model", "modelo"), ahead, sums[0])
            .line(gallery.in("seasonal naive", "ingenuo estacional"), ahead, sums[1]));
    gallery.chart(
        "coverage-by-distance",
        new Text(
            "How many values lie inside the interval, which promises 90 %: below the line the model"
                + " is too sure of itself.",
            "Cuántos valores caen dentro del intervalo, que promete el 90 %: por debajo de la línea"
                + " el modelo está demasiado seguro."),
        Chart.of(
                gallery.in("coverage of the interval", "cobertura del intervalo"),
                rows,
                gallery.in("share", "fracción"))
            .line(gallery.in("model", "modelo"), ahead, sums[2])
            .line(gallery.in("promised", "prometido"), ahead, sums[3]));
  }
}
