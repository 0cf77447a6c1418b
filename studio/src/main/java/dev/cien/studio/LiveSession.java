package dev.cien.studio;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One training in the server. It goes on while nobody looks; pages ask for frames as often as they
/// can show them.
///
/// All methods may be called from any thread. A lock that is handed over in turn lets a page read
/// between two turns, however fast they follow.
abstract class LiveSession implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LiveSession.class.getName());
  private static final long NANOS = 1_000_000_000;
  private static final int FASTEST = 1000;

  private final String name;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private Thread trainer;
  private int speed;
  private boolean playing;
  private boolean over;
  private boolean unsaved;
  // Grows from one start of the studio to the next, too: pages tell old from new by it.
  private long version = System.currentTimeMillis() * 1000;

  /// @param name of its thread
  /// @param speed turns a second; 0 for as many as there is time for
  /// @param playing whether it begins at once, when [#begin] is called
  /// @param unsaved whether the store does not know it yet
  LiveSession(String name, int speed, boolean playing, boolean unsaved) {
    this.name = name;
    this.speed = speed;
    this.playing = playing;
    this.unsaved = unsaved;
  }

  /// Trains a little.
  abstract void turn();

  /// Whether it stops by itself where it stands.
  abstract boolean isDone();

  /// It has just stopped by itself, after a turn.
  void ended() {}

  /// Asked to go on where it had stopped by itself.
  abstract void goOn();

  /// Starts its thread, which is one of the system's own: training would not let go of one that
  /// others share. To be called once, when everything else is there.
  final void begin() {
    trainer =
        Thread.ofPlatform().daemon().name(name).priority(Thread.MIN_PRIORITY).start(this::train);
  }

  private void train() {
    long due = System.nanoTime();
    while (true) {
      lock.lock();
      try {
        while (!playing && !over) {
          changed.awaitUninterruptibly();
          due = System.nanoTime();
        }
        if (over) {
          return;
        }
        if (isDone()) {
          playing = false;
        } else {
          takeTurn();
        }
        touched();
        due =
            speed == 0
                ? System.nanoTime()
                : Math.max(due, System.nanoTime() - NANOS / 5) + NANOS / speed;
      } finally {
        lock.unlock();
      }
      rest(due - System.nanoTime());
    }
  }

  private void takeTurn() {
    try {
      turn();
      if (isDone()) {
        playing = false;
        ended();
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "training " + name, e);
      playing = false;
    }
  }

  private static void rest(long nanos) {
    if (nanos <= 0) {
      // Others of this machine's few threads get their turn.
      Thread.yield();
      return;
    }
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void touched() {
    version++;
    unsaved = true;
    changed.signalAll();
  }

  /// Changes something between two turns, and lets pages know.
  final void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      touched();
    } finally {
      lock.unlock();
    }
  }

  /// Looks at something between two turns.
  final <T> T look(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }

  final void play(boolean on) {
    change(
        () -> {
          playing = on;
          if (on && isDone()) {
            goOn();
          }
        });
  }

  /// One turn, and then a pause.
  final void step() {
    change(
        () -> {
          playing = false;
          turn();
        });
  }

  /// To be called within a change.
  final void pause() {
    playing = false;
  }

  /// Sets how many turns a second there are; 0 for as many as there is time for.
  final void speed(int turnsPerSecond) {
    if (turnsPerSecond < 0 || turnsPerSecond > FASTEST) {
      throw Refusal.bad(
          "La velocidad va de 0 (toda) a 1000 por segundo.",
          "Speed goes from 0 (all there is) to 1000 a second.");
    }
    change(() -> speed = turnsPerSecond);
  }

  final int speed() {
    return look(() -> speed);
  }

  final long version() {
    return look(() -> version);
  }

  /// Whether it was closed.
  final boolean isOver() {
    return look(() -> over);
  }

  final boolean isPlaying() {
    return look(() -> playing);
  }

  /// Waits for something newer than a frame, or a second.
  ///
  /// @param seen the version of that frame
  /// @param frame makes the next one
  /// @return nothing if there is nothing newer
  final <T> Optional<T> after(long seen, Supplier<T> frame) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = NANOS;
      while (version == seen && !over && left > 0) {
        left = changed.awaitNanos(left);
      }
      return version == seen || over ? Optional.empty() : Optional.of(frame.get());
    } finally {
      lock.unlock();
    }
  }

  /// What to save if anything changed since the last time.
  final <T> Optional<T> unsaved(Supplier<T> kept) {
    lock.lock();
    try {
      if (!unsaved) {
        return Optional.empty();
      }
      unsaved = false;
      return Optional.of(kept.get());
    } finally {
      lock.unlock();
    }
  }

  /// What was given to be saved could not be.
  final void notSaved() {
    lock.lock();
    try {
      unsaved = true;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the training thread; what was trained can still be saved.
  @Override
  public final void close() {
    change(() -> over = true);
    try {
      trainer.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
