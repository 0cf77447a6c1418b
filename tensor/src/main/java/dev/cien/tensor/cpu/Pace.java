package dev.cien.tensor.cpu;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Programs that step back while the code they need is being compiled.
///
/// C2, the [Warmer] and a program's threads share the cores. A program that goes on at full speed
/// runs code hundreds of times slower than what it waits for, and makes that wait longer. So it
/// rests for a while in proportion to the time it lost on slow code: the same bargain as renting
/// skis until the rent would have bought them. A program that loses little hardly rests.
public final class Pace {
  /// Rest for each nanosecond that a program lost on code that is not compiled yet.
  private static final int REST = 3;

  /// The longest rest before one run: a person may be waiting for it.
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

  /// Runs shorter than this together do not rest.
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(1);

  /// Values that plain loops compute in a nanosecond, all threads together.
  private static final double SLOW_SPEED = 1;

  private static final AtomicLong OWED = new AtomicLong();
  private static final LongAdder MISSED = new LongAdder();

  private Pace() {}

  /// Tells that so many values, or multiply-adds, are computed without code that is on its way.
  static void missed(long values) {
    MISSED.add(values);
  }

  /// How many were missed so far; for [#ran].
  public static long missed() {
    return MISSED.sum();
  }

  /// Whether programs run slowly for want of code that is on its way; only then is there anything
  /// to rest or to tell.
  public static boolean isNeeded() {
    return Warmer.isPressed();
  }

  /// Rests, if programs ran slowly before and what they need is on its way.
  public static void rest() {
    if (!Warmer.isPressed()) {
      return;
    }
    long owed = OWED.get();
    if (owed < SHORTEST * REST || !OWED.compareAndSet(owed, 0)) {
      return;
    }
    long end = System.nanoTime() + Math.min(owed, LONGEST);
    while (Warmer.isPressed()
        && System.nanoTime() - end < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(GLANCE);
    }
  }

  /// Tells that a program ran so long, and what was missed in that time.
  public static void ran(long nanos, long missed) {
    if (Warmer.isPressed()) {
      OWED.addAndGet(REST * Math.min(nanos, Math.round(missed / SLOW_SPEED)));
    }
  }
}
