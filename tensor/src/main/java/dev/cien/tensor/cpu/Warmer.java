package dev.cien.tensor.cpu;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
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
/// is tried again, seldom. Nor is anything done for good: the JVM throws compiled code away when it
/// meets what it has not met before, and does not always compile it again. So code in use is looked
/// at now and then, and begins anew if it became slow.
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

  /// The time until the first look at code in use; each further one comes after twice as long.
  private static final long FIRST_LOOK = 1_000_000_000L;

  /// Looks, at short distances, at which code must be slow to begin anew: one alone may have been
  /// disturbed.
  private static final int SURE = 3;

  private static final long LOOK_AGAIN = 50_000_000L;

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
    PriorityQueue<Turns> used = new PriorityQueue<>(Comparator.comparingLong(turns -> turns.due));
    try {
      while (true) {
        ARRIVALS.drainTo(open);
        open.removeIf(turns -> !turns.cold.isWanted());
        used.removeIf(turns -> !turns.cold.isWanted());
        open.forEach(turns -> turns.missed = turns.cold.missed());
        pressed = open.stream().anyMatch(Turns::presses);
        open.sort(Comparator.comparingDouble(Turns::worth).reversed());
        long now = System.nanoTime();
        Turns next = used.peek();
        long pause = next == null ? Long.MAX_VALUE : next.due - now;
        for (Turns turns : open.subList(0, Math.min(AT_ONCE, open.size()))) {
          if (pause > 0) {
            next = turns;
            pause = Math.min(pause, turns.due - now);
          }
        }
        if (pause > 0) {
          Turns arrived = ARRIVALS.poll(pause, TimeUnit.NANOSECONDS);
          if (arrived != null) {
            open.add(arrived);
          }
          continue;
        }
        (next.used ? used : open).remove(next);
        if (take(next)) {
          (next.used ? used : open).add(next);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Gives one turn; whether there will be others.
  private static boolean take(Turns turns) {
    try {
      turns.take();
      return true;
    } catch (RuntimeException | LinkageError e) {
      System.getLogger(Warmer.class.getName())
          .log(Level.WARNING, "vector code that does not work is never used", e);
      return false;
    }
  }

  private static final class Turns {
    final Cold cold;
    boolean used;
    int taken;
    long missed;
    long due = System.nanoTime();

    /// The time between two looks at code in use.
    private long gap;

    /// Looks in a row at which code in use was slow.
    private int slow;

    Turns(Cold cold) {
      this.cold = cold;
    }

    /// Most to gain first, but what waits for C2 lets others in.
    double worth() {
      return (1.0 + missed) / (1 + late());
    }

    boolean presses() {
      return missed >= PRESSING && late() < HOPEFUL;
    }

    private long late() {
      return Math.max(0, taken - ENOUGH);
    }

    void take() {
      if (used) {
        look();
        return;
      }
      if (taken < ENOUGH || taken % REMIND == 0) {
        cold.exercise();
      }
      taken++;
      if (cold.isFast()) {
        cold.use();
        used = true;
        gap = FIRST_LOOK;
        rest(gap);
      } else {
        rest(Math.min(LONGEST_PAUSE, late() * 5_000_000L));
      }
    }

    private void look() {
      if (cold.isFast()) {
        slow = 0;
        gap *= 2;
        rest(gap);
      } else if (++slow < SURE) {
        rest(LOOK_AGAIN);
      } else {
        used = false;
        taken = 0;
        slow = 0;
        rest(0);
      }
    }

    private void rest(long nanos) {
      due = System.nanoTime() + nanos;
    }
  }
}
