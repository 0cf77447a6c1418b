package dev.cien.nn.metric;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;

/// The part of samples whose class is among the k that the model favours. A class counts as
/// favoured where fewer than k others have a larger logit.
///
/// Shapes: logits `[N, C]`, class ids `[N]`.
///
/// @param k how many guesses a sample has
/// @param ignored the class id of targets that do not count
public record TopK(int k, int ignored) implements Metric<Count> {
  /// Checks the number of guesses.
  public TopK {
    if (k < 1) {
      throw new TensorException("top-k: expected 1 guess or more, found " + k + ".");
    }
  }

  @Override
  public String name() {
    return "top-" + k;
  }

  @Override
  public Count start() {
    return Count.NONE;
  }

  @Override
  public Count update(Count state, Tensor prediction, Tensor target) {
    int[] actual = Classes.actual(name(), prediction, target);
    Classes.requireMatrix(name(), prediction);
    int classes = prediction.shape().dim(1);
    double[] logits = prediction.cast(DType.FLOAT64).toDoubles();
    int hits = 0;
    int total = 0;
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != ignored) {
        int better = 0;
        double own = logits[i * classes + Classes.known(name(), actual[i], classes)];
        for (int c = 0; c < classes; c++) {
          better += logits[i * classes + c] > own ? 1 : 0;
        }
        total++;
        hits += better < k ? 1 : 0;
      }
    }
    return state.plus(hits, total);
  }

  @Override
  public double value(Count state) {
    return state.ratio();
  }
}
