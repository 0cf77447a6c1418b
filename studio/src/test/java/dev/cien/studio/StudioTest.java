package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask, and what hostile questions are answered.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudioTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private Studio studio;

  @BeforeAll
  void start(@TempDir Path folder) throws PortTakenException {
    studio = Studio.start(0, folder, Optional.empty());
  }

  @AfterAll
  void end() {
    studio.close();
    http.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(studio.address() + path));
  }

  private HttpRequest.Builder change(String path, String method, String body) {
    return to(path)
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .header("X-Cien", "1")
        .header("Origin", studio.address().toString());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// A request as no client would send it: the lines as they are, and the first line of the answer.
  private String raw(String request) throws IOException {
    return raw(studio.address().getPort(), request);
  }

  static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readNBytes(15), StandardCharsets.ISO_8859_1);
    }
  }

  /// The whole answer to such a request, after which the server closes the connection.
  private String answer(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", studio.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lo cal", "[", "a:b:c", "host:99999999", "<script>", "a,b", "%00"})
  void aHostThatCannotBeIsAnsweredByUs(String host) throws Exception {
    String asked = " HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n";
    String api = answer("GET /api/settings" + asked);
    assertThat(api)
        .containsPattern("^HTTP/1.1 40[03] ")
        .contains("Content-Type: application/json", "nosniff", "\"es\":", "\"en\":")
        .doesNotContain("Jetty", "<html", "script>");
    String page = answer("GET /inicio" + asked);
    assertThat(page)
        .containsPattern("^HTTP/1.1 40[03] ")
        .containsPattern("La petición no se entiende|no viene de la página")
        .doesNotContain("Jetty", "script>");
  }

  @Test
  void whatIsNoRequestIsAnsweredByUs() throws Exception {
    assertThat(answer("GET /api/settings HTTP/1.1\r\n\r\n")).contains("400", "\"es\":");
    assertThat(answer("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .contains("414", "demasiado largas");
    assertThat(answer("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .contains("431", "demasiado largas");
    assertThat(answer("\u0016\u0003\u0001\u0000\r\n\r\n")).contains("400").doesNotContain("Jetty");
  }

  @Test
  void everyAnswerProtectsThePage() throws Exception {
    for (String path : new String[] {"/inicio", "/no/hay", "/api/settings", "/api/no", "/app.js"}) {
      var headers = send(to(path)).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'none'", "'sha256-")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.firstValue("Server")).isEmpty();
    }
  }

  @Test
  void anotherHostIsRefused() throws Exception {
    int port = studio.address().getPort();
    for (String host :
        new String[] {
          "evil.example:" + port, "localhost:1", "localhost", "127.0.0.1.nip.io:" + port
        }) {
      assertThat(raw("GET /api/settings HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).contains(" 403");
    }
    assertThat(raw("GET /inicio HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n"))
        .contains(" 200");
  }

  @Test
  void anotherPageChangesNothing() throws Exception {
    String body = "{\"name\":\"lang\",\"value\":\"en\"}";
    var publisher = HttpRequest.BodyPublishers.ofString(body);
    String ours = studio.address().toString();
    assertThat(send(to("/api/settings").PUT(publisher)).statusCode()).isEqualTo(403);
    assertThat(send(to("/api/settings").PUT(publisher).header("Origin", ours)).statusCode())
        .isEqualTo(403);
    assertThat(
            send(to("/api/settings")
                    .PUT(publisher)
                    .header("X-Cien", "1")
                    .header("Origin", "http://evil.example"))
                .statusCode())
        .isEqualTo(403);
    assertThat(send(to("/api/settings").header("Sec-Fetch-Site", "cross-site")).statusCode())
        .isEqualTo(403);
    assertThat(send(change("/api/settings", "PUT", body)).statusCode()).isEqualTo(200);
    assertThat(send(to("/api/settings")).body()).contains("\"lang\":\"en\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"name\":7}",
        "{\"name\":\"lang\"}",
        "{\"other\":1}",
        "\u0000",
        "{\"name\":\"lang\",\"value\":\"xx\"}",
        "{\"name\":\"lang\",\"value\":\"es\"} {}"
      })
  void bodiesThatAreNoneAreRefusedInBothLanguages(String body) throws Exception {
    var answer = send(change("/api/settings", "PUT", body));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"es\":").contains("\"en\":");
  }

  @Test
  void depthAndSizeHaveLimits() throws Exception {
    assertThat(send(change("/api/settings", "PUT", "[".repeat(100_000))).statusCode())
        .isEqualTo(400);
    // A sender that is cut off never reads the answer: what it sends is read to its end.
    for (int megabytes : new int[] {9, 9, 9, 50}) {
      var large = send(change("/api/settings", "PUT", "x".repeat(megabytes << 20)));
      assertThat(large.statusCode()).isEqualTo(413);
      assertThat(large.body()).contains("8 MB");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..%2f..%2fpom.xml",
        "/../pom.xml",
        "/shared/../../pom.xml",
        "/webjars/lit/../x.js",
        "/webjars/lit/%2e%2e/x.js",
        "/migrations/V1__settings.sql",
        "/webjars/lit/package.properties",
        "/i18n/",
        "//etc/passwd",
        "/\u0000"
      })
  void nothingButThePagesFilesIsServed(String path) throws Exception {
    int port = studio.address().getPort();
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n"))
        .containsPattern(" (400|403|404)");
  }

  @Test
  void aTakenPortIsNamed(@TempDir Path other) {
    int port = studio.address().getPort();
    assertThatThrownBy(() -> Studio.start(port, other, Optional.empty()))
        .isInstanceOfSatisfying(
            PortTakenException.class, e -> assertThat(e.port()).isEqualTo(port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"link\":\"networkShape=999999\"}", "{\"link\":\"seed=1&batchSize=0\"}",
        "{\"link\":\"learningRate=1e999\"}", "{\"link\":\"x=false&y=false\"}",
        "{\"own\":[{\"x\":1e9,\"y\":0,\"label\":1}]}", "{\"own\":[{\"x\":0,\"y\":0,\"label\":7}]}",
        "{\"own\":[null]}", "{\"own\":[{\"x\":\"NaN\",\"y\":0,\"label\":1}]}",
        "{\"link\":\"networkShape=256,256,256\"}"
      })
  void playgroundsThatCannotBeAreRefused(String body) throws Exception {
    var answer = send(change("/api/patio", "POST", body));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"es\":");
  }
}
