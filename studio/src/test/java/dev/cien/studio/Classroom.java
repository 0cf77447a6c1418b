package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.studio.Visitor.Answer;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A studio that other machines reach, its teacher, and learners who come in.
abstract class Classroom {
  static final String PASSWORD = "una frase larga";
  private static final int QUICK = 4;

  @TempDir Path folder;

  final HttpClient http = HttpClient.newHttpClient();
  volatile Instant now = Instant.parse("2026-03-02T08:00:00Z");
  Studio studio;
  Visitor teacher;

  @BeforeEach
  final void start() throws Exception {
    start(Optional.empty());
  }

  final void start(Optional<String> database) throws Exception {
    Door door = new Door(InetAddress.ofLiteral("0.0.0.0"), 0, List.of("Clase.Example"));
    studio = Studio.start(door, folder, database, new Stopped(), QUICK);
    teacher = visitor();
  }

  /// A clock that stands where the test puts it.
  private final class Stopped extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @AfterEach
  final void stop() {
    studio.close();
    http.close();
  }

  final Visitor visitor() {
    return new Visitor(http, studio.address());
  }

  final void first() throws Exception {
    Answer made = teacher.join(studio.firstCode().orElseThrow(), "Profe", PASSWORD);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
  }

  final Visitor learner(String name) throws Exception {
    Answer invited = teacher.post("/api/class/invitations", Map.of());
    Visitor learner = visitor();
    Answer made = learner.join((String) invited.json().get("code"), name, PASSWORD);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    return learner;
  }

  static String idOf(Visitor teacher, String name) throws Exception {
    List<?> people = (List<?>) teacher.get("/api/class?zone=UTC").json().get("people");
    return people.stream()
        .map(row -> (Map<?, ?>) row)
        .filter(row -> row.get("name").equals(name))
        .map(row -> (String) row.get("id"))
        .findFirst()
        .orElseThrow();
  }
}
