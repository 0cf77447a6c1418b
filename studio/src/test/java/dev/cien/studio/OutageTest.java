package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.studio.store.Database;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A PostgreSQL that goes away and comes back while the studio is at work. It waits most of its
/// time, so it comes first, beside others.
@Order(1)
class OutageTest {
  private static final String NAME = "outage";
  private static final Map<String, ?> DONE =
      Map.of("kind", "day-done", "fields", Map.of("day", 1), "zone", "Europe/Madrid");

  @TempDir Path folder;

  @Test
  void theStudioSaysSoAndGoesOnWhenItIsBack() throws Exception {
    Optional<String> database = Optional.of(Database.separate(NAME));
    String training;
    String sweep;
    try (HttpClient http = HttpClient.newHttpClient()) {
      try (Studio studio = Studio.start(0, folder, database)) {
        Visitor visitor = new Visitor(http, studio.address());
        assertThat(visitor.post("/api/progress", DONE).status()).isEqualTo(200);
        Map<?, ?> made = visitor.post("/api/patio", Map.of("link", "seed=0.5")).json();
        training = "/api/patio/" + made.get("id");
        Map<String, ?> asked =
            Map.of(
                "recipe", "xor", "key", "epochs", "values", List.of("2", "3"), "seeds", List.of(1));
        sweep = "/api/sweeps/" + id(visitor.post("/api/sweeps", asked).json());

        Database.cut(NAME);
        long begun = System.nanoTime();
        Visitor.Answer away = visitor.post("/api/progress", DONE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.body()).contains("CIEN_DB_URL no responde", "does not answer");
        assertThat(away.whole().headers().firstValue("Retry-After")).isPresent();
        // What is computed needs no database.
        assertThat(visitor.post(training + "/step", Map.of()).status()).isEqualTo(200);
        Thread.sleep(Duration.ofSeconds(5));

        Database.mend(NAME);
        until(visitor, "/api/progress?zone=UTC", answer -> answer.status() == 200);
        assertThat(visitor.post("/api/progress", DONE).status()).isEqualTo(200);
        until(visitor, sweep, answer -> answer.body().contains("\"state\":\"done\""));
        // A round of saving.
        Thread.sleep(Duration.ofSeconds(3));
      }
      try (Studio studio = Studio.start(0, folder, database)) {
        Visitor visitor = new Visitor(http, studio.address());
        assertThat(visitor.get(training).body()).contains("\"epoch\":1");
        assertThat((List<?>) visitor.get("/api/progress?zone=UTC").json().get("entries"))
            .hasSize(2);
      }
    }
  }

  private static Object id(Map<?, ?> answer) {
    return answer.containsKey("id")
        ? answer.get("id")
        : ((Map<?, ?>) answer.get("shown")).get("id");
  }

  private static void until(Visitor visitor, String path, Predicate<Visitor.Answer> fits)
      throws Exception {
    for (int tries = 0; tries < 120; tries++) {
      if (fits.test(visitor.get(path))) {
        return;
      }
      Thread.sleep(Duration.ofMillis(500));
    }
    assertThat(visitor.get(path).body()).as(path).isEmpty();
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedAtTheStart() throws Exception {
    String nowhere = Database.separate("somewhere").replace("/somewhere", "/nowhere");
    assertThatThrownBy(() -> Studio.start(0, folder, Optional.of(nowhere)))
        .isInstanceOf(NoDatabaseException.class)
        .hasMessageContaining("nowhere");
  }
}
