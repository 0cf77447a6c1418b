package dev.cien.nn.metric;

/// How many of how many.
///
/// @param hits how many fulfil the condition
/// @param total how many there are
public record Count(long hits, long total) {
  /// None of none.
  public static final Count NONE = new Count(0, 0);

  /// Both with more added.
  public Count plus(long moreHits, long more) {
    return new Count(hits + moreHits, total + more);
  }

  /// The part of hits, NaN if there is nothing.
  public double ratio() {
    return (double) hits / total;
  }
}
