package dev.cien.course.small;

import dev.cien.tensor.Tensor;

/// What the last layer makes of its sums, chosen by the task.
public enum Head {
  /// The sums themselves: quantities.
  LINEAR,
  /// A probability for each output on its own: yes or no.
  SIGMOID,
  /// Probabilities that sum to 1: one class of several.
  SOFTMAX;

  /// The outputs for the sums `z` `[…, outputs]`.
  public Tensor of(Tensor z) {
    return switch (this) {
      case LINEAR -> z;
      case SIGMOID -> z.sigmoid();
      case SOFTMAX -> z.softmax(-1);
    };
  }
}
