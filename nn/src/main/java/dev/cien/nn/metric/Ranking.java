package dev.cien.nn.metric;

import dev.cien.tensor.DType;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import java.util.Locale;

/// How well scores rank positives above negatives, whatever the threshold.
///
/// Shapes: scores `[N]` or `[N, 1]` (logits or probabilities), or logits `[N, 2]`, with targets 0
/// and 1 of N samples. NaN where there are no positives or, for the area, no negatives.
///
/// @param kind which number
public record Ranking(Kind kind) implements Metric<Scored> {
  /// What is read off the ranking.
  public enum Kind {
    /// The area under the receiver operating characteristic: the probability that a positive scores
    /// higher than a negative, ties counting half (Hanley & McNeil 1982).
    ROC_AUC,
    /// The mean of the precision at each threshold, weighted by the growth of recall.
    AVERAGE_PRECISION
  }

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Scored start() {
    return Scored.NONE;
  }

  @Override
  public Scored update(Scored state, Tensor prediction, Tensor target) {
    int samples = target.size();
    double[] values = prediction.cast(DType.FLOAT64).toDoubles();
    int columns = samples == 0 ? 1 : values.length / samples;
    if (columns < 1 || columns > 2 || values.length != samples * columns) {
      throw new ShapeException(
          name()
              + ": expected scores [N] or [N, 2] for N targets, found "
              + prediction.shape()
              + " for "
              + target.shape()
              + ". Usual cause: more than two classes; fix: one score for each class against the"
              + " rest.");
    }
    double[] scores = new double[samples];
    for (int i = 0; i < samples; i++) {
      scores[i] = columns == 1 ? values[i] : values[2 * i + 1] - values[2 * i];
    }
    return state.plus(scores, target.toBooleans());
  }

  @Override
  public double value(Scored state) {
    Scored ranked = state.ranked();
    long positives = 0;
    for (boolean hit : ranked.hits()) {
      positives += hit ? 1 : 0;
    }
    long negatives = ranked.hits().length - positives;
    double area = 0;
    double precisions = 0;
    long above = 0;
    int start = 0;
    while (start < ranked.scores().length) {
      int end = start;
      long tied = 0;
      while (end < ranked.scores().length && ranked.scores()[end] == ranked.scores()[start]) {
        tied += ranked.hits()[end++] ? 1 : 0;
      }
      if (end == start) {
        return Double.NaN; // A score that is not a number equals nothing, itself included.
      }
      area += (end - start - tied) * (above + 0.5 * tied);
      above += tied;
      precisions += tied * ((double) above / end);
      start = end;
    }
    return switch (kind) {
      case ROC_AUC -> area / ((double) positives * negatives);
      case AVERAGE_PRECISION -> precisions / positives;
    };
  }
}
