package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.studio.store.Database;
import dev.cien.studio.store.Logins;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What ends with a login, and what with an account.
class LeavingTest extends Classroom {
  /// Listens to the frames of a new training; the names of the events until they end.
  private CompletableFuture<List<String>> watch(Visitor visitor) throws Exception {
    Object id = visitor.post("/api/patio", Map.of("link", "seed=1")).json().get("id");
    HttpResponse<Stream<String>> answer =
        http.send(
            visitor.events("/api/patio/" + id + "/frames").build(),
            HttpResponse.BodyHandlers.ofLines());
    Iterator<String> lines = answer.body().iterator();
    assertThat(lines.next()).isEqualTo("event: frame");
    return CompletableFuture.supplyAsync(
        () -> {
          List<String> rest = new ArrayList<>();
          lines.forEachRemaining(
              line -> {
                if (line.startsWith("event:")) {
                  rest.add(line.substring("event:".length()).strip());
                }
              });
          return rest;
        },
        Executors.newVirtualThreadPerTaskExecutor());
  }

  @Test
  void aStreamEndsWithTheLoginThatAskedForIt() throws Exception {
    first();
    Visitor ana = learner("Ana");
    Visitor luz = learner("Luz");
    Visitor eva = learner("Eva");
    Visitor sol = learner("Sol");
    Map<String, CompletableFuture<List<String>>> ending =
        Map.of(
            "logged out", watch(ana),
            "reset by the teacher", watch(luz),
            "deleted", watch(eva),
            "another password", watch(sol));
    CompletableFuture<List<String>> staying = watch(teacher);

    ana.delete("/api/login");
    teacher.post("/api/class/" + idOf(teacher, "Luz") + "/reset", Map.of());
    teacher.post("/api/class/" + idOf(teacher, "Eva") + "/delete", Map.of("name", "Eva"));
    sol.put("/api/account/password", Map.of("current", PASSWORD, "password", "otra frase larga"));
    for (var one : ending.entrySet()) {
      assertThat(one.getValue().get(20, TimeUnit.SECONDS)).as(one.getKey()).endsWith("left");
    }
    assertThat(staying).isNotDone();
    now = now.plus(Logins.IDLE);
    assertThat(staying.get(20, TimeUnit.SECONDS))
        .as("nobody used the login meanwhile")
        .endsWith("left");
  }

  @Test
  void withAnAccountGoesAllThatBelongsToIt() throws Exception {
    allThatBelongsToAnAccountGoes(Database.FILE);
  }

  @Tag("thorough")
  @Test
  void withAnAccountGoesAllThatBelongsToItOnAServer() throws Exception {
    allThatBelongsToAnAccountGoes(Database.SERVER);
  }

  private void allThatBelongsToAnAccountGoes(Database kind) throws Exception {
    studio.close();
    start(kind.fresh());
    first();
    Visitor ana = learner("Ana");
    Visitor luz = learner("Luz");
    for (Visitor one : List.of(ana, luz)) {
      one.post("/api/journal/begin", Map.of());
      one.put("/api/settings", Map.of("name", "lang", "value", "en"));
      one.post(
          "/api/progress", Map.of("kind", "day-done", "fields", Map.of("day", 7), "zone", "UTC"));
      one.post("/api/patio", Map.of("link", "seed=1"));
    }
    assertThat(
            ana.post(
                    "/api/sweeps",
                    Map.of(
                        "recipe",
                        "iris",
                        "key",
                        "epochs",
                        "values",
                        List.of("1", "2"),
                        "seeds",
                        List.of(1, 2)))
                .status())
        .isEqualTo(201);
    String id = idOf(teacher, "Ana");
    Object training = ana.post("/api/patio", Map.of("link", "seed=2")).json().get("id");
    Object code = teacher.post("/api/class/" + id + "/reset", Map.of()).json().get("code");
    assertThat(ana.join((String) code, "Ana", PASSWORD).status()).isEqualTo(200);
    Object unused = teacher.post("/api/class/" + id + "/reset", Map.of()).json().get("code");
    assertThat(folder.resolve("people/" + id)).isDirectory();

    String delete = "/api/class/" + id + "/delete";
    assertThat(luz.post(delete, Map.of("name", "Ana")).status()).isEqualTo(403);
    assertThat(teacher.post(delete, Map.of("name", "Luz")).body())
        .contains("nombre que tiene: Ana");
    assertThat(teacher.post(delete, Map.of()).status()).isEqualTo(400);
    assertThat(folder.resolve("people/" + id)).isDirectory();
    assertThat(teacher.post(delete, Map.of("name", " ana ")).body())
        .contains("\"deleted\":\"Ana\"");
    assertThat(teacher.get("/api/class?zone=UTC").body()).contains("Luz").doesNotContain("Ana");
    assertThat(teacher.post(delete, Map.of("name", "Ana")).status()).isEqualTo(404);

    assertThat(folder.resolve("people/" + id)).doesNotExist();
    assertThat(ana.get("/api/settings").status()).isEqualTo(401);
    assertThat(ana.login("Ana", PASSWORD).status()).isEqualTo(401);
    assertThat(visitor().join((String) unused, "Ana", PASSWORD).status()).isEqualTo(401);
    // Whoever has the name next begins with nothing.
    Visitor next = learner("Ana");
    assertThat(next.get("/api/settings").body()).isEqualTo("{}");
    assertThat(next.get("/api/journal").body()).isEqualTo("{\"exists\":false}");
    assertThat(next.get("/api/progress?zone=UTC").body()).contains("\"entries\":[]");
    assertThat(next.get("/api/patio/" + training).status()).isEqualTo(404);
    assertThat(next.get("/api/sweeps").body()).isEqualTo("[]");
    assertThat(luz.get("/api/journal/export").status()).as("somebody else's").isEqualTo(200);
    assertThat(luz.get("/api/progress?zone=UTC").body()).contains("\"day\":7");
  }

  @Test
  void whoDeletesTheOwnAccountKnowsItsPassword() throws Exception {
    first();
    Visitor ana = learner("Ana");
    String own = "/api/account/delete";
    assertThat(ana.post(own, Map.of("password", "no es esta")).status()).isEqualTo(400);
    assertThat(ana.post(own, Map.of()).status()).isEqualTo(400);
    assertThat(visitor().post(own, Map.of("password", PASSWORD)).status()).isEqualTo(401);
    assertThat(teacher.post(own, Map.of("password", PASSWORD)).body())
        .contains("Borra antes las demás cuentas");
    assertThat(ana.post(own, Map.of("password", PASSWORD)).cookie())
        .contains("Expires=Thu, 01 Jan");
    assertThat(teacher.get("/api/class?zone=UTC").body()).doesNotContain("Ana");
    String self = "/api/class/" + idOf(teacher, "Profe") + "/delete";
    assertThat(teacher.post(self, Map.of("name", "Profe")).status()).isEqualTo(400);

    assertThat(teacher.post(own, Map.of("password", PASSWORD)).status()).isEqualTo(200);
    assertThat(teacher.login("Profe", PASSWORD).status()).isEqualTo(401);
    studio.close();
    start(Optional.empty());
    assertThat(studio.firstCode()).as("there is no account again").isPresent();
    try (Stream<?> left = Files.list(folder)) {
      assertThat(left.map(Object::toString)).noneMatch(name -> name.endsWith(".md"));
    }
  }
}
