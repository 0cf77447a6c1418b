package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.catalog.LiveTrainings;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trainings of laboratories in the server: kept, taken up again, replaced.
class LabSessionTest {
  @TempDir Path folder;

  private static LabSessions sessions(Store store) {
    return new LabSessions("gan", store, chosen -> LiveTrainings.begin("gan", chosen));
  }

  @Test
  void aTrainingGoesOnAfterARestart() throws InterruptedException {
    String id;
    long before;
    try (Store store = Store.open(folder, Optional.empty());
        LabSessions sessions = sessions(store)) {
      LabSession session = sessions.create(Person.LOCAL, Map.of("variant", "wgan", "seed", "5"));
      id = session.whole().id();
      session.play(true);
      until(session, 5);
      before = session.whole().frame().step();
    }
    try (Store store = Store.open(folder, Optional.empty());
        LabSessions sessions = sessions(store)) {
      LabSession session = sessions.get(Person.LOCAL, id);
      assertThat(session.whole().settings()).containsEntry("variant", "wgan");
      assertThat(session.whole().frame().step()).isGreaterThanOrEqualTo(before);
      assertThat(session.isPlaying()).isTrue();
      until(session, before + 5);
      sessions.restart(session, Map.of("seed", "6"), false);
      assertThat(session.isPlaying()).isFalse();
      assertThat(session.whole().frame().step()).isZero();
      assertThat(session.whole().settings())
          .containsEntry("seed", "6")
          .containsEntry("variant", "non-saturating");
    }
  }

  private static void until(LabSession session, long step) throws InterruptedException {
    while (session.whole().frame().step() < step) {
      Thread.sleep(5);
    }
  }
}
