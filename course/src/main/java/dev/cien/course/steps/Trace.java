package dev.cien.course.steps;

import java.util.List;

/// Every number of one turn of the loop: forward, error, backward, update.
///
/// @param layers the first hidden layer first, the output layer last
/// @param loss of the sample
/// @param lossAfter of the same sample with the parameters after the step
/// @param apart the largest difference between a gradient and its finite difference, relative to
///   the larger of 1 and the gradient
public record Trace(List<LayerTrace> layers, double loss, double lossAfter, double apart) {
  /// Copies the list.
  public Trace {
    layers = List.copyOf(layers);
  }

  /// What the network said.
  public double[] outputs() {
    return layers.getLast().outputs();
  }
}
