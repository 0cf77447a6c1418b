package dev.cien.recipes.history;

import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.Iris;
import dev.cien.data.Split;
import dev.cien.data.TensorDataset;
import dev.cien.io.plot.Chart;
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
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.Perceptron;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rosenblatt's perceptron: how few mistakes it makes where a line separates the classes, and that
/// it never comes to rest where none does.
public final class PerceptronLearning implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "perceptron",
        new Text(
            "1958: the perceptron learns from its mistakes",
            "1958: el perceptrón aprende de sus errores"),
        new Text(
            "Where a plane separates two classes it is found after few mistakes, and a theorem says"
                + " how few; with --set data=xor the mistakes never end.",
            "Donde un plano separa dos clases, se encuentra tras pocos errores, y un teorema dice"
                + " cuántos como mucho; con --set data=xor los errores no acaban."),
        List.of("H2"),
        "mistakes",
        false,
        40,
        3,
        "F. Rosenblatt, Psychological Review 65, 1958; A. B. J. Novikoff, 1962.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(20),
        Setting.seed(),
        Setting.choice(
            "data",
            List.of("iris", "margin", "xor"),
            "iris: setosa against the rest; margin: points drawn at random beside a line; xor",
            "iris: setosa contra las demás; margin: puntos al azar a los lados de una recta; xor"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of();
  }

  @Override
  public double quickFloor() {
    return 40;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return switch (settings.word("data")) {
      case "iris" -> of(settings, setosa().split(0.7, settings.seed()));
      case "margin" -> of(settings, beside(settings.seed()).split(0.7, settings.seed()));
      default -> of(settings, new Split(exclusiveOr(), exclusiveOr()));
    };
  }

  private static Experiment of(Settings settings, Split split) {
    int inputs = split.train().inputNames().size();
    return new Learning(settings, Perceptron.of(inputs), split.train(), split.heldOut());
  }

  private static Dataset setosa() {
    TensorDataset iris = Iris.load();
    int[] kinds = Arrays.stream(iris.targets().toInts()).map(k -> k == 0 ? 1 : 0).toArray();
    return TensorDataset.of(
        iris.inputs(),
        Tensor.of(kinds, kinds.length),
        iris.inputNames(),
        List.of("other", "setosa"));
  }

  /// Two hundred points of the square, none nearer than a tenth to a line drawn at random.
  private static Dataset beside(long seed) {
    Rng rng = Rng.of(seed).fork(1);
    double angle = 2 * Math.PI * rng.nextDouble();
    float[] points = new float[400];
    int[] sides = new int[200];
    for (int i = 0; i < sides.length; ) {
      double a = 2 * rng.nextDouble() - 1;
      double b = 2 * rng.nextDouble() - 1;
      double distance = a * StrictMath.cos(angle) + b * StrictMath.sin(angle) - 0.2;
      if (Math.abs(distance) > 0.1) {
        points[2 * i] = (float) a;
        points[2 * i + 1] = (float) b;
        sides[i++] = distance > 0 ? 1 : 0;
      }
    }
    return TensorDataset.of(
        Tensor.of(points, 200, 2), Tensor.of(sides, 200), List.of("a", "b"), List.of("0", "1"));
  }

  private static Dataset exclusiveOr() {
    return TensorDataset.of(
        Functions.ROWS, Tensor.of(new int[] {0, 1, 1, 0}, 4), List.of("a", "b"), List.of("0", "1"));
  }

  private static final class Learning extends Classification {
    private final Perceptron perceptron;

    Learning(Settings settings, Perceptron model, Dataset train, Dataset test) {
      super(settings, model, train, Optional.empty(), test, train.classNames());
      this.perceptron = model;
    }

    /// One sample a step: the rule learns from each mistake before it sees the next sample.
    @Override
    public Batches training() {
      return Batches.of(train(), 1).shuffled(settings().seed());
    }

    @Override
    public TrainStep step() {
      return new PerceptronRule(perceptron);
    }

    /// The trainer wants an optimizer; the rule moves the weights itself.
    @Override
    public Optimizer optimizer() {
      return Optimizer.of(Params.of(perceptron).trainable(), SGD.of(1));
    }

    @Override
    protected void more(Map<String, Double> metrics, double[] scores, float[] targets) {
      double mistakes = perceptron.mistakes().value().item();
      metrics.put("mistakes", converged() ? mistakes : Double.POSITIVE_INFINITY);
      metrics.put("mistakes_so_far", mistakes);
      metrics.put("mistake_bound", PerceptronRule.bound(train()));
    }

    /// Whether the rule has nothing left to learn from.
    private boolean converged() {
      Outputs outputs = outputs(train());
      return IntStream.range(0, outputs.size())
          .allMatch(i -> outputs.values()[i] * (2 * outputs.targets()[i] - 1) > 0);
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          new Baseline(
              "novikoff",
              new Text(
                  "the most that the theorem allows: (R/γ)²",
                  "los que permite como mucho el teorema: (R/γ)²"),
              true,
              () -> PerceptronRule.bound(train())));
    }

    @Override
    public void show(Gallery gallery) {
      int epochs = settings().epochs();
      double[] x = IntStream.rangeClosed(1, epochs).asDoubleStream().toArray();
      Batches xor = Batches.of(exclusiveOr(), 1).shuffled(settings().seed());
      String across = gallery.in("epoch", "época");
      String up = gallery.in("mistakes so far", "errores hasta ahora");
      gallery.chart(
          "mistakes",
          new Text(
              "Mistakes summed up, epoch by epoch: where a plane separates the classes the line"
                  + " goes flat, on XOR it climbs for ever.",
              "Errores acumulados, época a época: donde un plano separa las clases la línea se"
                  + " aplana; en XOR sube para siempre."),
          Chart.of(gallery.in("mistakes of the rule", "errores de la regla"), across, up)
              .line(settings().word("data"), x, summed(training(), epochs))
              .line(gallery.in("exclusive or", "o exclusivo"), x, summed(xor, epochs)));
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of(gallery.in("input", "entrada"), gallery.in("weight", "peso")));
      float[] weights = perceptron.weight().value().toFloats();
      for (int i = 0; i < weights.length; i++) {
        rows.add(List.of(train().inputNames().get(i), "%.1f".formatted(weights[i])));
      }
      rows.add(
          List.of(gallery.in("bias", "sesgo"), "%.1f".formatted(perceptron.bias().value().item())));
      gallery.table(
          "weights",
          new Text(
              "What it has learnt: a sum of the samples that it got wrong.",
              "Lo que ha aprendido: una suma de los ejemplos en los que se equivocó."),
          rows);
    }

    private static double[] summed(Batches batches, int epochs) {
      int[] mistakes = PerceptronRule.mistakes(batches, epochs);
      Arrays.parallelPrefix(mistakes, Integer::sum);
      return Arrays.stream(mistakes).asDoubleStream().toArray();
    }

    @Override
    public List<Prediction> predict(Path file) {
      return Rows.of(file, train().inputNames()).stream()
          .map(row -> prediction(row.name(), outputs(row.values())))
          .toList();
    }
  }
}
