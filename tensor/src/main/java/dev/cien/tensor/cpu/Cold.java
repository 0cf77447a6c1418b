package dev.cien.tensor.cpu;

/// Vector code that the JVM has not compiled yet, and that [Warmer] makes fast. Until it is,
/// something else with the same bits runs in its place.
interface Cold {
  /// Whether anybody still waits for it, or wants to know that it stays fast.
  boolean isWanted();

  /// How much work was done without it so far; who has most comes first.
  long missed();

  /// Calls each of its methods often, for some milliseconds.
  void exercise();

  /// Whether it is faster than what runs in its place; asked again when it is in use.
  boolean isFast();

  /// Lets it run from now on. If it is exercised after that, it is because it became slow.
  void use();
}
