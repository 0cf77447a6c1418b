package dev.cien.nn.metric;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;

/// e to the mean cross-entropy: among how many equally likely symbols the model is undecided.
///
/// Shapes: logits `[N, C]` or `[N, C, d…]`, class ids `[N]` or `[N, d…]`.
///
/// @param ignored the class id of targets that do not count
public record Perplexity(int ignored) implements Metric<Perplexity.Sum> {
  /// Losses added up.
  ///
  /// @param losses their sum
  /// @param count how many
  public record Sum(double losses, long count) {}

  @Override
  public String name() {
    return "perplexity";
  }

  @Override
  public Sum start() {
    return new Sum(0, 0);
  }

  @Override
  public Sum update(Sum state, Tensor prediction, Tensor target) {
    int[] actual = Classes.actual(name(), prediction, target);
    int classes = prediction.shape().dim(1);
    double[] log = prediction.cast(DType.FLOAT64).logSoftmax(1).toDoubles();
    int inner = actual.length == 0 ? 1 : actual.length / prediction.shape().dim(0);
    double losses = state.losses();
    long count = state.count();
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != ignored) {
        int id = Classes.known(name(), actual[i], classes);
        losses -= log[(i / inner * classes + id) * inner + i % inner];
        count++;
      }
    }
    return new Sum(losses, count);
  }

  @Override
  public double value(Sum state) {
    return Math.exp(state.losses() / state.count());
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }
}
