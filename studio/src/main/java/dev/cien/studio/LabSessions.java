package dev.cien.studio;

import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.TrainingStore;
import java.util.Map;
import java.util.Optional;

/// The trainings of one laboratory.
final class LabSessions extends LiveSessions<LabSession> {
  private static final int MOST_KEPT = 10;
  private static final int MOST_OF_ONE = 3;

  /// Settings as JSON.
  record Chosen(Map<String, String> settings) {}

  private final LabSession.Maker maker;

  LabSessions(String kind, Store store, LabSession.Maker maker) {
    super(kind, new TrainingStore(store, kind, MOST_KEPT), MOST_OF_ONE);
    this.maker = maker;
  }

  /// A new training of a person.
  LabSession create(Person person, Map<String, String> chosen) {
    return create(person, id -> new LabSession(id, maker.make(chosen)));
  }

  /// Another training in the place of a session's.
  void restart(LabSession session, Map<String, String> chosen, boolean goOn) {
    session.restart(maker.make(chosen), goOn);
  }

  @Override
  LabSession revive(String id, TrainingStore.Saved saved) {
    return new LabSession(
        id,
        maker.make(Json.parse(saved.link(), Chosen.class).settings()),
        Json.parse(saved.state(), LabSession.Kept.class),
        saved.playing());
  }

  @Override
  Optional<TrainingStore.Saved> unsaved(LabSession session, boolean playing) {
    return session
        .unsaved()
        .map(
            kept ->
                new TrainingStore.Saved(
                    Json.text(new Chosen(session.settings().values())), Json.text(kept), playing));
  }
}
