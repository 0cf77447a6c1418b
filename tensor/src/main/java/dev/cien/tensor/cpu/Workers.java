package dev.cien.tensor.cpu;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// The process-wide pool of daemon threads on which kernels run side by side.
///
/// The thread that calls [#parallelFor] works too and can finish every task alone: helpers only
/// take tasks that nobody has started, so a machine that is busy elsewhere slows a call down but
/// never stops it. Idle helpers look for work for a few microseconds, then park. A call allocates
/// nothing.
///
/// How many threads there are decides only who runs a task, never what the tasks are: kernels split
/// their work by its shape alone, so results have the same bits for any number of threads.
public final class Workers {

  private static final String PROPERTY = "cien.threads";

  /// How long an idle thread looks for work before it parks. Longer than the gap between two
  /// kernels of a program, shorter than a person could measure as load.
  private static final long SPIN_NANOS = 20_000;

  /// Calls that can have helpers at the same time; further concurrent callers work alone.
  private static final int SLOTS = 16;

  private static final Job[] JOBS = new Job[SLOTS];

  static {
    for (int i = 0; i < SLOTS; i++) {
      JOBS[i] = new Job();
    }
  }

  /// Whether this thread is inside a task of its own call; helpers know it by their class.
  private static final ThreadLocal<boolean[]> INSIDE =
      ThreadLocal.withInitial(() -> new boolean[1]);

  private static volatile int threads = initialThreads();
  private static volatile Helper[] helpers = {};

  private Workers() {}

  /// Number of threads that share the work of one call, the caller included. Default: the number of
  /// processors, or the system property `cien.threads`.
  public static int threads() {
    return threads;
  }

  /// Sets the number of threads that share the work of one call; 1 means that callers work alone.
  /// Calls under way finish undisturbed.
  ///
  /// @throws IllegalArgumentException if `count` is less than 1
  public static synchronized void setThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "Workers.setThreads: expected at least 1 thread (the caller itself), found " + count);
    }
    threads = count;
    Helper[] old = helpers;
    helpers = new Helper[0];
    for (Helper helper : old) {
      helper.stopped = true;
      LockSupport.unpark(helper);
    }
  }

  /// Runs `body.accept(i)` once for every `i` in `0 … tasks-1`, on this thread and on helpers, and
  /// returns when all are done. The order is not defined. A call from inside a task runs its own
  /// tasks one after the other on its thread.
  ///
  /// If a task throws, tasks not yet started are dropped and the first exception is thrown here
  /// once the running ones have ended.
  public static void parallelFor(int tasks, IntConsumer body) {
    Objects.requireNonNull(body, "body");
    if (tasks <= 0) {
      return;
    }
    if (tasks == 1 || threads == 1 || Thread.currentThread() instanceof Helper) {
      runAll(tasks, body);
      return;
    }
    boolean[] inside = INSIDE.get();
    Job job = inside[0] ? null : freeJob();
    if (job == null) {
      runAll(tasks, body);
      return;
    }
    Helper[] team = team();
    inside[0] = true;
    try {
      job.start(tasks, body);
      wakeOne(team);
      while (job.runOne()) {}
      job.await();
    } finally {
      inside[0] = false;
    }
    Throwable failure = job.finish();
    if (failure != null) {
      Workers.<RuntimeException>rethrow(failure);
    }
  }

  private static void runAll(int tasks, IntConsumer body) {
    for (int i = 0; i < tasks; i++) {
      body.accept(i);
    }
  }

  private static Job freeJob() {
    for (Job job : JOBS) {
      if (job.owned.get() == 0 && job.owned.compareAndSet(0, 1)) {
        return job;
      }
    }
    return null;
  }

  private static Helper[] team() {
    Helper[] team = helpers;
    return team.length == threads - 1 ? team : hire();
  }

  private static synchronized Helper[] hire() {
    if (helpers.length != threads - 1) {
      Helper[] team = new Helper[threads - 1];
      for (int i = 0; i < team.length; i++) {
        team[i] = new Helper(i + 1);
      }
      for (Helper helper : team) {
        helper.team = team;
        helper.start();
      }
      helpers = team;
    }
    return helpers;
  }

  /// Wakes one parked helper; a woken helper that finds work wakes the next, so the caller pays for
  /// one only.
  private static void wakeOne(Helper[] team) {
    for (Helper helper : team) {
      if (helper.parked.get() == 1 && helper.parked.compareAndSet(1, 0)) {
        LockSupport.unpark(helper);
        return;
      }
    }
  }

  private static int initialThreads() {
    Integer asked = Integer.getInteger(PROPERTY);
    return asked != null && asked >= 1 ? asked : Runtime.getRuntime().availableProcessors();
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void rethrow(Throwable failure) throws E {
    throw (E) failure;
  }

  /// One call of [#parallelFor]; the objects are used again and again.
  ///
  /// `state` holds a call number (high half) and the tasks nobody has taken (low half). A thread
  /// takes a task by lowering the low half with compare-and-set. `body` and `tasks` are replaced
  /// only while the low half is 0, and the call number makes a compare-and-set from an earlier call
  /// fail, so whoever wins has read the right ones.
  private static final class Job {
    final AtomicInteger owned = new AtomicInteger();
    final AtomicLong state = new AtomicLong();
    final AtomicInteger unfinished = new AtomicInteger();
    volatile IntConsumer body;
    volatile int tasks;
    volatile Throwable failure;
    volatile Thread waiter;

    void start(int count, IntConsumer newBody) {
      failure = null;
      body = newBody;
      tasks = count;
      unfinished.set(count);
      long call = (state.get() >>> 32) + 1;
      state.set(call << 32 | count);
    }

    boolean hasWork() {
      return (int) state.get() != 0;
    }

    /// Takes one task and runs it; `false` when there was none left to take.
    boolean runOne() {
      while (true) {
        long seen = state.get();
        int left = (int) seen;
        if (left == 0) {
          return false;
        }
        IntConsumer task = body;
        int index = tasks - left;
        if (state.compareAndSet(seen, seen - 1)) {
          run(task, index);
          return true;
        }
      }
    }

    private void run(IntConsumer task, int index) {
      try {
        if (failure == null) {
          task.accept(index);
        }
      } catch (Throwable thrown) {
        if (failure == null) {
          failure = thrown;
        }
      } finally {
        if (unfinished.decrementAndGet() == 0) {
          LockSupport.unpark(waiter);
        }
      }
    }

    /// Waits for the tasks that helpers have taken.
    void await() {
      if (unfinished.get() == 0) {
        return;
      }
      long deadline = System.nanoTime() + SPIN_NANOS;
      while (System.nanoTime() < deadline) {
        if (unfinished.get() == 0) {
          return;
        }
        Thread.onSpinWait();
      }
      boolean interrupted = false;
      waiter = Thread.currentThread();
      while (unfinished.get() != 0) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      waiter = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /// Gives the job back and returns what a task threw, or `null`.
    Throwable finish() {
      Throwable thrown = failure;
      failure = null;
      body = null;
      owned.set(0);
      return thrown;
    }
  }

  private static final class Helper extends Thread {
    final AtomicInteger parked = new AtomicInteger();
    volatile boolean stopped;
    Helper[] team;

    Helper(int number) {
      super(null, null, "cien-worker-" + number, 0, false);
      setDaemon(true);
      setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    @Override
    public void run() {
      while (!stopped) {
        if (!work()) {
          idle();
        }
      }
    }

    private boolean work() {
      boolean worked = false;
      for (Job job : JOBS) {
        if (job.hasWork()) {
          wakeOne(team);
          while (job.runOne()) {
            worked = true;
          }
        }
      }
      return worked;
    }

    private void idle() {
      long deadline = System.nanoTime() + SPIN_NANOS;
      while (System.nanoTime() < deadline) {
        if (anyWork()) {
          return;
        }
        Thread.onSpinWait();
      }
      parked.set(1);
      if (!anyWork() && !stopped) {
        LockSupport.park(Workers.class);
      }
      parked.set(0);
    }

    private static boolean anyWork() {
      for (Job job : JOBS) {
        if (job.hasWork()) {
          return true;
        }
      }
      return false;
    }
  }
}
