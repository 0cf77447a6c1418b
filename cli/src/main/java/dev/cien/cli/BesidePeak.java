package dev.cien.cli;

import java.util.function.DoubleSupplier;

/// A speed beside the machine's peak, which nothing can exceed: on a machine with other work the
/// peak may be measured while that work runs and the speed while it does not.
///
/// @param peak the best of all measurements of the peak
/// @param speed what is compared with it
record BesidePeak(double peak, double speed) {
  private static final int MOST_TURNS = 4;

  /// Measures the peak before and after the speed, and again as long as the speed exceeds it, a few
  /// times at most.
  static BesidePeak measure(DoubleSupplier peak, DoubleSupplier speed) {
    double highest = peak.getAsDouble();
    double found = speed.getAsDouble();
    for (int turn = 1; turn < MOST_TURNS && (turn == 1 || found > highest); turn++) {
      highest = Math.max(highest, peak.getAsDouble());
    }
    return new BesidePeak(highest, found);
  }

  /// Whether the peak was found; otherwise the machine was too busy to measure it.
  boolean isSound() {
    return speed <= peak;
  }
}
