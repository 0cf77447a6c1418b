package dev.cien.tensor.cpu;

/// A method of vector code against the plain loops that run in its place.
///
/// @param vector calls the method, with this many steps of its loop
/// @param scalar does the same with plain loops
/// @param steps steps of the loop that take about a microsecond once compiled
/// @param operations vector operations in all those steps
record Race(Run vector, Run scalar, int steps, int operations) {
  /// Beyond this many nanoseconds a vector operation it is not compiled yet, and a race not worth
  /// its time. Far above the one or less of compiled code, and far below the hundreds of other:
  /// where arrays lie such that each load waits for the stores before it, an operation takes ten,
  /// and that does not change in all the life of a process.
  private static final long LIKELY_COMPILED = 20;

  /// Calls, and about how long they may take, in one turn.
  private static final int CALLS = 1000;

  private static final long TURN = 5_000_000;
  private static final int TRIALS = 3;

  /// A call of either.
  @FunctionalInterface
  interface Run {
    void run(int steps);
  }

  /// Calls the method as real work does, from the first time on: C2 takes how often a loop went
  /// round from the first calls, and keeps in registers what changes in loops that go round often.
  void exercise() {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS && (i == 0 || System.nanoTime() - start < TURN); i++) {
      vector.run(steps);
    }
  }

  /// Whether the vectors are compiled and keep up: some copy no faster than the plain loops do, and
  /// shall not hold up those that win.
  boolean isWon() {
    long quickest = quickest(() -> vector.run(steps));
    return quickest < LIKELY_COMPILED * operations
        && quickest < 2 * quickest(() -> scalar.run(steps));
  }

  /// The nanoseconds of the quickest of some calls: on a busy machine the others hold time in which
  /// this thread did not run, and the first finds its code in no cache.
  static long quickest(Runnable call) {
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      call.run();
      quickest = Math.min(quickest, System.nanoTime() - start);
    }
    return quickest;
  }
}
