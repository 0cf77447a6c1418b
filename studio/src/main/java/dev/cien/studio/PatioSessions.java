package dev.cien.studio;

import dev.cien.course.playground.PlaygroundLink;
import dev.cien.course.playground.Point;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.TrainingStore;
import java.util.List;
import java.util.Optional;

/// The trainings of the playground.
final class PatioSessions extends LiveSessions<PatioSession> {
  private static final int MOST_KEPT = 200;
  private static final int MOST_OF_ONE = 8;

  PatioSessions(Store store) {
    super("patio", new TrainingStore(store, "patio", MOST_KEPT), MOST_OF_ONE);
  }

  /// A new training of a person.
  PatioSession create(Person person, PlaygroundLink link, List<Point> own) {
    return create(person, id -> new PatioSession(id, link, own));
  }

  @Override
  PatioSession revive(String id, TrainingStore.Saved saved) {
    return new PatioSession(
        id,
        PlaygroundLink.parse(saved.link(), "0"),
        Json.parse(saved.state(), PatioSession.Kept.class),
        saved.playing());
  }

  @Override
  Optional<TrainingStore.Saved> unsaved(PatioSession session, boolean playing) {
    return session
        .unsaved()
        .map(state -> new TrainingStore.Saved(session.link().text(), Json.text(state), playing));
  }
}
