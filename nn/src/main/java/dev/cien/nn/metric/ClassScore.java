package dev.cien.nn.metric;

import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.Locale;

/// A score of a classifier that is read off its confusion matrix.
///
/// Shapes: as for [Accuracy]. The state is the [ConfusionMatrix] itself, which has the scores of
/// single classes.
///
/// @param kind which score
/// @param average how the classes are put together
/// @param classes how many classes there are
/// @param ignored the class id of targets that do not count
public record ClassScore(Kind kind, Average average, int classes, int ignored)
    implements Metric<ConfusionMatrix> {
  /// Which score.
  public enum Kind {
    /// Of those taken for a class, the part that belongs to it.
    PRECISION,
    /// Of those that belong to a class, the part that was found.
    RECALL,
    /// The harmonic mean of both.
    F1,
    /// The part of right predictions.
    ACCURACY
  }

  /// How the scores of classes become one.
  public enum Average {
    /// Every class counts the same: the mean over the classes that occur or were predicted.
    MACRO,
    /// Every sample counts the same: from the sums over all classes, where all scores equal the
    /// accuracy.
    MICRO,
    /// Of two classes, the score of class 1.
    POSITIVE
  }

  /// Checks the number of classes.
  public ClassScore {
    if (classes < 2 || average == Average.POSITIVE && classes != 2) {
      throw new TensorException(
          "classification score: expected "
              + (average == Average.POSITIVE ? "2 classes" : "2 classes or more")
              + ", found "
              + classes
              + ".");
    }
  }

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public ConfusionMatrix start() {
    return ConfusionMatrix.empty(classes);
  }

  @Override
  public ConfusionMatrix update(ConfusionMatrix state, Tensor prediction, Tensor target) {
    int[] actual = Classes.actual(name(), prediction, target);
    int[] predicted = Classes.predicted(prediction);
    long[][] counts = new ConfusionMatrix(state.counts()).counts();
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != ignored) {
        counts[check(actual[i])][check(predicted[i])]++;
      }
    }
    return new ConfusionMatrix(counts);
  }

  private int check(int id) {
    return Classes.known(name(), id, classes);
  }

  @Override
  public double value(ConfusionMatrix state) {
    if (kind == Kind.ACCURACY || average == Average.MICRO) {
      return state.accuracy();
    }
    return average == Average.POSITIVE ? of(state, 1) : state.macro(c -> of(state, c));
  }

  private double of(ConfusionMatrix state, int c) {
    return switch (kind) {
      case PRECISION -> state.precision(c);
      case RECALL -> state.recall(c);
      case F1 -> state.f1(c);
      case ACCURACY -> state.accuracy();
    };
  }
}
