package dev.cien.studio;

import dev.cien.studio.store.TrainingStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  /// Makes a training of its name.
  interface Maker<S> {
    S make(String id);
  }

  private final TrainingStore store;
  private final int mostOpen;
  // In the order of use, the one that was used last at the end.
  private final Map<String, S> open = new LinkedHashMap<>(16, 0.75f, true);
  private final ScheduledExecutorService saver;

  /// @param mostOpen how many are in memory at once
  LiveSessions(String kind, TrainingStore store, int mostOpen) {
    this.store = store;
    this.mostOpen = mostOpen;
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

  /// A new training.
  final synchronized S create(Maker<S> maker) {
    checkOpen();
    String id = UUID.randomUUID().toString();
    S session = maker.make(id);
    add(id, session);
    return session;
  }

  /// The training of a name, from the store if it is not in memory.
  ///
  /// @throws Refusal with status 404 if there is none
  final synchronized S get(String id) {
    checkOpen();
    S session = open.get(id);
    if (session != null) {
      return session;
    }
    TrainingStore.Saved saved =
        store
            .find(id)
            .orElseThrow(
                () ->
                    Refusal.missing(
                        "Este entrenamiento ya no existe. Empieza uno nuevo.",
                        "This training does not exist any more. Start a new one."));
    session = revive(id, saved);
    add(id, session);
    return session;
  }

  private void checkOpen() {
    if (saver.isShutdown()) {
      throw new Refusal(503, "El estudio se está cerrando.", "The studio is closing.");
    }
  }

  private void add(String id, S session) {
    open.put(id, session);
    while (open.size() > mostOpen) {
      String oldest = open.keySet().iterator().next();
      S leaving = open.remove(oldest);
      boolean playing = leaving.isPlaying();
      leaving.close();
      save(oldest, leaving, playing);
    }
  }

  private synchronized void saveAll() {
    open.forEach((id, session) -> save(id, session, session.isPlaying()));
  }

  private void save(String id, S session, boolean playing) {
    try {
      unsaved(session, playing)
          .ifPresent(saved -> store.put(id, saved, System.currentTimeMillis()));
    } catch (RuntimeException e) {
      // The next round tries again with what is new by then.
      LOG.log(System.Logger.Level.ERROR, "saving the training " + id, e);
    }
  }

  /// Stops all trainings and saves them; those that were running go on at the next start.
  @Override
  public final void close() {
    synchronized (this) {
      saver.shutdown();
      open.forEach(
          (id, session) -> {
            boolean playing = session.isPlaying();
            session.close();
            save(id, session, playing);
          });
      open.clear();
    }
  }
}
