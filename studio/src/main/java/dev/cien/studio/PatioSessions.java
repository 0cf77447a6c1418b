package dev.cien.studio;

import dev.cien.course.playground.PlaygroundLink;
import dev.cien.course.playground.Point;
import dev.cien.studio.store.PatioStore;
import dev.cien.studio.store.Person;
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
  private static final int MOST_OF_ONE = 8;
  private static final int MOST_OPEN = 48;
  private static final int SAVE_SECONDS = 2;

  private final PatioStore store;
  // In the order of use, the one that was used last at the end.
  private final Map<String, Owned> open = new LinkedHashMap<>(16, 0.75f, true);
  private final ScheduledExecutorService saver =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patio-save").factory());

  private record Owned(Person person, PatioSession session) {}

  PatioSessions(Store store) {
    this.store = new PatioStore(store);
    saver.scheduleWithFixedDelay(this::saveAll, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
  }

  /// A new training of a person.
  synchronized PatioSession create(Person person, PlaygroundLink link, List<Point> own) {
    checkOpen();
    String id = UUID.randomUUID().toString();
    PatioSession session = new PatioSession(id, link, own);
    add(id, new Owned(person, session));
    return session;
  }

  /// A person's training of a name, from the store if it is not in memory.
  ///
  /// @throws Refusal with status 404 if the person has none of that name
  synchronized PatioSession get(Person person, String id) {
    checkOpen();
    Owned known = open.get(id);
    if (known != null && known.person.id().equals(person.id())) {
      return known.session;
    }
    PatioStore.Saved saved =
        store
            .find(person, id)
            .orElseThrow(
                () ->
                    Refusal.missing(
                        "Este entrenamiento ya no existe. Empieza uno nuevo.",
                        "This training does not exist any more. Start a new one."));
    PatioSession session =
        new PatioSession(
            id,
            PlaygroundLink.parse(saved.link(), "0"),
            Json.parse(saved.state(), PatioSession.Kept.class),
            saved.playing());
    add(id, new Owned(person, session));
    return session;
  }

  private void checkOpen() {
    if (saver.isShutdown()) {
      throw new Refusal(503, "El estudio se está cerrando.", "The studio is closing.");
    }
  }

  /// Where there are too many, the person's own oldest one leaves before those of others do.
  private void add(String id, Owned owned) {
    open.put(id, owned);
    List<String> own =
        open.entrySet().stream()
            .filter(one -> one.getValue().person.id().equals(owned.person.id()))
            .map(Map.Entry::getKey)
            .toList();
    if (own.size() > MOST_OF_ONE) {
      leave(own.getFirst());
    }
    if (open.size() > MOST_OPEN) {
      leave(open.keySet().iterator().next());
    }
  }

  private void leave(String id) {
    Owned leaving = open.remove(id);
    boolean playing = leaving.session.isPlaying();
    leaving.session.close();
    save(id, leaving, playing);
  }

  private synchronized void saveAll() {
    open.forEach((id, owned) -> save(id, owned, owned.session.isPlaying()));
  }

  private void save(String id, Owned owned, boolean playing) {
    PatioSession session = owned.session;
    try {
      Optional<PatioSession.Kept> kept = session.unsaved();
      kept.ifPresent(
          state ->
              store.put(
                  owned.person,
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
          (id, owned) -> {
            boolean playing = owned.session.isPlaying();
            owned.session.close();
            save(id, owned, playing);
          });
      open.clear();
    }
  }
}
