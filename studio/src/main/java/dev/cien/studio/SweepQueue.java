package dev.cien.studio;

import dev.cien.course.runs.Sweep;
import dev.cien.course.runs.SweptRun;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.SweepStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Trains the sweeps that were asked for, one training after the other, whoever looks. Several
/// people take turns; each person's own come in the order in which they were asked for.
///
/// Everything is in the database: after a restart it goes on with the training that was cut off,
/// from its beginning.
final class SweepQueue implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SweepQueue.class.getName());
  private static final int MOST_WAITING = 3;
  private static final int AGAIN_MS = 2000;

  /// What is in training.
  ///
  /// @param sweep its name
  /// @param number which of its trainings
  /// @param epoch where that stands; 0 while it prepares
  /// @param epochs all there are; 0 while it prepares
  record Now(String sweep, int number, int epoch, int epochs) {}

  private final SweepStore store;
  private final Thread worker;
  // Those that were stopped while this studio runs.
  private final Set<String> unwanted = ConcurrentHashMap.newKeySet();
  // When each person was served last, counted in trainings.
  private final Map<String, Long> served = new HashMap<>();
  private long turns;
  private volatile Optional<Now> now = Optional.empty();
  private volatile boolean over;

  SweepQueue(SweepStore store) {
    this.store = store;
    this.worker =
        Thread.ofPlatform().daemon().name("sweeps").priority(Thread.MIN_PRIORITY).start(this::work);
  }

  /// What is in training.
  Optional<Now> now() {
    return now;
  }

  /// Asks for a sweep.
  ///
  /// @return its name
  synchronized String add(Person person, Sweep sweep) {
    long waiting =
        store.of(person).stream().filter(one -> one.state().equals(SweepStore.WAITING)).count();
    if (waiting >= MOST_WAITING) {
      throw new Refusal(
          409,
          "Ya tienes " + MOST_WAITING + " barridos sin acabar: espera, o detén uno.",
          "You have " + MOST_WAITING + " sweeps that have not ended: wait, or stop one.");
    }
    String id = UUID.randomUUID().toString();
    store.add(person, id, Json.text(sweep), System.currentTimeMillis());
    notifyAll();
    return id;
  }

  /// Stops one; what its trainings gave so far stays.
  void stop(String id) {
    store.stop(id);
    unwanted.add(id);
  }

  private void work() {
    try {
      while (!over) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// While the database is away, the worker waits for it: nobody would start it again.
  private void turn() throws InterruptedException {
    try {
      Optional<SweepStore.Saved> next = next();
      if (next.isPresent()) {
        attempt(next.get());
      } else {
        await();
      }
    } catch (RuntimeException e) {
      if (!Store.isAway(e)) {
        throw e;
      }
      LOG.log(System.Logger.Level.WARNING, "the database is away: the sweeps wait for it");
      pause();
    }
  }

  private synchronized void pause() throws InterruptedException {
    if (!over) {
      wait(AGAIN_MS);
    }
  }

  /// One that cannot even be read, such as a recipe's that is gone, must not hold up the others.
  private void attempt(SweepStore.Saved next) {
    try {
      train(next);
    } catch (RuntimeException e) {
      if (Store.isAway(e)) {
        throw e;
      }
      LOG.log(System.Logger.Level.ERROR, "the sweep " + next.id(), e);
      store.stop(next.id());
    }
  }

  private synchronized void await() throws InterruptedException {
    if (!over && store.waiting().isEmpty()) {
      wait();
    }
  }

  /// The oldest one of whoever was served least recently.
  private Optional<SweepStore.Saved> next() {
    SweepStore.Saved best = null;
    for (SweepStore.Saved one : store.waiting()) {
      if (best == null || last(one) < last(best)) {
        best = one;
      }
    }
    return Optional.ofNullable(best);
  }

  private long last(SweepStore.Saved one) {
    return served.getOrDefault(one.person(), 0L);
  }

  private void train(SweepStore.Saved saved) {
    served.put(saved.person(), ++turns);
    Sweep sweep = Json.parse(saved.asked(), Sweep.class);
    List<SweptRun> runs = new ArrayList<>(runs(saved));
    int number = runs.size();
    now = Optional.of(new Now(saved.id(), number, 0, 0));
    Optional<SweptRun> ended;
    try {
      ended =
          SweptRun.of(
              sweep,
              number,
              () -> over || unwanted.contains(saved.id()),
              where ->
                  now = Optional.of(new Now(saved.id(), number, where.epoch(), where.epochs())));
    } finally {
      // Before it is kept: nobody may see a sweep that is done and still in training.
      now = Optional.empty();
    }
    ended.ifPresent(
        run -> {
          runs.add(run);
          boolean done = runs.size() == sweep.size();
          store.keep(saved.id(), Json.text(runs), done ? SweepStore.DONE : SweepStore.WAITING);
        });
  }

  /// The trainings of a sweep that have ended.
  static List<SweptRun> runs(SweepStore.Saved saved) {
    return List.of(Json.parse(saved.runs(), SweptRun[].class));
  }

  /// Ends the training that is under way; it begins anew at the next start.
  @Override
  public void close() {
    synchronized (this) {
      over = true;
      notifyAll();
    }
    try {
      worker.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
