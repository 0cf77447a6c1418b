package dev.cien.studio.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store remembers, in SQLite and in PostgreSQL.
class StoreTest {
  /// An empty database for tests: `jdbc:postgresql://…`.
  private static final String SERVER = System.getenv().getOrDefault("CIEN_TEST_DB_URL", "");

  @TempDir Path folder;

  @Test
  void aFileRemembers() {
    remembers(Optional.empty());
    assertThat(folder.resolve("studio.db")).exists();
  }

  @Test
  void aServerRemembers() {
    assumeTrue(!SERVER.isEmpty(), "set CIEN_TEST_DB_URL to an empty PostgreSQL database");
    remembers(Optional.of(SERVER));
  }

  private void remembers(Optional<String> database) {
    try (Store store = Store.open(folder, database)) {
      new Settings(store).put("lang", "es");
      new Settings(store).put("lang", "en");
      TrainingStore patio = new TrainingStore(store, "patio", 200);
      for (int i = 0; i < 210; i++) {
        patio.put("p" + i, new TrainingStore.Saved("seed=" + i, "{}", i % 2 == 0), i);
      }
      patio.put("p209", new TrainingStore.Saved("seed=x", "{\"a\":1}", true), 300);
    }
    try (Store store = Store.open(folder, database)) {
      assertThat(new Settings(store).all()).containsEntry("lang", "en");
      TrainingStore patio = new TrainingStore(store, "patio", 200);
      assertThat(patio.find("p209")).contains(new TrainingStore.Saved("seed=x", "{\"a\":1}", true));
      // The oldest ones made room.
      assertThat(patio.find("p9")).isEmpty();
      assertThat(patio.find("p10")).isPresent();
      // Another kind has a room of its own.
      assertThat(new TrainingStore(store, "gan", 1).find("p209")).isEmpty();
    }
  }

  @Test
  void anotherKindOfDatabaseIsRefused() {
    assertThatThrownBy(() -> Store.open(folder, Optional.of("jdbc:mysql://localhost/x")))
        .hasMessageContaining("CIEN_DB_URL");
  }
}
