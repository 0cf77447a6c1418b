package dev.cien.train;

/// What [Trainer#overfitOneBatch] saw.
///
/// @param first the loss before the first step
/// @param last the loss before the last step
public record Check(double first, double last) {
  /// Whether the loss fell to a tenth: a model that cannot do this on one batch has a mistake in
  /// it.
  public boolean passed() {
    return last < 0.1 * first;
  }

  @Override
  public String toString() {
    return passed()
        ? "the model learns one batch by heart: loss %.4g, then %.4g".formatted(first, last)
        : ("the model does not learn even one batch by heart: loss %.4g, then %.4g. Usual cause:"
                + " targets in another order than inputs, a missing activation, a rate that is much"
                + " too low or too high")
            .formatted(first, last);
  }
}
