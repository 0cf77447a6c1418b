package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.studio.Visitor.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Files of notes, asked for over HTTP: how they are handed over, and that they go with their note.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesApiTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1};
  private static final String DAY = "/api/journal/files/day-3";

  private final HttpClient http = HttpClient.newHttpClient();
  private Studio studio;
  private Visitor visitor;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    studio = Studio.start(0, folder, Optional.empty());
    visitor = new Visitor(http, studio.address());
  }

  @AfterAll
  void stop() {
    studio.close();
    http.close();
  }

  @BeforeEach
  void empty() throws Exception {
    visitor.delete(DAY);
  }

  private Answer add(String note, String name, byte[] bytes) throws Exception {
    return visitor.send(
        visitor
            .to(note + "?name=" + name)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .header(Guard.HEADER, "1")
            .header("Origin", studio.address().toString()));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String header(Answer answer, String name) {
    return answer.whole().headers().firstValue(name).orElse("");
  }

  @Test
  void aPictureIsShownAndAnythingElseHandedOver() throws Exception {
    assertThat(add(DAY, "Mi%20foto.png", PNG).status()).isEqualTo(201);
    Answer listed = add(DAY, "x.svg", text("<svg onload='alert(1)'/>"));
    assertThat(listed.body())
        .contains("\"name\":\"Mi foto.png\"", "\"picture\":true", "\"picture\":false");
    add(DAY, "page.html", text("<script>alert(1)</script>"));
    add(DAY, "fake.png", text("<html><script>alert(1)</script>"));

    Answer picture = visitor.get(DAY + "/Mi%20foto.png");
    assertThat(header(picture, "Content-Type")).isEqualTo("image/png");
    assertThat(header(picture, "Content-Disposition"))
        .isEqualTo("inline; filename*=UTF-8''Mi%20foto.png");
    for (String name : new String[] {"x.svg", "page.html", "fake.png"}) {
      Answer other = visitor.get(DAY + "/" + name);
      assertThat(header(other, "Content-Type")).as(name).isEqualTo("application/octet-stream");
      assertThat(header(other, "Content-Disposition")).as(name).startsWith("attachment;");
      assertThat(header(other, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(other, "Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
    }
    assertThat(visitor.delete(DAY + "/x.svg").body()).doesNotContain("x.svg");
    assertThat(visitor.get(DAY + "/x.svg").status()).isEqualTo(404);
    assertThat(visitor.delete(DAY + "/x.svg").status()).isEqualTo(404);
  }

  @Test
  void whatDoesNotFitIsRefusedInASentence() throws Exception {
    assertThat(add("/api/journal/files/day-101", "a.txt", PNG).status()).isEqualTo(400);
    assertThat(add("/api/journal/files/day-3%2F..%2F..", "a.txt", PNG).status()).isEqualTo(400);
    assertThat(visitor.get("/api/journal/files/week-1").body()).contains("day-1 a day-100");
    assertThat(add(DAY, "a.txt", new byte[0]).body()).contains("está vacío");
    assertThat(add(DAY, "a.txt", new byte[(8 << 20) + 1]).status()).isEqualTo(413);
    HttpRequest.Builder foreign =
        visitor
            .to(DAY + "?name=a.txt")
            .POST(HttpRequest.BodyPublishers.ofByteArray(PNG))
            .header("Origin", "http://evil.example");
    assertThat(visitor.send(foreign).status()).isEqualTo(403);
    assertThat(visitor.get(DAY).body()).isEqualTo("[]");
  }

  @Test
  void aNoteTakesItsFilesWithItAndTheExportStaysAsItIs() throws Exception {
    add(DAY, "suelta.txt", text("before there is a journal"));
    assertThat(visitor.delete("/api/journal/days/3").body()).isEqualTo("{\"exists\":false}");
    assertThat(visitor.get(DAY).body()).isEqualTo("[]");

    String version = (String) visitor.post("/api/journal/begin", Map.of()).json().get("version");
    String blank = visitor.get("/api/journal/export").body();
    Map<String, Object> written = Map.of("body", "Hoy.\n", "version", version);
    version = (String) visitor.put("/api/journal/days/3", written).json().get("version");
    Map<String, Object> titled = Map.of("title", "Iris", "state", "", "version", version);
    version = (String) visitor.put("/api/journal/projects/0", titled).json().get("version");
    String text = visitor.get("/api/journal/export").body();
    add(DAY, "foto.png", PNG);
    String project = "/api/journal/files/project-1";
    add(project, "plan.txt", text("plan"));
    assertThat(visitor.get("/api/journal/export").body()).isEqualTo(text);
    HttpResponse<byte[]> archive =
        http.send(
            visitor.to("/api/journal/archive").GET().build(),
            HttpResponse.BodyHandlers.ofByteArray());
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.body()))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("README.md");
      assertThat(zip.readAllBytes()).isEqualTo(text(text));
      assertThat(zip.getNextEntry().getName()).isEqualTo("files/day-3/foto.png");
      assertThat(zip.readAllBytes()).isEqualTo(PNG);
      assertThat(zip.getNextEntry().getName()).isEqualTo("files/project-1/plan.txt");
    }

    assertThat(visitor.delete("/api/journal/days/3?version=old").status()).isEqualTo(409);
    assertThat(visitor.get(DAY).body()).as("nothing was deleted").contains("foto.png");
    Answer day = visitor.delete("/api/journal/days/3?version=" + version);
    assertThat(visitor.get(DAY).body()).isEqualTo("[]");
    version = (String) day.json().get("version");
    visitor.delete("/api/journal/projects/0?version=" + version);
    assertThat(visitor.get(project).body()).isEqualTo("[]");
    String left = visitor.get("/api/journal/export").body();
    assertThat(left.replace("| 1. |", "| 1.  |").equals(blank)).as("as it began").isTrue();
  }
}
