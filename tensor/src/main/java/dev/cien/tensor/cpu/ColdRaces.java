package dev.cien.tensor.cpu;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Hand-written kernels that go over to vectors together, once each of their methods has won its
/// [Race].
final class ColdRaces implements Cold {
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
    return ready;
  }

  /// Starts the warming, if there is a Vector API.
  void start() {
    if (VectorSupport.available() && started.compareAndSet(false, true)) {
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

  @Override
  public boolean isWanted() {
    return true;
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
