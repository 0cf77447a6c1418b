package dev.cien.studio;

import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.TrainingStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The trainings of one kind that are in memory, and all others in the store. What changes is saved
/// every two seconds, so that a crash costs no more.
///
/// @param <S> the kind
abstract class LiveSessions<S extends LiveSession> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LiveSessions.class.getName());
  private static final int SAVE_SECONDS = 2;
  private static final int PEOPLE = 6;

  /// Makes a training of its name.
  interface Maker<S> {
    S make(String id);
  }

  /// Ends a person's trainings without saving them, and begins no more.
  final synchronized void forget(Person person) {
    gone.add(person.id());
    open.values()
        .removeIf(
            owned -> {
              boolean own = owned.person.id().equals(person.id());
              if (own) {
                owned.session.close();
              }
              return own;
            });
  }

  private record Owned<S>(Person person, S session) {}

  private final TrainingStore store;
  private final int mostOfOne;
  // In the order of use, the one that was used last at the end.
  private final Map<String, Owned<S>> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> gone = new HashSet<>();
  private final ScheduledExecutorService saver;

  /// @param mostOfOne how many of one person are in memory at once; those of all people together
  ///   are some times as many
  LiveSessions(String kind, TrainingStore store, int mostOfOne) {
    this.store = store;
    this.mostOfOne = mostOfOne;
    this.saver =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(kind + "-save").factory());
    saver.scheduleWithFixedDelay(this::saveAll, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
  }

  /// A training that goes on from what was saved.
  abstract S revive(String id, TrainingStore.Saved saved);

  /// What to save of one, if anything changed.
  ///
  /// @param playing what to say about that
  abstract Optional<TrainingStore.Saved> unsaved(S session, boolean playing);

  /// A new training of a person.
  final synchronized S create(Person person, Maker<S> maker) {
    checkOpen(person);
    String id = UUID.randomUUID().toString();
    S session = maker.make(id);
    add(id, new Owned<>(person, session));
    return session;
  }

  /// A person's training of a name, from the store if it is not in memory.
  ///
  /// @throws Refusal with status 404 if the person has none of that name
  final synchronized S get(Person person, String id) {
    checkOpen(person);
    Owned<S> known = open.get(id);
    if (known != null && known.person.id().equals(person.id())) {
      return known.session;
    }
    TrainingStore.Saved saved =
        store
            .find(person, id)
            .orElseThrow(
                () ->
                    Refusal.missing(
                        "Este entrenamiento ya no existe. Empieza uno nuevo.",
                        "This training does not exist any more. Start a new one."));
    S session = revive(id, saved);
    add(id, new Owned<>(person, session));
    return session;
  }

  private void checkOpen(Person person) {
    if (gone.contains(person.id())) {
      throw Gate.unknown();
    }
    if (saver.isShutdown()) {
      throw new Refusal(503, "El estudio se está cerrando.", "The studio is closing.");
    }
  }

  /// Where there are too many, the person's own oldest one leaves before those of others do.
  private void add(String id, Owned<S> owned) {
    open.put(id, owned);
    List<String> own =
        open.entrySet().stream()
            .filter(one -> one.getValue().person.id().equals(owned.person.id()))
            .map(Map.Entry::getKey)
            .toList();
    if (own.size() > mostOfOne) {
      leave(own.getFirst());
    }
    if (open.size() > mostOfOne * PEOPLE) {
      leave(open.keySet().iterator().next());
    }
  }

  private void leave(String id) {
    Owned<S> leaving = open.remove(id);
    boolean playing = leaving.session.isPlaying();
    leaving.session.close();
    save(id, leaving, playing);
  }

  private synchronized void saveAll() {
    open.forEach((id, owned) -> save(id, owned, owned.session.isPlaying()));
  }

  private void save(String id, Owned<S> owned, boolean playing) {
    try {
      unsaved(owned.session, playing)
          .ifPresent(saved -> store.put(owned.person, id, saved, System.currentTimeMillis()));
    } catch (RuntimeException e) {
      // The next round tries again.
      owned.session.notSaved();
      if (Store.isAway(e)) {
        LOG.log(System.Logger.Level.WARNING, "the database is away: " + id + " waits to be saved");
      } else {
        LOG.log(System.Logger.Level.ERROR, "saving the training " + id, e);
      }
    }
  }

  /// Stops all trainings and saves them; those that were running go on at the next start.
  @Override
  public final void close() {
    synchronized (this) {
      saver.shutdown();
      open.forEach(
          (id, owned) -> {
            boolean playing = owned.session.isPlaying();
            owned.session.close();
            save(id, owned, playing);
          });
      open.clear();
    }
  }
}
