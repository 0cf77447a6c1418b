package dev.cien.nn.metric;

import dev.cien.tensor.Tensor;

/// A metric with what it has gathered so far.
///
/// @param <S> what it gathers
public final class Meter<S> {
  private final Metric<S> metric;
  private S state;

  Meter(Metric<S> metric) {
    this.metric = metric;
    this.state = metric.start();
  }

  /// The definition.
  public Metric<S> metric() {
    return metric;
  }

  /// Takes in one more batch.
  public void update(Tensor prediction, Tensor target) {
    state = metric.update(state, prediction, target);
  }

  /// The metric of everything taken in since the start or the last [#reset].
  public double value() {
    return metric.value(state);
  }

  /// What was gathered.
  public S state() {
    return state;
  }

  /// Forgets everything.
  public void reset() {
    state = metric.start();
  }

  @Override
  public String toString() {
    return metric.name() + "=" + value();
  }
}
