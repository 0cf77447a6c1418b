package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.studio.Hostile.Endpoint;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every endpoint that changes something, with bodies that no page would send: none of them may
/// fail in the studio, and what is refused is refused in both languages.
class HostileRequestsTest {
  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private Studio studio;
  private Visitor visitor;

  @BeforeEach
  void start() throws Exception {
    studio = Studio.start(0, folder, Optional.empty());
    visitor = new Visitor(http, studio.address());
    visitor.post("/api/journal/begin", Map.of());
  }

  @AfterEach
  void stop() {
    studio.close();
    http.close();
  }

  private List<Endpoint> endpoints() throws Exception {
    String patio =
        "/api/patio/" + visitor.post("/api/patio", Map.of("link", "seed=1")).json().get("id");
    String gan = "/api/lab/gan/" + visitor.post("/api/lab/gan", Map.of()).json().get("id");
    Map<String, ?> network =
        Map.of(
            "sizes",
            List.of(1, 1),
            "activation",
            "LINEAR",
            "head",
            "LINEAR",
            "criterion",
            "MSE",
            "seed",
            1);
    Map<String, ?> point = Map.of("x", 1, "y", 2, "label", 1);
    return List.of(
        new Endpoint(
            "POST",
            "/api/progress",
            Map.of(
                "kind",
                "day-done",
                "fields",
                Map.of("day", 1),
                "studied",
                "2026-01-01",
                "zone",
                "UTC")),
        new Endpoint(
            "POST",
            "/api/progress",
            Map.of(
                "kind",
                "pause",
                "fields",
                Map.of("from", "2026-01-01", "to", "2026-01-02", "reason", "r"),
                "zone",
                "UTC")),
        new Endpoint(
            "POST",
            "/api/progress",
            Map.of(
                "kind",
                "prediction",
                "fields",
                Map.of("experiment", "e", "day", 1, "right", 1, "asked", 2, "hints", 0),
                "zone",
                "UTC")),
        new Endpoint(
            "POST",
            "/api/progress",
            Map.of(
                "kind",
                "run",
                "fields",
                Map.of("recipe", "xor", "run", "r", "figures", Map.of("a", 1)),
                "zone",
                "UTC")),
        new Endpoint("PUT", "/api/progress/1", Map.of("studied", "2026-01-01")),
        new Endpoint("POST", "/api/progress/1/restore", Map.of()),
        new Endpoint("PUT", "/api/settings", Map.of("name", "lang", "value", "es")),
        new Endpoint("POST", "/api/journal/begin", Map.of()),
        new Endpoint(
            "PUT", "/api/journal/days/1", Map.of("topic", "t", "body", "b", "version", "v")),
        new Endpoint(
            "PUT", "/api/journal/projects/0", Map.of("title", "t", "state", "", "version", "v")),
        new Endpoint("PUT", "/api/journal/resources/0", Map.of("done", true, "version", "v")),
        new Endpoint("PUT", "/api/journal/conflicts/0", Map.of("side", "OURS", "version", "v")),
        new Endpoint("PUT", "/api/journal/readings/1", Map.of("reading", 0, "version", "v")),
        new Endpoint("PUT", "/api/journal/readings", Map.of("version", "v")),
        new Endpoint(
            "POST",
            "/api/experiments/la-casa",
            Map.of("predictions", Map.of("nuevo", "0.5"), "hints", 0, "zone", "UTC")),
        new Endpoint(
            "POST",
            "/api/patio",
            Map.of(
                "link",
                "seed=1&networkShape=2",
                "own",
                List.of(point),
                "goOn",
                false,
                "shown",
                false)),
        new Endpoint("POST", "/api/patio/points", Map.of("text", "1;2;a", "classes", true)),
        new Endpoint(
            "PUT", patio + "/link", Map.of("link", "seed=2", "own", List.of(point), "goOn", true)),
        new Endpoint("POST", patio + "/rewind", Map.of("epoch", 0)),
        new Endpoint("PUT", patio + "/rate", Map.of("rate", 0.1)),
        new Endpoint("PUT", patio + "/speed", Map.of("speed", 5)),
        new Endpoint(
            "PUT",
            patio + "/stop",
            Map.of("epoch", 3, "loss", 0.1, "accuracy", 0.9, "patience", 3)),
        new Endpoint(
            "PUT", patio + "/parameter", Map.of("layer", 1, "node", 0, "from", 0, "value", 0.5)),
        new Endpoint("POST", patio + "/step", Map.of()),
        new Endpoint(
            "POST", "/api/lab/gan", Map.of("settings", Map.of("seed", "1"), "goOn", false)),
        new Endpoint(
            "PUT", gan + "/settings", Map.of("settings", Map.of("seed", "1"), "goOn", false)),
        new Endpoint("PUT", gan + "/speed", Map.of("speed", 1)),
        new Endpoint("POST", "/api/steps/network", network),
        new Endpoint(
            "POST",
            "/api/steps/trace",
            Map.of("network", network, "samples", List.of(), "at", 0, "rate", 0.1)),
        new Endpoint(
            "POST",
            "/api/steps/run",
            Map.of("network", network, "samples", List.of(), "at", 0, "rate", 0.1, "turns", 1)),
        new Endpoint(
            "POST",
            "/api/losses/judge",
            Map.of(
                "criterion",
                "MSE",
                "head",
                "LINEAR",
                "sums",
                List.of(List.of(1)),
                "targets",
                List.of(List.of(2)))),
        new Endpoint(
            "POST", "/api/losses/centre", Map.of("values", List.of(1, 2, 3), "low", 0, "high", 5)),
        new Endpoint(
            "POST",
            "/api/landscape/race",
            Map.of(
                "surface",
                "rosenbrock",
                "seed",
                1,
                "start",
                List.of(0, 1),
                "steps",
                3,
                "racers",
                List.of(Map.of("racer", "SGD", "rate", 0.001)))),
        new Endpoint(
            "POST",
            "/api/sweeps",
            Map.of("recipe", "none", "key", "epochs", "values", List.of("2"), "seeds", List.of(1))),
        new Endpoint("POST", "/api/digit/read", Map.of("side", 2, "ink", List.of(0, 1, 1, 0))));
  }

  @Test
  void nothingThatIsSentMakesTheStudioFail() throws Exception {
    assertThat(Hostile.failures(visitor, endpoints())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/progress?zone=",
        "/api/certificate?zone=",
        "/api/course/",
        "/api/journal/days/",
        "/api/journal/files/",
        "/api/digit/run?id=",
        "/api/digit/example?index=",
        "/api/losses/curve?loss=MSE&by=sum&at=1&target=",
        "/api/losses/curve?by=sum&at=1&target=1&loss=",
        "/api/losses/certainty?p=",
        "/api/losses/contest?seed=1&problem=",
        "/api/landscape/relief?surface=bowl&seed=1&count=",
        "/api/landscape/relief?seed=1&count=9&surface=",
        "/api/landscape/relief?surface=network-2&count=9&seed=",
        "/api/steps/stack?f=TANH&gain=1&bias=0&seed=1&depth=",
        "/api/steps/stack?f=TANH&depth=3&bias=0&seed=1&gain=",
        "/api/steps/stack?f=TANH&depth=3&gain=1&seed=1&bias=",
        "/api/steps/stack?depth=3&gain=1&bias=0&seed=1&f=",
        "/api/sweeps/",
        "/api/patio/",
        "/api/lab/gan/",
      })
  void nothingThatIsAskedMakesTheStudioFail(String path) throws Exception {
    List<String> failed = new ArrayList<>();
    for (String asked : Hostile.ASKED) {
      Hostile.judge("GET " + path + asked, visitor.get(path + asked), failed);
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void otherPagesAndLargeBodiesAreRefused() throws Exception {
    for (Endpoint one : endpoints()) {
      String body = Json.text(one.fields());
      for (String origin : List.of("http://evil.example", "null", "http://localhost:1")) {
        assertThat(
                visitor.send(Hostile.request(visitor, one, body).header("Origin", origin)).status())
            .as(one.path() + " from " + origin)
            .isEqualTo(403);
      }
      assertThat(visitor.send(Hostile.request(visitor, one, body)).status())
          .as(one.path())
          .isEqualTo(403);
    }
    for (String path : List.of("/api/progress", "/api/patio/points", "/api/journal")) {
      Endpoint one = new Endpoint("POST", path, Map.of());
      var large =
          Hostile.request(visitor, one, "x".repeat((8 << 20) + 1))
              .header("Origin", studio.address().toString());
      assertThat(visitor.send(large).status()).as(path).isEqualTo(413);
    }
  }
}
