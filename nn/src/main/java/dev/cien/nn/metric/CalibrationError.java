package dev.cien.nn.metric;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// The expected calibration error: how far confidence and accuracy lie apart, in the mean over bins
/// of equal width of the largest softmax probability (Guo et al. 2017, arXiv:1706.04599).
///
/// Shapes: logits `[N, C]`, class ids `[N]`.
///
/// @param bins how many bins, by default 15
/// @param ignored the class id of targets that do not count
public record CalibrationError(int bins, int ignored) implements Metric<Scored> {
  @Override
  public String name() {
    return "calibration error";
  }

  @Override
  public Scored start() {
    return Scored.NONE;
  }

  @Override
  public Scored update(Scored state, Tensor prediction, Tensor target) {
    Classes.requireMatrix(name(), prediction);
    int[] actual = Classes.actual(name(), prediction, target);
    int[] predicted = Classes.predicted(prediction);
    double[] confidence = prediction.cast(DType.FLOAT64).softmax(1).max(1).toDoubles();
    double[] scores = new double[actual.length];
    boolean[] hits = new boolean[actual.length];
    int count = 0;
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != ignored) {
        scores[count] = confidence[i];
        hits[count++] = actual[i] == predicted[i];
      }
    }
    return state.plus(Arrays.copyOf(scores, count), Arrays.copyOf(hits, count));
  }

  @Override
  public double value(Scored state) {
    double[] gaps = new double[bins];
    for (Scored batch : state.batches()) {
      for (int i = 0; i < batch.scores().length; i++) {
        // Bins are open below and closed above.
        int bin = Math.clamp((long) Math.ceil(batch.scores()[i] * bins) - 1, 0, bins - 1);
        gaps[bin] += batch.scores()[i] - (batch.hits()[i] ? 1 : 0);
      }
    }
    double sum = 0;
    for (double gap : gaps) {
      sum += Math.abs(gap);
    }
    return sum / state.size();
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }
}
