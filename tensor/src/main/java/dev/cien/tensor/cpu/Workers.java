package dev.cien.tensor.cpu;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// The process-wide pool of daemon threads on which kernels run side by side.
///
/// The thread that calls [#parallelFor] works too and can finish every task alone: helpers only
/// take tasks that nobody has started, so a machine that is busy elsewhere slows a call down but
/// never stops it. Idle helpers look for work for a millisecond, letting others run, then park. A
/// call allocates nothing.
///
/// Tasks are dealt out in stretches: the caller begins with the first ones, the first helper with
/// those after them, and so on; whoever is done takes over what others have not started. So where
/// successive kernels cut their work alike, a thread finds the rows that it wrote in its own cache.
///
/// How many threads there are decides only who runs a task, never what the tasks are: kernels split
/// their work by its shape alone, so results have the same bits for any number of threads.
public final class Workers {

  private static final String PROPERTY = "cien.threads";

  /// How long an idle thread looks for work without letting others run: the usual gap between two
  /// kernels of a program.
  private static final long SPIN_NANOS = 20_000;

  /// How long it looks on, letting others run in between, before it parks. To wake a parked thread
  /// takes as long as many a kernel, so a helper that parks at every kernel of a single task would
  /// be late for all the others; a millisecond at the end of a program is nothing a person could
  /// measure as load.
  private static final long YIELD_NANOS = 1_000_000;

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
      job.start(tasks, body, team.length + 1);
      wakeOne(team);
      while (job.runOne(0)) {}
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

  /// Lets a moment pass; `false` once it has been long enough since `start`.
  private static boolean waits(long start) {
    long waited = System.nanoTime() - start;
    if (waited < SPIN_NANOS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
    return waited < YIELD_NANOS;
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
  /// Each thread of the team has a share of the tasks. A share's state holds a call number (high
  /// half) and how many of its tasks nobody has taken (low half); a thread takes one by lowering
  /// the low half with compare-and-set. `body` and `tasks` are replaced only while all low halves
  /// are 0, and the call number makes a compare-and-set from an earlier call fail, so whoever wins
  /// has read the right ones.
  private static final class Job {
    /// Longs from one share's state to the next: a cache line each.
    private static final int APART = 16;

    final AtomicInteger owned = new AtomicInteger();
    final AtomicInteger unfinished = new AtomicInteger();
    volatile AtomicLongArray shares = new AtomicLongArray(0);
    volatile IntConsumer body;
    volatile int tasks;
    volatile Throwable failure;
    volatile Thread waiter;
    private long calls;

    void start(int count, IntConsumer newBody, int team) {
      if (shares.length() != team * APART) {
        shares = new AtomicLongArray(team * APART);
      }
      AtomicLongArray dealt = shares;
      failure = null;
      body = newBody;
      tasks = count;
      unfinished.set(count);
      calls++;
      for (int share = team - 1; share >= 0; share--) {
        int size = end(share, count, team) - end(share - 1, count, team);
        dealt.set(share * APART, calls << 32 | size);
      }
    }

    private static int end(int share, int count, int team) {
      return (int) ((long) count * (share + 1) / team);
    }

    boolean hasWork() {
      if (unfinished.get() == 0) {
        return false;
      }
      AtomicLongArray dealt = shares;
      for (int at = 0; at < dealt.length(); at += APART) {
        if ((int) dealt.get(at) != 0) {
          return true;
        }
      }
      return false;
    }

    /// Takes one task, of the own share while there is one, and runs it; `false` when there was
    /// none left to take.
    boolean runOne(int own) {
      AtomicLongArray dealt = shares;
      int team = dealt.length() / APART;
      for (int i = 0; i < team; i++) {
        if (runOneOf(dealt, (own + i) % team, team)) {
          return true;
        }
      }
      return false;
    }

    private boolean runOneOf(AtomicLongArray dealt, int share, int team) {
      while (true) {
        long seen = dealt.get(share * APART);
        int left = (int) seen;
        if (left == 0) {
          return false;
        }
        IntConsumer task = body;
        int index = end(share, tasks, team) - left;
        if (dealt.compareAndSet(share * APART, seen, seen - 1)) {
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
      long start = System.nanoTime();
      while (waits(start)) {
        if (unfinished.get() == 0) {
          return;
        }
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
    final int number;
    volatile boolean stopped;
    Helper[] team;

    Helper(int number) {
      super(null, null, "cien-worker-" + number, 0, false);
      this.number = number;
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
          while (job.runOne(number)) {
            worked = true;
          }
        }
      }
      return worked;
    }

    private void idle() {
      long start = System.nanoTime();
      while (waits(start)) {
        if (anyWork()) {
          return;
        }
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
