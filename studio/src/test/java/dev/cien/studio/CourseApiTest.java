package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the course answers to requests that no page would send.
class CourseApiTest {
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Studio studio;

  @BeforeEach
  void start() throws Exception {
    studio = Studio.start(0, folder, Optional.empty());
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(studio.address() + path))
            .header("X-Cien", "1")
            .header("Origin", studio.address().toString())
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET | /api/course/0 | | 404",
        "GET | /api/course/abc | | 404",
        "GET | /api/course/99999999999 | | 404",
        "GET | /api/progress | | 400",
        "GET | /api/progress?zone=Mars%2FOlympus | | 400",
        "GET | /api/journal/days/1 | | 404",
        "GET | /api/journal/export | | 404",
        "POST | /api/experiments/none | {} | 404",
        "POST | /api/experiments/la-casa | {} | 400",
        "POST | /api/experiments/la-casa | {\"predictions\":{},\"hints\":0,\"zone\":\"UTC\"} | 400",
        "POST | /api/progress | {\"kind\":\"dance\",\"fields\":{},\"zone\":\"UTC\"} | 400",
        "POST | /api/progress | {\"kind\":\"day-done\",\"fields\":{\"day\":101},\"zone\":\"UTC\"} |"
            + " 400",
        "POST | /api/progress | {\"kind\":\"day-done\",\"fields\":{\"day\":1},\"zone\":\"x\"} |"
            + " 400",
        "POST | /api/progress |"
            + " {\"kind\":\"day-done\",\"fields\":{\"day\":1},\"zone\":\"UTC\",\"studied\":\"9999-01-01\"}"
            + " | 400",
        "POST | /api/progress | [] | 400",
        "POST | /api/progress | {\"kind\":\"project\",\"fields\":{\"project\":3},\"zone\":\"UTC\"}"
            + " | 400",
        "POST | /api/progress | {\"kind\":\"note\",\"fields\":{\"day\":\"3\"},\"zone\":\"UTC\"} |"
            + " 400",
        "DELETE | /api/progress/1 | | 404",
        "DELETE | /api/progress/-1 | | 404",
        "POST | /api/progress/7/restore | | 404",
        "POST | /api/journal | # Una página | 400",
        "PUT | /api/journal/days/1 | {\"topic\":\"x\",\"version\":\"y\"} | 404",
        "PUT | /api/journal/conflicts/0 | {\"side\":\"NEITHER\",\"version\":\"y\"} | 400",
      })
  void oddRequestsGetASentence(String method, String path, String body, int status)
      throws Exception {
    HttpResponse<String> answer = send(method, path, body == null ? "" : body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"es\"").contains("\"en\"").doesNotContain("Exception");
  }

  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PUT | /api/journal/days/1 | {\"topic\":true,\"version\":\"y\"} | topic",
        "PUT | /api/journal/days/1 | {\"body\":1.5,\"version\":\"y\"} | body",
        "PUT | /api/journal/days/1 | {\"body\":{},\"version\":\"y\"} | body",
        "POST | /api/lab/gan | {\"settings\":{\"seed\":7}} | settings.seed",
        "POST | /api/progress | {\"kind\":\"note\",\"fields\":{\"day\":1},\"zone\":-4} | zone",
      })
  @ParameterizedTest
  void aNumberIsNoText(String method, String path, String body, String field) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("Se esperaba un texto, entre comillas (" + field + ").");
  }

  @Test
  void theLogOutlivesTheProcess() throws Exception {
    String zone = URLEncoder.encode("America/La_Paz", StandardCharsets.UTF_8);
    String done = "{\"kind\":\"day-done\",\"fields\":{\"day\":3},\"zone\":\"America/La_Paz\"}";
    assertThat(send("POST", "/api/progress", done).body()).contains("\"day\":3");
    studio.close();
    start();
    assertThat(send("GET", "/api/progress?zone=" + zone, "").body())
        .contains("\"next\":4")
        .contains("America/La_Paz");
    assertThat(send("DELETE", "/api/progress/1", "").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/api/progress/1/restore", "").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/api/progress/1/restore", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/api/certificate?zone=" + zone, "").body()).contains("\"number\":3");
  }

  @Test
  void aResourceHasOneKeyWhereverItIsListed() throws Exception {
    String table = "| **Días** | **Temas** |\n|---|---|\n| [Día1](#Día1) | |\n\n# Día1\n";
    String address = "https://www.youtube.com/watch?v=Zcb8R2TF3bI&si=x";
    String bullet = "- **[Vídeo](" + address + ")** - Claro.\n- **[Red](https://e.org/R_(x))**\n";
    String described = "| Recursos | Descripcion |\n|---|---|\n| Un libro | Bueno |\n\n";
    String key = "\"key\":\"https://youtu.be/Zcb8R2TF3bI\"";
    assertThat(send("POST", "/api/journal", described + table + bullet).body())
        .contains("\"link\":\"" + address + "\"", key, "\"link\":\"https://e.org/R_(x)\"")
        .contains("\"key\":\"Un libro\"", "\"markable\":false", "\"markable\":true");
    assertThat(send("GET", "/api/journal/export", "").body()).isEqualTo(described + table + bullet);
    assertThat(send("GET", "/api/course", "").body()).contains(key);
    String done =
        "{\"kind\":\"resource\",\"fields\":{\"resource\":\""
            + address
            + "\",\"status\":\"STARTED\"},\"zone\":\"UTC\"}";
    assertThat(send("POST", "/api/progress", done).body()).contains(address, key);
    assertThat(send("GET", "/api/progress?zone=UTC", "").body())
        .contains("\"resources\":{\"https://youtu.be/Zcb8R2TF3bI\":\"STARTED\"}");
  }

  @Test
  void whatComesAfterARunIsNotToldBefore() throws Exception {
    assertThat(send("GET", "/api/course/6", "").body())
        .contains("la-casa")
        .doesNotContain("Predijo de menos");
  }

  @Test
  void aJournalCannotPutAProgramIntoThePage() {
    for (String hostile :
        new String[] {
          "<script>alert(1)</script>",
          "a <img src=x onerror=alert(1)> b",
          "[x](javascript:alert(1))",
          "![a](javascript:alert(1))",
          "<javascript:alert(1)>",
          "[x](data:text/html,hi)",
          "```math\n<script>x</script>\n```"
        }) {
      assertThat(Markdown.html(hostile))
          .as(hostile)
          .doesNotContain("<script")
          .doesNotContain("<img")
          .doesNotContain("href=\"javascript")
          .doesNotContain("href=\"data");
    }
    assertThat(Markdown.html("[x](https://example.org)")).contains("rel=\"noopener noreferrer\"");
    assertThat(Markdown.html("| a | b |\n|---|---|\n| 1 | 2 |")).contains("<td>1</td>");
    assertThat(Markdown.html("```math\nx^2\n```")).contains("<msup>");
    assertThat(Markdown.html("<https://example.org/a?b=1>"))
        .contains("href=\"https://example.org/a");
    assertThat(Markdown.html("a < b, <i>c</i> <!-- d --> <"))
        .isEqualTo("<p>a &lt; b, &lt;i&gt;c&lt;/i&gt; &lt;!-- d --&gt; &lt;</p>\n");
  }

  @Test
  void whatIsNestedWithoutEndIsShownAsItWasTyped() {
    int deep = 20_000;
    for (String nested :
        List.of(
            "![".repeat(deep) + "a" + "](u)".repeat(deep),
            "*".repeat(deep) + "a" + "*".repeat(deep),
            "*a **b ".repeat(deep) + " c** d*".repeat(deep),
            "*a _b ![".repeat(deep) + "](u) c_ d*".repeat(deep),
            "> - ".repeat(deep) + "*a **b ![".repeat(deep) + "](u) c** d*".repeat(deep))) {
      String html = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Markdown.html(nested));
      assertThat(html).contains("a");
    }
    assertThat(Markdown.html("![".repeat(deep) + "a" + "](http://u)".repeat(deep)))
        .isEqualTo("<p>" + "![".repeat(deep) + "a" + "](http://u)".repeat(deep) + "</p>\n");
    // Code is left alone, and so is what only looks as if it closed a bracket.
    String rows = "[0, 1)\n".repeat(300);
    assertThat(Markdown.html("```\n" + rows + "```")).contains("<code>" + rows);
    for (String part : List.of("![`]`", "![[x](y])", "![[x](y \")]]\")", "![\\\\]", "![<a]>")) {
      String hidden = part.repeat(deep / 4) + "](u)".repeat(deep / 4);
      assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Markdown.html(hidden)))
          .as(part)
          .startsWith("<p>![");
    }
    assertThat(Markdown.html("- [a](b)\n".repeat(300) + "\n" + "[c](d) ".repeat(300)))
        .doesNotContain("[");
    assertThat(Markdown.html(">".repeat(deep))).contains("<blockquote>");
    // What people write is far from that.
    assertThat(Markdown.html("**[a [b] *c*](https://example.org/)** ![d](https://example.org/d)"))
        .contains("href=\"https://example.org/\"")
        .contains(">a [b] <em>c</em></a></strong>")
        .contains("🖼 d</a>");
    assertThat(Markdown.html("[0, 1) ".repeat(40) + "[e](https://example.org/)"))
        .contains(">e</a>");
  }
}
