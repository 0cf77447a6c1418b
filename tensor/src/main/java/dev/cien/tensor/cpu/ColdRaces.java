package dev.cien.tensor.cpu;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Hand-written kernels that go over to vectors together, once each of their methods has won its
/// [Race].
final class ColdRaces implements Cold {
  /// Multiply-adds that plain loops do in a nanosecond, all threads together.
  private static final int SLOW = 4;

  private final Supplier<List<Race>> all;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicLong missed = new AtomicLong();
  private final CountDownLatch won = new CountDownLatch(1);
  private volatile boolean ready;

  /// The warmer's alone.
  private List<Race> races;

  private int next;

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
      Warmer.submit(this);
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

  /// Asked on the warmer's thread, so that nobody else waits for the Vector API to load.
  @Override
  public boolean isWanted() {
    return !ready && VectorSupport.available();
  }

  @Override
  public long missed() {
    return missed.get();
  }

  @Override
  public void exercise(boolean first) {
    if (races == null) {
      races = all.get();
    }
    for (Race race : races.subList(next, races.size())) {
      race.exercise(first);
    }
  }

  @Override
  public boolean isFast() {
    while (next < races.size() && races.get(next).isWon()) {
      next++;
    }
    return next == races.size();
  }

  @Override
  public void use() {
    ready = true;
    races = List.of();
    won.countDown();
  }
}
