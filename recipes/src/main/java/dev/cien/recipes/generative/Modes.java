package dev.cien.recipes.generative;

import java.util.LinkedHashMap;
import java.util.Map;

/// How samples spread over the clouds of a known distribution.
///
/// @param modes how many clouds there are
/// @param covered clouds with at least a tenth of their fair share of the samples
/// @param good the share of samples that lie in some cloud
/// @param overlap Σ min(share of the samples in cloud k, 1/modes): 1 if all samples are good and
///   evenly spread; 1 minus the total variation distance to that
record Modes(int modes, int covered, double good, double overlap) {
  /// Counts samples `[n, 2]`.
  static Modes of(Points points, float[] xy) {
    int count = xy.length / 2;
    int[] found = new int[points.modes()];
    int good = 0;
    for (int i = 0; i < count; i++) {
      int mode = points.modeOf(xy[2 * i], xy[2 * i + 1]);
      if (mode >= 0) {
        found[mode]++;
        good++;
      }
    }
    double fair = (double) count / found.length;
    int covered = 0;
    double shared = 0;
    for (int each : found) {
      covered += each >= fair / 10 ? 1 : 0;
      shared += Math.min(each, fair);
    }
    return new Modes(found.length, covered, (double) good / count, shared / count);
  }

  /// The figures by name.
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("mode_overlap", overlap);
    metrics.put("modes", (double) covered);
    metrics.put("good_samples", good);
    return metrics;
  }
}
