package dev.cien.recipes.kit;

import dev.cien.data.Dataset;
import dev.cien.io.Pixels;
import dev.cien.nn.Layer;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Mistake;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Experiments that choose one of some classes. The model gives one logit a class, or a single one
/// for class 1 of two.
public abstract class Classification extends Supervised {
  private static final int MISTAKES = 40;

  private final List<String> classes;

  protected Classification(
      Settings settings,
      Layer model,
      Dataset train,
      Optional<Dataset> validation,
      Dataset test,
      List<String> classes) {
    super(settings, model, train, validation, test);
    this.classes = List.copyOf(classes);
  }

  @Override
  protected Tensor cost(Tensor predictions, Tensor targets) {
    return Losses.crossEntropy().cost(predictions, targets);
  }

  @Override
  public TrainStep step() {
    return this::outcome;
  }

  /// The cost of a batch, and the share of right answers to show beside it.
  protected TrainStep.Outcome outcome(Tensor inputs, Tensor targets) {
    Tensor predictions = model().forward(inputs);
    Tensor found =
        predictions.shape().dim(1) == 1
            ? predictions.gt(0).cast(DType.INT32).reshape(targets.size())
            : predictions.argMax(1);
    Tensor accuracy = found.eq(targets).cast(DType.FLOAT32).mean();
    return new TrainStep.Outcome(cost(predictions, targets), Map.of("accuracy", accuracy));
  }

  /// The probabilities of all classes, from a row of logits.
  protected double[] probabilities(float[] logits) {
    if (logits.length == 1) {
      double one = 1 / (1 + StrictMath.exp(-logits[0]));
      return new double[] {1 - one, one};
    }
    double largest =
        IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElseThrow();
    double[] p =
        IntStream.range(0, logits.length)
            .mapToDouble(i -> StrictMath.exp(logits[i] - largest))
            .toArray();
    double sum = 0;
    for (double value : p) {
      sum += value;
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  @Override
  protected Evaluation measure(Dataset samples) {
    return measure(samples, outputs(samples));
  }

  /// The figures of outputs that are there already.
  protected Evaluation measure(Dataset samples, Outputs outputs) {
    int[][] confusion = new int[classes.size()][classes.size()];
    List<Mistake> mistakes = new ArrayList<>();
    double loss = 0;
    int right = 0;
    double[] scores = new double[outputs.size()];
    for (int i = 0; i < outputs.size(); i++) {
      double[] p = probabilities(outputs.row(i));
      int expected = (int) outputs.targets()[i];
      int found = largest(p);
      confusion[expected][found]++;
      loss -= StrictMath.log(Math.max(p[expected], Double.MIN_NORMAL));
      scores[i] = p[p.length - 1];
      if (found == expected) {
        right++;
      } else {
        mistakes.add(
            new Mistake(i, classes.get(expected), classes.get(found), p[found], Optional.empty()));
      }
    }
    mistakes.sort(
        Comparator.comparingDouble((Mistake m) -> -m.certainty()).thenComparingInt(Mistake::index));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", (double) right / outputs.size());
    metrics.put("loss", loss / outputs.size());
    more(metrics, scores, outputs.targets());
    List<Mistake> worst =
        mistakes.stream().limit(MISTAKES).map(m -> withPicture(samples, m)).toList();
    return new Evaluation(outputs.size(), metrics, classes, confusion, worst);
  }

  /// Adds figures of the recipe's own.
  ///
  /// @param scores the probability of the last class
  protected void more(Map<String, Double> metrics, double[] scores, float[] targets) {}

  /// The sample of a mistake as a picture, where it is one.
  protected Optional<Pixels> picture(Dataset samples, int index) {
    return Optional.empty();
  }

  private Mistake withPicture(Dataset samples, Mistake m) {
    return new Mistake(
        m.index(), m.expected(), m.found(), m.certainty(), picture(samples, m.index()));
  }

  /// The names of the classes.
  protected List<String> classes() {
    return classes;
  }

  /// A prediction from logits.
  protected Prediction prediction(String of, float[] logits) {
    return Prediction.among(of, classes, probabilities(logits));
  }

  /// Always the class that is most frequent in the training data.
  protected Baseline majority() {
    return new Baseline(
        "majority",
        new Text("always the most frequent class", "siempre la clase más frecuente"),
        true,
        () -> {
          int[] counts = new int[classes.size()];
          for (float target : targets(train())) {
            counts[(int) target]++;
          }
          int favourite =
              IntStream.range(0, counts.length).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
          float[] actual = targets(test());
          return IntStream.range(0, actual.length).filter(i -> (int) actual[i] == favourite).count()
              / (double) actual.length;
        });
  }

  /// Softmax regression on the same samples.
  protected Baseline linear(int epochs, int batch, double rate) {
    return new Baseline(
        "linear",
        new Text("a linear model on the same samples", "un modelo lineal con los mismos ejemplos"),
        false,
        () -> {
          Layer model =
              LinearClassifier.trained(
                  train(), classes.size(), epochs, batch, rate, settings().seed());
          return accuracy(model);
        });
  }

  /// The share of the test samples that another model gets right.
  protected double accuracy(Layer model) {
    return accuracy(outputs(model, test()));
  }

  /// The share of answers that are right.
  protected double accuracy(Outputs outputs) {
    int[] found = found(outputs);
    return IntStream.range(0, found.length)
            .filter(i -> found[i] == (int) outputs.targets()[i])
            .count()
        / (double) outputs.size();
  }

  /// The likeliest class of each sample.
  protected int[] found(Outputs outputs) {
    return IntStream.range(0, outputs.size())
        .map(i -> largest(probabilities(outputs.row(i))))
        .toArray();
  }

  private static float[] targets(Dataset samples) {
    return samples.all().targets().toFloats();
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
