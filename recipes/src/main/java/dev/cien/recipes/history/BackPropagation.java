package dev.cien.recipes.history;

import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.TensorDataset;
import dev.cien.io.plot.Chart;
import dev.cien.io.plot.HeatMap;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.optim.SGD;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.Rows;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.train.TrainStep;
import dev.cien.zoo.Mlp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Back-propagation as in 1986: two inputs, two hidden sigmoids, one output, squared error, descent
/// with momentum. Solves what ended the perceptron's first life.
///
/// Everything is in double precision, so that the engine's gradient can be held against finite
/// differences.
public final class BackPropagation implements Recipe {
  private static final int PASSES = 100;
  private static final double START = 0.5;
  private static final double MOMENTUM = 0.9;
  private static final int STARTS = 100;

  @Override
  public Card card() {
    return new Card(
        "backprop",
        new Text(
            "1986: back-propagation solves exclusive or with nine weights",
            "1986: la retropropagación resuelve el o exclusivo con nueve pesos"),
        new Text(
            "The error travels backwards through the network and tells every weight its share;"
                + " finite differences agree. Not every start leads to a solution.",
            "El error recorre la red hacia atrás y le dice a cada peso su parte; las diferencias"
                + " finitas coinciden. No todo comienzo lleva a una solución."),
        List.of("H4", "B2", "B3"),
        "accuracy",
        true,
        1.0,
        4,
        "D. E. Rumelhart, G. E. Hinton, R. J. Williams, Nature 323, 1986.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            "epochs",
            "40",
            new Setting.Whole(1, 100_000),
            new Text(
                "rounds of 100 steps, each step over all four rows",
                "rondas de 100 pasos, cada paso con las cuatro filas")),
        Setting.seed(),
        Setting.rate(0.5));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of();
  }

  @Override
  public double quickFloor() {
    return 1.0;
  }

  @Override
  public Experiment prepare(Settings settings) {
    TensorDataset table =
        TensorDataset.of(
            Functions.ROWS,
            Tensor.of(new int[] {0, 1, 1, 0}, 4),
            List.of("a", "b"),
            List.of("0", "1"));
    double[] start = start(settings.seed());
    return new Network(settings, network(start), start, table);
  }

  private static double[] start(long seed) {
    Rng rng = Rng.of(seed);
    return IntStream.range(0, ByHand.WEIGHTS)
        .mapToDouble(i -> START * (2 * rng.nextDouble() - 1))
        .toArray();
  }

  /// The network with given weights, in the order of [ByHand]. Its output is the logit of y.
  static Mlp network(double... w) {
    return new Mlp(List.of(layer(w, 0, 2, 2), layer(w, 6, 2, 1)), Mlp.Activation.SIGMOID, 0);
  }

  private static Linear layer(double[] w, int from, int in, int out) {
    int bias = from + in * out;
    return new Linear(
        Variable.of("weight", Tensor.of(Arrays.copyOfRange(w, from, bias), out, in)),
        Optional.of(Variable.of("bias", Tensor.of(Arrays.copyOfRange(w, bias, bias + out), out))));
  }

  /// The weights of a network in the order of [ByHand].
  static double[] weights(Mlp network) {
    return Params.of(network).trainable().stream()
        .flatMapToDouble(variable -> Arrays.stream(variable.value().toDoubles()))
        .toArray();
  }

  /// E = mean of (y − t)² with y = σ(logit).
  static Tensor error(Tensor logits, Tensor targets) {
    return logits.sigmoid().sub(targets.unsqueeze(1)).square().mean();
  }

  private static Tensor error(Mlp network) {
    return error(network.forward(Functions.ROWS), Tensor.of(new int[] {0, 1, 1, 0}, 4));
  }

  /// The engine's gradient in the order of [ByHand].
  static double[] gradient(Mlp network) {
    List<Variable> parameters = Params.of(network).trainable();
    Gradients gradients = error(network).gradients(parameters);
    return parameters.stream()
        .flatMapToDouble(variable -> Arrays.stream(gradients.of(variable).toDoubles()))
        .toArray();
  }

  /// How far the engine's gradient g is from central differences d = (E(w + s) − E(w − s)) / 2s: |g
  /// − d| / (|g| + |d|).
  static double gradientError(double[] w, double step) {
    double[] g = gradient(network(w));
    double apart = 0;
    double lengths = 0;
    double other = 0;
    for (int i = 0; i < w.length; i++) {
      double[] up = w.clone();
      double[] down = w.clone();
      up[i] += step;
      down[i] -= step;
      double d = (error(network(up)).item() - error(network(down)).item()) / (2 * step);
      apart += (g[i] - d) * (g[i] - d);
      lengths += g[i] * g[i];
      other += d * d;
    }
    return Math.sqrt(apart) / (Math.sqrt(lengths) + Math.sqrt(other));
  }

  private static final class Network extends Classification {
    private final Mlp network;
    private final double[] start;

    Network(Settings settings, Mlp model, double[] start, TensorDataset table) {
      super(settings, model, table, Optional.empty(), table, table.classNames());
      this.network = model;
      this.start = start;
    }

    @Override
    public Batches training() {
      Dataset often = train().select(IntStream.range(0, 4 * PASSES).map(i -> i % 4).toArray());
      return Batches.of(often, 4);
    }

    @Override
    public TrainStep step() {
      return this::outcome;
    }

    @Override
    protected Tensor cost(Tensor predictions, Tensor targets) {
      return error(predictions, targets);
    }

    @Override
    public Optimizer optimizer() {
      return Optimizer.of(
          Params.of(network).trainable(), SGD.of(settings().number("rate")).withMomentum(MOMENTUM));
    }

    @Override
    protected void more(Map<String, Double> metrics, double[] scores, float[] targets) {
      metrics.put("gradient_error", gradientError(start, 1e-5));
      metrics.put("starts_solved", startsSolved());
    }

    /// The share of other starts from which the same descent, by hand, solves all four rows.
    private double startsSolved() {
      int solved = 0;
      for (int other = 0; other < STARTS; other++) {
        double[] w = start(1000 + other);
        descend(w, settings().epochs() * PASSES);
        solved += ByHand.right(w) == 4 ? 1 : 0;
      }
      return (double) solved / STARTS;
    }

    private void descend(double[] w, int steps) {
      ByHand.descend(w, steps, settings().number("rate"), MOMENTUM);
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          majority(),
          new Baseline(
              "one-unit",
              new Text("the best single threshold unit", "la mejor unidad de umbral suelta"),
              true,
              () -> Xor.bestUnit()));
    }

    @Override
    public void show(Gallery gallery) {
      gallery.chart(
          "answers",
          new Text(
              "What the network says about each row while it learns: for a long time the same about"
                  + " all, then they part.",
              "Lo que la red dice de cada fila mientras aprende: mucho tiempo lo mismo de todas;"
                  + " luego se separan."),
          answers(gallery));
      double[] w = weights(network);
      gallery.heat(
          "surface",
          new Text(
              "The answer over the whole square, before which one line was the limit: two lines,"
                  + " and a band between them.",
              "La respuesta en todo el cuadrado, donde antes el límite era una recta: dos rectas y"
                  + " una banda entre ellas."),
          surface(gallery, w));
      double[] steps =
          IntStream.rangeClosed(1, 12).mapToDouble(k -> StrictMath.pow(10, -k)).toArray();
      gallery.chart(
          "gradient",
          new Text(
              "The engine's gradient against finite differences: a large step is inexact, a tiny"
                  + " one drowns in rounding; between them they agree.",
              "El gradiente del motor frente a diferencias finitas: un paso grande es inexacto, uno"
                  + " diminuto se ahoga en el redondeo; entre ambos coinciden."),
          Chart.of(
                  gallery.in("gradient against differences", "gradiente frente a diferencias"),
                  gallery.in("step", "paso"),
                  gallery.in("relative difference", "diferencia relativa"))
              .line(
                  gallery.in("at the start", "al comienzo"),
                  steps,
                  Arrays.stream(steps).map(step -> gradientError(start, step)).toArray())
              .logarithmicX()
              .logarithmicY());
    }

    private Chart answers(Gallery gallery) {
      int points = 60;
      int stride = Math.max(1, settings().epochs() * PASSES / points);
      double[] x = new double[points + 1];
      double[][] said = new double[4][points + 1];
      double[] w = start.clone();
      double[] velocity = new double[ByHand.WEIGHTS];
      for (int point = 0; point <= points; point++) {
        x[point] = (double) point * stride;
        for (int row = 0; row < 4; row++) {
          said[row][point] = ByHand.answer(w, row >> 1, row & 1);
        }
        ByHand.descend(w, velocity, stride, settings().number("rate"), MOMENTUM);
      }
      Chart chart =
          Chart.of(
              gallery.in("answers while learning", "respuestas mientras aprende"),
              gallery.in("step", "paso"),
              "y");
      for (int row = 0; row < 4; row++) {
        chart = chart.line((row >> 1) + " " + (row & 1), x, said[row]);
      }
      return chart;
    }

    private static HeatMap surface(Gallery gallery, double... w) {
      int side = 21;
      double[][] values = new double[side][side];
      List<String> names = new ArrayList<>();
      for (int i = 0; i < side; i++) {
        double place = -0.25 + 1.5 * i / (side - 1);
        names.add(i % 5 == 0 ? "%.2f".formatted(place) : "");
        for (int j = 0; j < side; j++) {
          double a = -0.25 + 1.5 * j / (side - 1);
          values[i][j] = ByHand.answer(w, a, 1.25 - 1.5 * i / (side - 1));
        }
      }
      return new HeatMap(
          gallery.in(
              "y for every a (across) and b (up)", "y para cada a (horizontal) y b (vertical)"),
          values,
          names.reversed(),
          names);
    }

    @Override
    public List<Prediction> predict(Path file) {
      return Rows.of(file, test().inputNames()).stream()
          .map(row -> prediction(row.name(), outputs(row.values())))
          .toList();
    }
  }
}
