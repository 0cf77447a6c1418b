package dev.cien.nn.metric;

/// The usual metrics with their usual settings.
public final class Metrics {
  /// The class id of targets that no metric counts, that of the cross-entropy.
  static final int IGNORED = -100;

  private Metrics() {}

  /// The part of predictions whose favourite class is the right one.
  public static Accuracy accuracy() {
    return new Accuracy(IGNORED);
  }
}
