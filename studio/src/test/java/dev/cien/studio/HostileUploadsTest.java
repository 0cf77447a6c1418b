package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cien.studio.Visitor.Answer;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files, journals, tables and drawings that were made to do harm: they end up where they belong or
/// are refused in a sentence, and soon.
class HostileUploadsTest {
  private static final String DAY = "/api/journal/files/day-3";
  private static final int LARGE = 1 << 18;

  /// What a page waits for at most, on a machine that does something else as well; on one that
  /// stands still now and then, `-Dpatience=SECONDS` says more.
  private static final Duration SOON = Duration.ofSeconds(Integer.getInteger("patience", 20));

  @TempDir Path around;

  private final HttpClient http = HttpClient.newHttpClient();
  private Path folder;
  private Studio studio;
  private Visitor visitor;

  @BeforeEach
  void start() throws Exception {
    folder = around.resolve("inside");
    studio = Studio.start(0, folder, Optional.empty());
    visitor = new Visitor(http, studio.address());
  }

  @AfterEach
  void stop() {
    studio.close();
    http.close();
  }

  private Answer send(String path, byte[] body, String... headers) throws Exception {
    var request =
        visitor
            .to(path)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .header(Guard.HEADER, "1")
            .header("Origin", visitor.origin);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return visitor.send(request);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void aFileLandsBesideItsNoteWhateverItsNameIs() throws Exception {
    List<String> names =
        List.of(
            "../../outside.txt",
            "..\\..\\outside.txt",
            "/etc/outside.txt",
            "C:\\outside.txt",
            "..",
            ".",
            "",
            " ",
            ".bashrc",
            "a\0b.txt",
            "a\r\nb.txt",
            "CON",
            "con.tar.gz",
            "nul.png",
            "\u202egnp.exe",
            "x".repeat(5000) + ".png",
            "\ud83d\ude00".repeat(300),
            "%2e%2e%2fx");
    List<String> failed = new ArrayList<>();
    for (String name : names) {
      Hostile.judge(name, send(DAY + "?name=" + encoded(name), bytes("x")), failed);
    }
    assertThat(failed).isEmpty();
    try (Stream<Path> all = Files.list(around)) {
      assertThat(all).as("nothing beside the folder").containsExactly(folder);
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files =
          all.filter(Files::isRegularFile)
              .filter(path -> path.startsWith(folder.resolve("files")))
              .toList();
      assertThat(files)
          .hasSameSizeAs(names)
          .allMatch(path -> path.getParent().equals(folder.resolve("files/day-3")))
          .allMatch(path -> !path.getFileName().toString().matches("(?i)\\..*|(con|nul)\\..*"));
    }
    Files.writeString(folder.resolve("secret.txt"), "secret");
    for (String name :
        new String[] {
          "..", "..%5Csecret.txt", "%00", "secret.txt", "a%0Ab.txt", "x".repeat(3000)
        }) {
      Answer read = visitor.get(DAY + "/" + name);
      assertThat(read.body()).as(name).doesNotContain("secret\"");
      assertThat(read.status()).as(name).isBetween(400, 499);
      assertThat(visitor.delete(DAY + "/" + name).status()).as(name).isBetween(400, 499);
    }
    Object[] listed = Json.parse(visitor.get(DAY).body(), Object[].class);
    assertThat(listed).hasSameSizeAs(names);
  }

  /// What opens to gigabytes, or claims pixels without end, is kept as the bytes that it is.
  @Test
  void nothingIsUnpackedOrDecoded() throws Exception {
    byte[] picture = new byte[33];
    byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};
    System.arraycopy(head, 0, picture, 0, head.length);
    System.arraycopy(bytes("IHDR"), 0, picture, 12, 4);
    picture[16] = 0x7f;
    picture[20] = 0x7f;
    assertThat(send(DAY + "?name=huge.png", picture).status()).isEqualTo(201);
    assertThat(visitor.get(DAY + "/huge.png").whole().headers().firstValue("Content-Type"))
        .hasValue("image/png");
    byte[] zip = bytes("PK\3\4 forty-two");
    assertThat(send(DAY + "?name=42.zip", zip).status()).isEqualTo(201);
    assertThat(visitor.get(DAY + "/42.zip").body()).isEqualTo("PK\3\4 forty-two");
    // A journal comes as text, not packed, whatever the sender says.
    Answer packed = send("/api/journal", zip, "Content-Encoding", "gzip");
    assertThat(packed.status()).as(packed.body()).isBetween(400, 499);
    assertThat(packed.body()).contains("\"es\":\"", "\"en\":\"");
  }

  @Test
  void journalsThatWereMadeToTakeForeverDoNot() throws Exception {
    String resources = "| Recursos | Estado |\n|---|---|\n| 1. ";
    String table = "\n| Días | Temas |\n|---|---|\n| [Día1](#Día1) | Uno |\n";
    String day = table + "\n# Día1\n";
    Map<String, String> journals = new LinkedHashMap<>();
    journals.put("nothing", "");
    journals.put("zeros", "\0".repeat(LARGE));
    journals.put("bars", table + "|".repeat(LARGE));
    journals.put("rows", table + "| [Día2](#Día2) | Dos |\n".repeat(LARGE / 24));
    journals.put("days", table + "# Día1\n".repeat(LARGE / 7));
    journals.put("headings", day + "# a\n".repeat(LARGE / 4));
    journals.put("wide heading", day + "#" + " ".repeat(LARGE) + "x\rx");
    journals.put("wide bullet", day + "- **[a](b)**" + " ".repeat(LARGE) + "x\rx");
    journals.put("links", resources + "[](".repeat(LARGE / 3) + " | |\n" + table);
    journals.put("brackets", resources + "[".repeat(LARGE) + " | |\n" + table);
    journals.put("pictures", day + "![](".repeat(LARGE / 4));
    journals.put("conflicts", day + "<<<<<<< a\n=======\n>>>>>>> b\n".repeat(LARGE / 28));
    journals.put("open conflicts", day + "<<<<<<< a\n".repeat(LARGE / 10));
    journals.put("mojibake", day + "Ã³Ã".repeat(LARGE / 6));
    journals.put("fences", day + "```\n~~~~\n".repeat(LARGE / 9));
    journals.put("brackets of a day", day + "[".repeat(LARGE));
    journals.put("lines", day + "\n".repeat(LARGE));
    journals.put("returns", day + "\r".repeat(LARGE));
    List<String> failed = new ArrayList<>();
    journals.forEach(
        (name, text) -> {
          Answer answer =
              assertTimeoutPreemptively(SOON, () -> send("/api/journal", bytes(text)), name);
          Hostile.judge(name, answer, failed);
          if (name.equals("rows") || name.equals("conflicts")) {
            assertThat(answer.body()).as(name).hasSizeLessThan(LARGE / 4);
          }
          if (name.equals("conflicts")) {
            assertThat(answer.body()).contains("\"conflicted\":" + LARGE / 28);
          }
        });
    Answer broken = send("/api/journal", new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8});
    Hostile.judge("half a character", broken, failed);
    assertThat(failed).isEmpty();
  }

  @Test
  void notesThatWereMadeToTakeForeverDoNot() throws Exception {
    int most = 30_000;
    List<String> notes =
        List.of(
            "[".repeat(most),
            "[a](".repeat(most / 4),
            "![".repeat(most / 2),
            "*a_".repeat(most / 3),
            "`a``".repeat(most / 4),
            ">".repeat(most),
            "1. ".repeat(most / 3),
            "![".repeat(8000) + "](u)".repeat(8000),
            "*a ".repeat(most / 6) + "a* ".repeat(most / 6),
            "*".repeat(most / 2) + "a" + "*".repeat(most / 2),
            "- ".repeat(most / 2),
            "<a".repeat(most / 2),
            "<a>".repeat(most / 3),
            "<!-- >".repeat(most / 6),
            "<?x>".repeat(most / 4),
            "```math\n" + "{".repeat(most) + "\n```",
            "```math\n" + "\\frac".repeat(most / 5) + "\n```",
            "```math\n" + "x_".repeat(most / 2) + "\n```",
            "| a |\n|---|\n" + "|".repeat(most));
    visitor.post("/api/journal/begin", Map.of());
    List<String> failed = new ArrayList<>();
    for (String note : notes) {
      String name = note.substring(0, Math.min(14, note.length()));
      String version = (String) visitor.get("/api/journal").json().get("version");
      Map<String, Object> change = Map.of("body", note, "version", version);
      Answer answer =
          assertTimeoutPreemptively(SOON, () -> visitor.put("/api/journal/days/1", change), name);
      Hostile.judge(name, answer, failed);
      Hostile.judge(name + ", read again", visitor.get("/api/journal/days/1"), failed);
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void tablesAndDrawingsOfAnySizeAreRefusedInASentence() throws Exception {
    List<String> failed = new ArrayList<>();
    for (String text :
        List.of(
            "1;2;a\n".repeat(150_000),
            ";".repeat(900_000),
            "9".repeat(900_000),
            "9".repeat(900_000) + "x;1;a",
            "x\"".repeat(450_000),
            "1e999;NaN;Infinity",
            "\"".repeat(900_000),
            "1,5;2,5;\0")) {
      Answer answer =
          assertTimeoutPreemptively(
              SOON, () -> visitor.post("/api/patio/points", Map.of("text", text, "classes", true)));
      Hostile.judge(text.substring(0, 6), answer, failed);
    }
    for (Object side : new Object[] {-1, 0, 1, 27, 281, 46_341, 65_536, Integer.MAX_VALUE}) {
      Answer answer = visitor.post("/api/digit/read", Map.of("side", side, "ink", new double[784]));
      Hostile.judge("side " + side, answer, failed);
      assertThat(answer.status()).as("side " + side).isEqualTo(400);
    }
    for (Object ink : new Object[] {"NaN", "Infinity", 1e308, -1e308, Integer.MIN_VALUE}) {
      List<Object> drawing = new ArrayList<>(Collections.nCopies(784, 0));
      drawing.set(400, ink);
      Answer answer = visitor.post("/api/digit/read", Map.of("side", 28, "ink", drawing));
      Hostile.judge("ink " + ink, answer, failed);
    }
    assertThat(failed).isEmpty();
  }
}
