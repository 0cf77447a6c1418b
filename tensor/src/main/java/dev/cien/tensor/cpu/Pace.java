package dev.cien.tensor.cpu;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Programs that step back while the code they need is being compiled.
///
/// C2, the [Warmer] and a program's threads share the cores. A program that goes on at full speed
/// runs code hundreds of times slower than what it waits for, and makes that wait longer. So it
/// rests for a while in proportion to the time it lost on slow code: the same bargain as renting
/// skis until the rent would have bought them. A program that loses little hardly rests, and none
/// rests once all code is fast.
final class Pace {
  /// Rest for each nanosecond that was lost on code that is not compiled yet.
  private static final int REST = 1;

  /// The longest rest at a time: a person may be waiting.
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

  /// The shortest rest worth taking.
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(1);

  private static final AtomicLong OWED = new AtomicLong();

  private Pace() {}

  /// Tells, before some work, that about so many nanoseconds of it will be lost for want of code
  /// that is on its way; rests if enough was lost together. Called between the pieces of a program,
  /// not by its workers.
  static void lose(long nanos) {
    if (!Warmer.isPressed()) {
      return;
    }
    long owed = OWED.addAndGet(REST * nanos);
    if (owed < SHORTEST || !OWED.compareAndSet(owed, 0)) {
      return;
    }
    long end = System.nanoTime() + Math.min(owed, LONGEST);
    while (Warmer.isPressed()
        && System.nanoTime() - end < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(GLANCE);
    }
  }
}
