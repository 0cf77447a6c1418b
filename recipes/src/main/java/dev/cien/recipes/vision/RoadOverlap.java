package dev.cien.recipes.vision;

import dev.cien.nn.metric.ConfusionMatrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How well answers about pixels cover the truth.
///
/// Of a class: intersection over union, TP / (TP + FP + FN), counted over the pixels of all
/// pictures together. The mean is over [RoadClass#looked], the background left out, of those that
/// occur or were predicted.
///
/// M. Everingham et al.: The PASCAL Visual Object Classes (VOC) challenge, 2010; J. Long, E.
/// Shelhamer, T. Darrell: Fully convolutional networks for semantic segmentation, 2015,
/// [arXiv:1411.4038](https://arxiv.org/abs/1411.4038).
///
/// @param counts of pixels: what they show, and what was said of them
record RoadOverlap(ConfusionMatrix counts) {
  /// Intersection over union of a class.
  double of(RoadClass kind) {
    return counts.iou(kind.ordinal());
  }

  /// The mean over the classes that were looked for; NaN if there is nothing of any.
  double mean() {
    return RoadClass.looked().stream()
        .filter(kind -> counts.actual(kind.ordinal()) + counts.predicted(kind.ordinal()) > 0)
        .mapToDouble(this::of)
        .average()
        .orElse(Double.NaN);
  }

  /// The mean, each class and the share of right pixels, by name.
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("mean_iou", mean());
    RoadClass.looked().forEach(kind -> figures.put("iou_" + kind.word(), of(kind)));
    figures.put("accuracy", counts.accuracy());
    return figures;
  }

  /// The counts as whole numbers of the usual size.
  int[][] table() {
    return Arrays.stream(counts.counts())
        .map(row -> Arrays.stream(row).mapToInt(Math::toIntExact).toArray())
        .toArray(int[][]::new);
  }
}
