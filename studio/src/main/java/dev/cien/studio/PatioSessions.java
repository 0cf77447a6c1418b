package dev.cien.studio;

import dev.cien.course.playground.PlaygroundLink;
import dev.cien.course.playground.Point;
import dev.cien.studio.store.PatioStore;
import dev.cien.studio.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The trainings of the playground that are in memory, and all others in the store. What changes is
/// saved every two seconds, so that a crash costs no more.
final class PatioSessions implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PatioSessions.class.getName());
  private static final int MOST_OPEN = 8;
  private static final int SAVE_SECONDS = 2;

  private final PatioStore store;
  // In the order of use, the one that was used last at the end.
  private final Map<String, PatioSession> open = new LinkedHashMap<>(16, 0.75f, true);
  private final ScheduledExecutorService saver =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patio-save").factory());

  PatioSessions(Store store) {
    this.store = new PatioStore(store);
    saver.scheduleWithFixedDelay(this::saveAll, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
  }

  /// A new training.
  synchronized PatioSession create(PlaygroundLink link, List<Point> own) {
    checkOpen();
    String id = UUID.randomUUID().toString();
    PatioSession session = new PatioSession(id, link, own);
    add(id, session);
    return session;
  }

  /// The training of a name, from the store if it is not in memory.
  ///
  /// @throws Refusal with status 404 if there is none
  synchronized PatioSession get(String id) {
    checkOpen();
    PatioSession session = open.get(id);
    if (session != null) {
      return session;
    }
    PatioStore.Saved saved =
        store
            .find(id)
            .orElseThrow(
                () ->
                    Refusal.missing(
                        "Este entrenamiento ya no existe. Empieza uno nuevo.",
                        "This training does not exist any more. Start a new one."));
    session =
        new PatioSession(
            id,
            PlaygroundLink.parse(saved.link(), "0"),
            Json.parse(saved.state(), PatioSession.Kept.class),
            saved.playing());
    add(id, session);
    return session;
  }

  private void checkOpen() {
    if (saver.isShutdown()) {
      throw new Refusal(503, "El estudio se está cerrando.", "The studio is closing.");
    }
  }

  private void add(String id, PatioSession session) {
    open.put(id, session);
    while (open.size() > MOST_OPEN) {
      String oldest = open.keySet().iterator().next();
      PatioSession leaving = open.remove(oldest);
      boolean playing = leaving.isPlaying();
      leaving.close();
      save(oldest, leaving, playing);
    }
  }

  private synchronized void saveAll() {
    open.forEach((id, session) -> save(id, session, session.isPlaying()));
  }

  private void save(String id, PatioSession session, boolean playing) {
    try {
      Optional<PatioSession.Kept> kept = session.unsaved();
      kept.ifPresent(
          state ->
              store.put(
                  id,
                  new PatioStore.Saved(session.link().text(), Json.text(state), playing),
                  System.currentTimeMillis()));
    } catch (RuntimeException e) {
      // The next round tries again with what is new by then.
      LOG.log(System.Logger.Level.ERROR, "saving the training " + id, e);
    }
  }

  /// Stops all trainings and saves them; those that were running go on at the next start.
  @Override
  public void close() {
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
