package dev.cien.tensor.cpu;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The one thread on which vector code becomes fast, in the background and on memory of its own.
///
/// Until C2 has compiled it, vector code is hundreds of times slower than plain loops, and litters
/// the heap. So nobody runs it before; it is called here, with few elements, as often as the JVM
/// wants before it compiles a method, and then looked at now and then.
///
/// C2 compiles one method after the other, and while many wait the JVM stops counting calls of
/// others. So only a few pieces of code are on their way at a time, those most needed first.
///
/// Nothing is given up: on a busy machine it only takes longer. What is still slow after many turns
/// is tried again, seldom.
final class Warmer {
  /// Turns after which C2 should know that a method is hot.
  private static final int ENOUGH = 12;

  /// Turns between two in which the code is called often, once it has had enough.
  private static final int REMIND = 2;

  /// Pieces of code that are on their way at a time.
  private static final int AT_ONCE = 3;

  private static final long LONGEST_PAUSE = 10_000_000_000L;

  /// Work done without a piece of code that makes it worth waiting for: tens of milliseconds.
  private static final long PRESSING = 1 << 26;

  /// Turns beyond [#ENOUGH] after which nobody waits for a piece of code any more.
  private static final int HOPEFUL = 40;

  private static volatile boolean pressed;

  private static final LinkedBlockingQueue<Turns> ARRIVALS = new LinkedBlockingQueue<>();

  static {
    Thread.ofPlatform().daemon().name("cien-warmer").start(Warmer::work);
  }

  private Warmer() {}

  /// Has a piece of code made fast.
  static void submit(Cold cold) {
    ARRIVALS.add(new Turns(cold));
  }

  /// Whether programs run slowly for want of code that should be there soon.
  static boolean isPressed() {
    return pressed;
  }

  private static void work() {
    List<Turns> open = new ArrayList<>();
    try {
      while (true) {
        if (open.isEmpty()) {
          pressed = false;
          open.add(ARRIVALS.take());
        }
        ARRIVALS.drainTo(open);
        open.removeIf(turns -> !turns.cold.isWanted());
        open.forEach(turns -> turns.missed = turns.cold.missed());
        pressed = open.stream().anyMatch(Turns::presses);
        open.sort(Comparator.comparingDouble(Turns::worth).reversed());
        long now = System.nanoTime();
        Turns next = null;
        long pause = LONGEST_PAUSE;
        for (Turns turns : open.subList(0, Math.min(AT_ONCE, open.size()))) {
          pause = Math.min(pause, turns.due - now);
          if (turns.due <= now && next == null) {
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
    long missed;
    long due = System.nanoTime();

    Turns(Cold cold) {
      this.cold = cold;
    }

    /// Most to gain first, but what waits for C2 lets others in.
    double worth() {
      return (double) missed / (1 + late());
    }

    boolean presses() {
      return missed >= PRESSING && late() < HOPEFUL;
    }

    private long late() {
      return Math.max(0, taken - ENOUGH);
    }

    boolean take() {
      if (taken < ENOUGH || taken % REMIND == 0) {
        cold.exercise(taken == 0);
      }
      taken++;
      if (cold.isFast()) {
        cold.use();
        return true;
      }
      due = System.nanoTime() + Math.min(LONGEST_PAUSE, late() * 5_000_000L);
      return false;
    }
  }
}
