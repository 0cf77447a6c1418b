package dev.cien.tensor.cpu;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The one thread on which vector code becomes fast, in the background and on memory of its own.
///
/// Until C2 has compiled it, vector code is hundreds of times slower than plain loops, and litters
/// the heap. So nobody runs it before; it is called here, with few elements, as often as the JVM
/// wants before it compiles a method. C2 compiles one method after the other: while it is busy with
/// one, others take their turns, and when all have had enough, the thread sleeps instead of taking
/// a processor from those who work.
///
/// Nothing is given up: on a busy machine it only takes longer. What is still slow after many turns
/// is tried again, seldom.
final class Warmer {
  /// Turns after which C2 should know that a method is hot.
  private static final int ENOUGH = 12;

  private static final long LONGEST_PAUSE = 10_000_000_000L;

  private static final LinkedBlockingQueue<Turns> ARRIVALS = new LinkedBlockingQueue<>();

  static {
    Thread.ofPlatform().daemon().name("cien-warmer").start(Warmer::work);
  }

  private Warmer() {}

  /// Has a piece of code made fast.
  static void submit(Cold cold) {
    ARRIVALS.add(new Turns(cold));
  }

  private static void work() {
    List<Turns> open = new ArrayList<>();
    try {
      while (true) {
        if (open.isEmpty()) {
          open.add(ARRIVALS.take());
        }
        ARRIVALS.drainTo(open);
        open.removeIf(turns -> !turns.cold.isWanted());
        long now = System.nanoTime();
        Turns next = null;
        long pause = LONGEST_PAUSE;
        for (Turns turns : open) {
          pause = Math.min(pause, turns.due - now);
          if (turns.due <= now && (next == null || turns.worth() > next.worth())) {
            next = turns;
          }
        }
        if (next == null) {
          Turns arrived = ARRIVALS.poll(pause, TimeUnit.NANOSECONDS);
          if (arrived != null) {
            open.add(arrived);
          }
        } else if (take(next)) {
          open.remove(next);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Gives one turn; whether it was the last.
  private static boolean take(Turns turns) {
    try {
      return turns.take();
    } catch (RuntimeException | LinkageError e) {
      System.getLogger(Warmer.class.getName())
          .log(Level.WARNING, "vector code that does not work is never used", e);
      return true;
    }
  }

  private static final class Turns {
    final Cold cold;
    int taken;
    long due = System.nanoTime();

    Turns(Cold cold) {
      this.cold = cold;
    }

    /// Most to gain first, but nobody waits for ever.
    double worth() {
      return (double) cold.missed() / (1 + taken);
    }

    boolean take() {
      cold.exercise(taken++ == 0);
      if (cold.isFast()) {
        cold.use();
        return true;
      }
      long late = Math.max(0, taken - ENOUGH);
      due = System.nanoTime() + Math.min(LONGEST_PAUSE, late * late * 1_000_000L);
      return false;
    }
  }
}
