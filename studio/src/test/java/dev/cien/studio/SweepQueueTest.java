package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.course.runs.KeptRun;
import dev.cien.course.runs.Sweep;
import dev.cien.course.runs.SweptRun;
import dev.cien.recipes.Text;
import dev.cien.studio.store.Person;
import dev.cien.studio.store.Store;
import dev.cien.studio.store.SweepStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sweeps in the server: one training after the other, kept, taken up again, stopped.
class SweepQueueTest {
  @TempDir Path folder;

  private static Sweep sweep(String... epochs) {
    return new Sweep("xor", "epochs", List.of(epochs), List.of(1L, 2L));
  }

  private static SweepStore.Saved until(SweepStore store, String id, int ended)
      throws InterruptedException {
    while (true) {
      SweepStore.Saved saved = store.find(Person.LOCAL, id).orElseThrow();
      if (SweepQueue.runs(saved).size() >= ended) {
        return saved;
      }
      Thread.sleep(5);
    }
  }

  @Test
  void aSweepGoesOnAfterARestart() throws InterruptedException {
    String id;
    try (Store store = Store.open(folder, Optional.empty())) {
      SweepStore kept = new SweepStore(store);
      try (SweepQueue queue = new SweepQueue(kept)) {
        id = queue.add(Person.LOCAL, sweep("2", "3"));
        until(kept, id, 1);
      }
    }
    try (Store store = Store.open(folder, Optional.empty())) {
      SweepStore kept = new SweepStore(store);
      try (SweepQueue queue = new SweepQueue(kept)) {
        SweepStore.Saved saved = until(kept, id, 4);
        assertThat(saved.state()).isEqualTo(SweepStore.DONE);
        assertThat(SweepQueue.runs(saved))
            .extracting(SweptRun::value)
            .containsExactly("2", "3", "2", "3");
        assertThat(SweepQueue.runs(saved)).extracting(run -> run.epochs().size()).contains(2, 3);
        assertThat(queue.now()).isEmpty();
      }
    }
  }

  @Test
  void aSweepIsStoppedAndThereAreNotTooMany() {
    try (Store store = Store.open(folder, Optional.empty())) {
      SweepStore kept = new SweepStore(store);
      // Nobody trains: what was asked for waits.
      SweepQueue queue = new SweepQueue(kept);
      queue.close();
      String first = queue.add(Person.LOCAL, sweep("2", "3"));
      queue.add(Person.LOCAL, sweep("2", "3"));
      queue.add(Person.LOCAL, sweep("2", "3"));
      assertThatThrownBy(() -> queue.add(Person.LOCAL, sweep("2", "3")))
          .isInstanceOf(Refusal.class);
      queue.stop(first);
      assertThat(kept.find(Person.LOCAL, first).orElseThrow().state())
          .isEqualTo(SweepStore.STOPPED);
      // A training that ends after its sweep was stopped changes nothing.
      kept.keep(first, "[]", SweepStore.DONE);
      assertThat(kept.find(Person.LOCAL, first).orElseThrow().state())
          .isEqualTo(SweepStore.STOPPED);
      queue.add(Person.LOCAL, sweep("2", "3"));
      assertThat(kept.of(Person.LOCAL)).hasSize(4);
      kept.delete(first);
      assertThat(kept.of(Person.LOCAL)).hasSize(3);
    }
  }

  @Test
  void whatTrainingsGaveIsReadAsItWasWritten() {
    SweptRun run =
        new SweptRun(
            0,
            "0.1",
            1,
            List.of(new KeptRun.Epoch(1, Map.of("loss", Double.NaN), Map.of())),
            Map.of("loss", Double.POSITIVE_INFINITY),
            0.5,
            true,
            Optional.of(new Text("why", "por qué")));
    assertThat(Json.parse(Json.text(List.of(run)), SweptRun[].class)).containsExactly(run);
  }
}
