package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.course.playground.Playground;
import dev.cien.course.playground.PlaygroundLink;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trainings in the server: the same numbers as without it, also after a restart in the midst.
class PatioSessionTest {
  private static final String LINK = "dataset=xor&batchSize=9&seed=0.87931&networkShape=4,2";

  @TempDir Path folder;

  @Test
  void whatWasTrainingGoesOnAfterARestartAsIfNothingHadBeen() throws InterruptedException {
    PlaygroundLink link = PlaygroundLink.parse(LINK, "0");
    String id;
    try (Store store = Store.open(folder, Optional.empty());
        PatioSessions sessions = new PatioSessions(store)) {
      PatioSession session = sessions.create(Person.LOCAL, link, List.of());
      id = session.whole().id();
      session.speed(0);
      session.play(true);
      until(session, 20);
    }
    try (Store store = Store.open(folder, Optional.empty());
        PatioSessions sessions = new PatioSessions(store)) {
      PatioSession session = sessions.get(Person.LOCAL, id);
      assertThat(session.isPlaying()).isTrue();
      int before = session.whole().frame().epoch();
      until(session, before + 20);
      session.play(false);
      PatioSession.Whole whole = session.whole();
      Playground plain = new Playground(link);
      while (plain.epochs() < whole.frame().epoch()) {
        plain.epoch();
      }
      assertThat(whole.frame().train()).isEqualTo(plain.trainLoss());
      assertThat(whole.frame().test()).isEqualTo(plain.testLoss());
      assertThat(whole.losses().getFirst().epoch()).isZero();
      assertThat(whole.speed()).isZero();
    }
  }

  @Test
  void aTrainingStopsByItself() throws InterruptedException {
    try (Store store = Store.open(folder, Optional.empty());
        PatioSessions sessions = new PatioSessions(store)) {
      PatioSession session =
          sessions.create(Person.LOCAL, PlaygroundLink.parse(LINK, "0"), List.of());
      session.speed(0);
      session.stopAt(new PatioSession.Stop(33, 0, 0.0, 0));
      session.play(true);
      while (session.isPlaying()) {
        Thread.sleep(5);
      }
      assertThat(session.whole().frame().epoch()).isEqualTo(33);
    }
  }

  @Test
  void withoutProgressTheBestEpochComesBack() throws InterruptedException {
    try (Store store = Store.open(folder, Optional.empty());
        PatioSessions sessions = new PatioSessions(store)) {
      PlaygroundLink unsteady =
          PlaygroundLink.parse("dataset=spiral&noise=50&optimizer=adam&seed=0.5", "0");
      PatioSession session = sessions.create(Person.LOCAL, unsteady, List.of());
      session.speed(0);
      session.stopAt(new PatioSession.Stop(0, 0, 0.0, 15));
      session.play(true);
      while (session.isPlaying()) {
        Thread.sleep(5);
      }
      int best = session.whole().frame().epoch();
      double loss = session.whole().frame().test();
      Playground plain = new Playground(unsteady);
      for (int epoch = 1; epoch <= best + 15; epoch++) {
        plain.epoch();
        assertThat(plain.testLoss()).isGreaterThanOrEqualTo(loss);
      }
    }
  }

  @Test
  void aTrainingStopsAtAShareOfRightAnswers() throws InterruptedException {
    try (Store store = Store.open(folder, Optional.empty());
        PatioSessions sessions = new PatioSessions(store)) {
      PatioSession session =
          sessions.create(Person.LOCAL, PlaygroundLink.parse(LINK, "0"), List.of());
      session.speed(0);
      session.stopAt(new PatioSession.Stop(0, 0, 0.9, 0));
      session.play(true);
      while (session.isPlaying()) {
        Thread.sleep(5);
      }
      assertThat(session.whole().frame().testAccuracy()).isBetween(0.9, 1.0);
      // What was saved before there were four conditions.
      assertThat(Json.parse("{\"epoch\":7,\"loss\":0.5}", PatioSession.Stop.class))
          .isEqualTo(new PatioSession.Stop(7, 0.5, 0.0, 0));
    }
  }

  @Test
  void moreTrainingsThanFitAreKeptInTheStore() {
    try (Store store = Store.open(folder, Optional.empty());
        PatioSessions sessions = new PatioSessions(store)) {
      PatioSession first =
          sessions.create(Person.LOCAL, PlaygroundLink.parse(LINK, "0"), List.of());
      first.step();
      String id = first.whole().id();
      for (int i = 0; i < 20; i++) {
        sessions.create(Person.LOCAL, PlaygroundLink.parse(LINK, "0"), List.of());
      }
      assertThat(sessions.get(Person.LOCAL, id)).isNotSameAs(first);
      assertThat(sessions.get(Person.LOCAL, id).whole().frame().epoch()).isEqualTo(1);
    }
  }

  @Test
  void whatIsTooLargeIsRefused() {
    try (Store store = Store.open(folder, Optional.empty());
        PatioSessions sessions = new PatioSessions(store)) {
      PlaygroundLink large = PlaygroundLink.parse("networkShape=256,256", "0");
      assertThatThrownBy(() -> sessions.create(Person.LOCAL, large, List.of()))
          .isInstanceOf(Refusal.class);
      assertThatThrownBy(() -> sessions.get(Person.LOCAL, "nobody")).isInstanceOf(Refusal.class);
    }
  }

  private static void until(PatioSession session, int epoch) throws InterruptedException {
    while (session.whole().frame().epoch() < epoch) {
      Thread.sleep(5);
    }
  }
}
