package dev.cien.recipes.history;

import dev.cien.data.Dataset;
import dev.cien.data.SeattleWeather;
import dev.cien.data.Standardizer;
import dev.cien.data.TensorDataset;
import dev.cien.io.plot.Chart;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Mistake;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.LeastSquares;
import dev.cien.recipes.kit.Supervised;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Mlp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Tomorrow's highest temperature in Seattle, by a small network, held against "as today" and "as a
/// year ago".
///
/// The network sees the last days and the season and says by how many degrees tomorrow differs from
/// today. It learns from the first years, is watched on the third and measured on the last: nothing
/// from the future is ever seen.
public final class WeatherForecast implements Recipe {
  private static final int COLUMNS = 4;
  private static final int HIGH = 1;
  private static final int YEAR = 365;
  private static final int MOST_DAYS = 60;
  private static final LocalDate VALIDATION = LocalDate.of(2014, 1, 1);
  private static final LocalDate TEST = LocalDate.of(2015, 1, 1);

  @Override
  public Card card() {
    return new Card(
        "weather",
        new Text(
            "The 1990s: tomorrow's temperature, honestly",
            "Los años 90: la temperatura de mañana, sin trampas"),
        new Text(
            "Before a forecast counts it must beat “as today”: it does, by a few percent and no"
                + " more.",
            "Una previsión solo vale si gana a «como hoy»: lo hace, por unos pocos puntos y no"
                + " más."),
        List.of("H5", "A2.2"),
        "mae",
        false,
        2.2,
        4,
        "NOAA daily observations of Seattle, 2012 to 2015.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(40),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.002),
        Setting.whole("days", 7, 1, "days that it sees", "días que ve"),
        Setting.whole("hidden", 16, 1, "hidden neurons", "neuronas ocultas"),
        Setting.number("decay", 1.0, 0, 100, "weight decay", "decaimiento de pesos"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "15");
  }

  @Override
  public double quickFloor() {
    return 2.24;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Windows windows =
        Windows.of(SeattleWeather.load(), Math.min(MOST_DAYS, settings.whole("days")));
    int validation = windows.first(VALIDATION);
    int test = windows.first(TEST);
    Dataset train = windows.part(0, validation);
    Standardizer scale = Standardizer.fit(train);
    Mlp network =
        Mlp.of(
            Mlp.Activation.TANH,
            Rng.of(settings.seed()),
            windows.inputs()[0].length,
            settings.whole("hidden"),
            1);
    return new Forecast(
        settings,
        network,
        scale.on(train),
        scale.on(windows.part(validation, test)),
        scale.on(windows.part(test, windows.size())),
        windows,
        validation,
        test);
  }

  /// Days to forecast, each with what was known the evening before.
  ///
  /// @param days the dates of the days
  /// @param inputs the measurements of the days before, the season as a point on a circle
  /// @param today the highest temperature of the day before
  /// @param actual what it became
  /// @param lastYear what it was a year earlier, NaN in the first year
  record Windows(
      List<LocalDate> days, double[][] inputs, double[] today, double[] actual, double[] lastYear) {
    static Windows of(SeattleWeather weather, int seen) {
      double[] series = weather.series().toDoubles();
      List<LocalDate> dates = weather.dates();
      int from = MOST_DAYS;
      int size = dates.size() - from;
      double[][] inputs = new double[size][seen * COLUMNS + 2];
      double[] today = new double[size];
      double[] actual = new double[size];
      double[] lastYear = new double[size];
      for (int i = 0; i < size; i++) {
        int day = from + i;
        System.arraycopy(series, (day - seen) * COLUMNS, inputs[i], 0, seen * COLUMNS);
        double angle = 2 * Math.PI * dates.get(day).getDayOfYear() / 365.25;
        inputs[i][seen * COLUMNS] = StrictMath.sin(angle);
        inputs[i][seen * COLUMNS + 1] = StrictMath.cos(angle);
        today[i] = series[(day - 1) * COLUMNS + HIGH];
        actual[i] = series[day * COLUMNS + HIGH];
        lastYear[i] = day < YEAR ? Double.NaN : series[(day - YEAR) * COLUMNS + HIGH];
      }
      return new Windows(dates.subList(from, dates.size()), inputs, today, actual, lastYear);
    }

    int size() {
      return actual.length;
    }

    /// The number of the first window whose day is not before a date.
    int first(LocalDate date) {
      return (int) days.stream().filter(day -> day.isBefore(date)).count();
    }

    /// Windows `from` to `to − 1`; the target is the difference to the day before.
    Dataset part(int from, int to) {
      int width = inputs[0].length;
      float[] x = new float[(to - from) * width];
      float[] y = new float[to - from];
      for (int i = from; i < to; i++) {
        for (int c = 0; c < width; c++) {
          x[(i - from) * width + c] = (float) inputs[i][c];
        }
        y[i - from] = (float) (actual[i] - today[i]);
      }
      return TensorDataset.of(Tensor.of(x, to - from, width), Tensor.of(y, to - from, 1));
    }
  }

  private static final class Forecast extends Supervised {
    private final Dataset held;
    private final Windows windows;
    private final int validation;
    private final int test;

    Forecast(
        Settings settings,
        Layer model,
        Dataset train,
        Dataset held,
        Dataset samples,
        Windows windows,
        int validation,
        int test) {
      super(settings, model, train, Optional.of(held), samples);
      this.held = held;
      this.windows = windows;
      this.validation = validation;
      this.test = test;
    }

    @Override
    protected Tensor cost(Tensor predictions, Tensor targets) {
      return predictions.sub(targets).abs().mean();
    }

    @Override
    public Optimizer optimizer() {
      AdamW rule = AdamW.of(settings().number("rate")).withWeightDecay(settings().number("decay"));
      return Optimizer.of(Params.of(model()).trainable(), rule).schedule(Schedule.cosine(steps()));
    }

    @Override
    protected Evaluation measure(Dataset samples) {
      int from = samples == held ? validation : test;
      double[] found = forecast(samples, from);
      double loss = 0;
      List<Mistake> mistakes = new ArrayList<>();
      for (int i = 0; i < found.length; i++) {
        double error = found[i] - windows.actual()[from + i];
        loss += Math.abs(error) / found.length;
        String expected = windows.days().get(from + i) + ": " + degrees(windows.actual()[from + i]);
        mistakes.add(new Mistake(i, expected, degrees(found[i]), error, Optional.empty()));
      }
      mistakes.sort(Comparator.comparingDouble(m -> -Math.abs(m.certainty())));
      double mae = error(found, from);
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("mae", mae);
      metrics.put("skill", 1 - mae / error(windows.today(), from, found.length));
      metrics.put("loss", loss);
      return new Evaluation(
          found.length, metrics, List.of(), new int[0][0], mistakes.subList(0, 20));
    }

    private static String degrees(double value) {
      return "%.1f °C".formatted(value);
    }

    private double[] forecast(Dataset samples, int from) {
      float[] differences = outputs(samples).values();
      return IntStream.range(0, differences.length)
          .mapToDouble(i -> windows.today()[from + i] + differences[i])
          .toArray();
    }

    /// The mean absolute error of forecasts for the windows from `from` on.
    private double error(double[] forecasts, int from) {
      double sum = 0;
      for (int i = 0; i < forecasts.length; i++) {
        sum += Math.abs(forecasts[i] - windows.actual()[from + i]);
      }
      return sum / forecasts.length;
    }

    private double error(double[] all, int from, int count) {
      return error(Arrays.copyOfRange(all, from, from + count), from);
    }

    @Override
    public List<Baseline> baselines() {
      int count = windows.size() - test;
      return List.of(
          new Baseline(
              "persistence",
              new Text("as today", "como hoy"),
              true,
              () -> error(windows.today(), test, count)),
          new Baseline(
              "seasonal-naive",
              new Text("as a year ago", "como hace un año"),
              true,
              () -> error(windows.lastYear(), test, count)),
          new Baseline(
              "linear",
              new Text(
                  "linear regression on the same numbers",
                  "regresión lineal con los mismos números"),
              true,
              this::linear));
    }

    private double linear() {
      double[][] x = Arrays.copyOf(windows.inputs(), validation);
      double[] y = Arrays.copyOf(windows.actual(), validation);
      double[] w = LeastSquares.fit(x, y);
      double[] found =
          IntStream.range(test, windows.size())
              .mapToDouble(
                  i -> {
                    double sum = w[w.length - 1];
                    for (int c = 0; c < w.length - 1; c++) {
                      sum += w[c] * windows.inputs()[i][c];
                    }
                    return sum;
                  })
              .toArray();
      return error(found, test);
    }

    @Override
    public void show(Gallery gallery) {
      double[] found = forecast(test(), test);
      int from = 150;
      int shown = 60;
      double[] x = IntStream.range(0, shown).asDoubleStream().toArray();
      gallery.chart(
          "forecast",
          new Text(
              "Two months of the last year: the forecast leans on today and the season; sudden"
                  + " jumps come as a surprise to it too.",
              "Dos meses del último año: la previsión se apoya en hoy y en la estación; los saltos"
                  + " bruscos también la sorprenden."),
          Chart.of(
                  gallery.in("highest temperature", "temperatura máxima"),
                  gallery.in(
                      "days from " + windows.days().get(test + from),
                      "días desde " + windows.days().get(test + from)),
                  "°C")
              .line(gallery.in("actual", "real"), x, cut(windows.actual(), test + from, shown))
              .line(gallery.in("forecast", "previsión"), x, cut(found, from, shown))
              .line(
                  gallery.in("a year ago", "hace un año"),
                  x,
                  cut(windows.lastYear(), test + from, shown)));
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              gallery.in("forecast", "previsión"),
              gallery.in("mean absolute error (°C)", "error absoluto medio (°C)")));
      rows.add(List.of(gallery.in("the network", "la red"), "%.2f".formatted(error(found, test))));
      for (Baseline baseline : baselines()) {
        rows.add(
            List.of(
                gallery.in(baseline.title().en(), baseline.title().es()),
                "%.2f".formatted(baseline.measure().getAsDouble())));
      }
      gallery.table(
          "errors",
          new Text(
              "The same days, forecast in other ways.",
              "Los mismos días, previstos de otros modos."),
          rows);
    }

    private static double[] cut(double[] values, int from, int count) {
      return Arrays.copyOfRange(values, from, from + count);
    }
  }
}
