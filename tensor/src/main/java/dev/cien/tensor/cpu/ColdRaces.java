package dev.cien.tensor.cpu;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Hand-written kernels that go over to vectors together, once each of their methods has won its
/// [Race].
///
/// Each method waits in the [Warmer] for itself. All of them at once would fill the queue of C2,
/// and with a long queue the JVM has C1 compile further methods without profiles: those come to C2
/// seconds later, when they are compiled once more with a profile and a short queue was seen.
final class ColdRaces {
  /// Multiply-adds that plain loops do in a nanosecond, all threads together.
  private static final int SLOW = 4;

  private final Supplier<List<Race>> all;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicLong missed = new AtomicLong();
  private final CountDownLatch won = new CountDownLatch(1);
  private volatile boolean ready;

  /// Races that are not won yet; the warmer's alone.
  private int open;

  ColdRaces(Supplier<List<Race>> all) {
    this.all = all;
  }

  /// Whether the vectors may run. Whoever asks needs them for `work` multiply-adds: the first
  /// question starts the warming, and later ones make it urgent.
  boolean ready(long work) {
    if (ready) {
      return true;
    }
    missed.addAndGet(work);
    start();
    Pace.lose(work / SLOW);
    return ready;
  }

  /// Starts the warming, if it has not begun yet.
  void start() {
    if (!started.get() && started.compareAndSet(false, true)) {
      Warmer.submit(new Start());
    }
  }

  /// Waits until the vectors may run; `false` if there is no Vector API.
  boolean await() throws InterruptedException {
    start();
    if (VectorSupport.available()) {
      won.await();
    }
    return ready;
  }

  /// What all on the way have in common.
  private abstract class Waiting implements Cold {
    /// Asked on the warmer's thread, so that nobody else waits for the Vector API to load.
    @Override
    public boolean isWanted() {
      return !ready && VectorSupport.available();
    }

    @Override
    public long missed() {
      return missed.get();
    }
  }

  /// Makes the races, on the warmer's thread.
  private final class Start extends Waiting {
    @Override
    public void exercise() {
      List<Race> races = all.get();
      open = races.size();
      races.forEach(race -> Warmer.submit(new Entrant(race)));
    }

    @Override
    public boolean isFast() {
      return true;
    }

    @Override
    public void use() {}
  }

  /// One method on its way.
  private final class Entrant extends Waiting {
    private final Race race;
    private boolean counted;

    Entrant(Race race) {
      this.race = race;
    }

    @Override
    public void exercise() {
      race.exercise();
    }

    @Override
    public boolean isFast() {
      return race.isWon();
    }

    /// Perhaps not for the first time: while others are on their way, compiled code may be thrown
    /// away.
    @Override
    public void use() {
      if (!counted) {
        counted = true;
        open--;
      }
      if (open == 0) {
        ready = true;
        won.countDown();
      }
    }
  }
}
