package dev.cien.nn.metric;

import dev.cien.tensor.Tensor;

/// A number that people report about a model, gathered over the batches of a data set.
///
/// A metric is a definition without memory: what it gathers is a state `S`, which is never changed
/// but replaced. [#meter] holds a state while batches come in. Everything is computed in `double`
/// on the host.
///
/// @param <S> what it gathers
public interface Metric<S> {
  /// The name in logs and tables, such as `accuracy`.
  String name();

  /// The state before the first batch.
  S start();

  /// The state after one more batch of predictions and their targets.
  S update(S state, Tensor prediction, Tensor target);

  /// The number that a state amounts to; NaN where nothing was gathered that it could be computed
  /// from.
  double value(S state);

  /// Whether a larger value is a better one.
  default boolean higherIsBetter() {
    return true;
  }

  /// The metric of a single batch.
  default double of(Tensor prediction, Tensor target) {
    return value(update(start(), prediction, target));
  }

  /// An empty meter of this metric.
  default Meter<S> meter() {
    return new Meter<>(this);
  }
}
