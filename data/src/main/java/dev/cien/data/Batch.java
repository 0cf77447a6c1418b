package dev.cien.data;

import dev.cien.tensor.Tensor;

/// Some samples: what goes in and what should come out, sample by sample along the first axis.
///
/// @param inputs `[N, …]`
/// @param targets `[N, …]`: int32 `[N]` for classes, float32 `[N, D]` for quantities
public record Batch(Tensor inputs, Tensor targets) {
  /// A batch.
  ///
  /// @throws IllegalArgumentException if inputs and targets are not equally many
  public Batch {
    if (inputs.shape().rank() == 0
        || targets.shape().rank() == 0
        || inputs.shape().dim(0) != targets.shape().dim(0)) {
      throw Refusal.of(
          "batch",
          "as many targets as inputs along the first axis",
          "inputs " + inputs.shape() + " and targets " + targets.shape(),
          "rows dropped from one of the two, or a sample without an axis for the batch; fix:"
              + " select the same rows of both, or unsqueeze(0)");
    }
  }

  /// How many samples.
  public int size() {
    return inputs.shape().dim(0);
  }
}
