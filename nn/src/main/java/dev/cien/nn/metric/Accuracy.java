package dev.cien.nn.metric;

import dev.cien.tensor.Tensor;

/// The part of predictions whose favourite class is the right one.
///
/// Shapes: logits or probabilities `[N, C]` or `[N, C, d…]` with class ids `[N]` or `[N, d…]` (or
/// probabilities shaped like the logits); one logit a sample, `[N]` or `[N, 1]`, stands for class 1
/// where it is positive.
///
/// @param ignored the class id of targets that do not count
public record Accuracy(int ignored) implements Metric<Count> {
  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public Count start() {
    return Count.NONE;
  }

  @Override
  public Count update(Count state, Tensor prediction, Tensor target) {
    int[] actual = Classes.actual(name(), prediction, target);
    int[] predicted = Classes.predicted(prediction);
    int hits = 0;
    int total = 0;
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != ignored) {
        total++;
        hits += predicted[i] == actual[i] ? 1 : 0;
      }
    }
    return state.plus(hits, total);
  }

  @Override
  public double value(Count state) {
    return state.ratio();
  }
}
