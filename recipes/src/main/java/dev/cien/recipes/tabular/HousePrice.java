package dev.cien.recipes.tabular;

import dev.cien.data.AmesHouses;
import dev.cien.data.Dataset;
import dev.cien.data.Table;
import dev.cien.data.TableEncoder;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.nn.metric.Errors;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Mistake;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.LeastSquares;
import dev.cien.recipes.kit.Rows;
import dev.cien.recipes.kit.Supervised;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Mlp;
import dev.cien.zoo.Neuron;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The price of a house: from its size with one neuron, or from all columns with a small network.
///
/// Prices are learnt as logarithms, so that being wrong by a tenth costs the same for every house.
public final class HousePrice implements Recipe {
  private static final String PRICE = "Sale_Price";
  private static final String AREA = "Gr_Liv_Area";

  @Override
  public Card card() {
    return new Card(
        "house-price",
        new Text("The price of a house", "El precio de una casa"),
        new Text(
            "One neuron draws a line from size to price (--set columns=size); the other columns say"
                + " much more.",
            "Una neurona traza una recta de tamaño a precio (--set columns=size); las demás"
                + " columnas dicen mucho más."),
        List.of("E1"),
        "rmse",
        false,
        0.2,
        10,
        "D. De Cock: Ames, Iowa: Alternative to the Boston housing data, 2011.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(60),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.003),
        Setting.choice(
            "columns",
            List.of("all", "size"),
            "all: a small network; size: one neuron",
            "all: una red pequeña; size: una neurona"),
        Setting.whole(
            "hidden", 32, 1, "hidden neurons of the network", "neuronas ocultas de la red"),
        Setting.number("decay", 0.3, 0, 100, "weight decay", "decaimiento de pesos"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "20");
  }

  @Override
  public double quickFloor() {
    return 0.25;
  }

  @Override
  public Experiment prepare(Settings settings) {
    boolean all = settings.word("columns").equals("all");
    Table table = AmesHouses.load().table();
    if (!all) {
      table = table.select(AREA, PRICE);
    }
    Table.Parts outer = table.split(0.8, settings.seed());
    Table.Parts inner = outer.train().split(0.9, settings.seed());
    TableEncoder encoder = TableEncoder.fit(inner.train().drop(PRICE));
    Rng rng = Rng.of(settings.seed());
    int inputs = encoder.inputNames().size();
    Layer model =
        all
            ? Mlp.of(Mlp.Activation.RELU, rng, inputs, settings.whole("hidden"), 1)
            : Neuron.of(inputs, rng);
    double[] moments = moments(inner.train().numbers(PRICE));
    return new Houses(settings, model, encoder, moments[0], moments[1], inner, outer.heldOut());
  }

  private static double[] logarithms(double... prices) {
    double[] logarithms = prices.clone();
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = StrictMath.log(prices[i]);
    }
    return logarithms;
  }

  /// Mean and deviation of the logarithms.
  private static double[] moments(double[] prices) {
    double mean = 0;
    double[] logarithms = logarithms(prices);
    for (double value : logarithms) {
      mean += value / logarithms.length;
    }
    double variance = 0;
    for (double value : logarithms) {
      variance += (value - mean) * (value - mean) / logarithms.length;
    }
    return new double[] {mean, Math.sqrt(variance)};
  }

  private static final class Houses extends Supervised {
    private final TableEncoder encoder;
    private final double mean;
    private final double deviation;
    private final Table trainRows;
    private final Table testRows;

    Houses(
        Settings settings,
        Layer model,
        TableEncoder encoder,
        double mean,
        double deviation,
        Table.Parts learnt,
        Table test) {
      super(
          settings,
          model,
          encoded(encoder, learnt.train(), mean, deviation),
          Optional.of(encoded(encoder, learnt.heldOut(), mean, deviation)),
          encoded(encoder, test, mean, deviation));
      this.encoder = encoder;
      this.mean = mean;
      this.deviation = deviation;
      this.trainRows = learnt.train();
      this.testRows = test;
    }

    private static Dataset encoded(
        TableEncoder encoder, Table rows, double mean, double deviation) {
      double[] logarithms = logarithms(rows.numbers(PRICE));
      float[] targets = new float[logarithms.length];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = (float) ((logarithms[i] - mean) / deviation);
      }
      return TensorDataset.of(encoder.encode(rows), Tensor.of(targets, targets.length, 1));
    }

    @Override
    protected Tensor cost(Tensor predictions, Tensor targets) {
      return predictions.sub(targets).square().mean();
    }

    @Override
    public Optimizer optimizer() {
      AdamW rule = AdamW.of(settings().number("rate")).withWeightDecay(settings().number("decay"));
      return Optimizer.of(Params.of(model()).trainable(), rule).schedule(Schedule.cosine(steps()));
    }

    @Override
    protected Evaluation measure(Dataset samples) {
      Outputs outputs = outputs(samples);
      double[] found = new double[outputs.size()];
      double[] expected = new double[outputs.size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = outputs.values()[i] * deviation + mean;
        expected[i] = outputs.targets()[i] * deviation + mean;
      }
      Errors errors = Metrics.mse().update(Errors.NONE, Tensor.of(found), Tensor.of(expected));
      List<Mistake> mistakes = new ArrayList<>();
      for (int i = 0; i < found.length; i++) {
        mistakes.add(
            new Mistake(
                i,
                dollars(expected[i]),
                dollars(found[i]),
                found[i] - expected[i],
                Optional.empty()));
      }
      mistakes.sort(Comparator.comparingDouble(m -> -Math.abs(m.certainty())));
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("rmse", Metrics.rmse().value(errors));
      metrics.put("r2", Metrics.r2().value(errors));
      metrics.put("loss", Metrics.mse().value(errors) / (deviation * deviation));
      return new Evaluation(
          found.length,
          metrics,
          List.of(),
          new int[0][0],
          mistakes.subList(0, Math.min(20, mistakes.size())));
    }

    private static String dollars(double logarithm) {
      return "$" + Math.round(StrictMath.exp(logarithm) / 100) * 100;
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          new Baseline(
              "mean",
              new Text("the mean price for all", "el precio medio para todas"),
              true,
              () ->
                  LeastSquares.rmse(
                      new double[trainRows.rows()][0],
                      prices(trainRows),
                      new double[testRows.rows()][0],
                      prices(testRows))),
          new Baseline(
              "one-neuron",
              new Text("one neuron on the size", "una neurona con el tamaño"),
              true,
              () ->
                  LeastSquares.rmse(
                      area(trainRows), prices(trainRows), area(testRows), prices(testRows))),
          new Baseline(
              "linear",
              new Text(
                  "linear regression on the same columns",
                  "regresión lineal con las mismas columnas"),
              true,
              () ->
                  LeastSquares.rmse(
                      rows(train().all().inputs()),
                      prices(trainRows),
                      rows(test().all().inputs()),
                      prices(testRows))));
    }

    private static double[] prices(Table rows) {
      return logarithms(rows.numbers(PRICE));
    }

    private static double[][] area(Table rows) {
      double[] areas = rows.numbers(AREA);
      double[][] inputs = new double[areas.length][1];
      for (int i = 0; i < areas.length; i++) {
        // Thousands of square feet: numbers near 1 keep the normal equations well conditioned.
        inputs[i][0] = areas[i] / 1000;
      }
      return inputs;
    }

    private static double[][] rows(Tensor inputs) {
      int columns = inputs.shape().dim(1);
      double[] values = inputs.toDoubles();
      double[][] rows = new double[inputs.shape().dim(0)][columns];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(values, i * columns, rows[i], 0, columns);
      }
      return rows;
    }

    @Override
    public List<Prediction> predict(Path file) {
      List<String> columns = trainRows.drop(PRICE).names();
      Table table = Rows.table(file, columns);
      float[] values = outputs(encoder.encode(table));
      List<Prediction> predictions = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        predictions.add(
            new Prediction(Rows.name(file, i), dollars(values[i] * deviation + mean), Map.of()));
      }
      return predictions;
    }
  }
}
