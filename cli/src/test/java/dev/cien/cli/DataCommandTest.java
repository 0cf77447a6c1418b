package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cien.data.DataCache;
import dev.cien.data.DataCatalog;
import dev.cien.data.DataEntry;
import dev.cien.data.DataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `cien data`, as somebody types it, against a server of the test's own.
@Timeout(60)
class DataCommandTest {
  private static final byte[] CONTENT =
      "0123456789abcdefghij".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final int CUT = 7000;

  @TempDir Path folder;
  private HttpServer server;
  private final List<String> ranges = new ArrayList<>();
  private boolean cuts;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// Serves the file from where it is asked for; or breaks off in the middle, as a bad line does.
  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range);
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from > 0) {
      exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-19999/20000");
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, CONTENT.length - from);
    var out = exchange.getResponseBody();
    out.write(CONTENT, from, cuts ? CUT : CONTENT.length - from);
    out.flush();
    exchange.close();
  }

  private DataCatalog catalog() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(CONTENT);
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/toy.txt");
    return new DataCatalog(
        List.of(
            new DataEntry(
                "toy",
                "a toy",
                "CC0",
                "http://example.org/toy",
                List.of(
                    new DataEntry.File("toy.txt", CONTENT.length, HexFormat.of().formatHex(hash))),
                List.of(
                    new DataSource.Web(
                        List.of(new DataSource.Download(uri, "toy.txt", CONTENT.length, "")),
                        Map.of(
                            "toy.txt",
                            new DataSource.Target("toy.txt", DataSource.Conversion.COPY)))))));
  }

  private Typed data(Language language, String... args) throws Exception {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Messages.of(language),
            false,
            Terminal.DEFAULT_COLUMNS);
    var command = new DataCommand(terminal, catalog(), new DataCache(folder));
    int code = Main.execute(Main.commandLine(terminal, command), terminal, List.of(args));
    return new Typed(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aDownloadThatBreaksOffGoesOnWithTheSameCommand() throws Exception {
    cuts = true;
    Typed broken = data(Language.EN, "get", "toy");
    assertThat(broken.code()).isEqualTo(Exit.FAILED);
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err())
        .startsWith("cien: data: toy could not be fetched.")
        .contains("Without a network", folder.resolve("toy/toy.txt") + "  20,000 bytes, SHA-256 ");
    assertThat(folder.resolve(".toy.work/toy.txt.part")).hasSize(CUT);

    cuts = false;
    Typed whole = data(Language.EN, "get", "toy");
    assertThat(whole).isEqualTo(new Typed(Exit.OK, folder.resolve("toy") + "\n", ""));
    assertThat(ranges).containsExactly(null, "bytes=" + CUT + "-");
    assertThat(folder.resolve("toy/toy.txt")).hasBinaryContent(CONTENT);
    assertThat(data(Language.EN, "path", "toy")).isEqualTo(whole);
    assertThat(data(Language.EN, "get", "toy")).as("nothing left to fetch").isEqualTo(whole);
    assertThat(ranges).hasSize(2);
  }

  @Test
  void aSetThatIsNotHereSaysWhatToPlaceWhere() throws Exception {
    Typed typed = data(Language.ES, "path", "toy");
    assertThat(typed.code()).isEqualTo(Exit.FAILED);
    assertThat(typed.err())
        .startsWith("cien: toy no está aquí. Descárguelo con: cien data get toy\n")
        .contains("http://example.org/toy", folder.resolve("toy/toy.txt") + "  20.000 bytes");
    Files.createDirectories(folder.resolve("toy"));
    Files.write(folder.resolve("toy/toy.txt"), CONTENT);
    assertThat(data(Language.ES, "get", "toy").code()).isEqualTo(Exit.OK);
    assertThat(ranges).as("placed by hand, only checked").isEmpty();
  }

  @Test
  void wrongNamesAreExplained() throws Exception {
    Typed unknown = data(Language.EN, "get", "toi");
    assertThat(unknown.code()).isEqualTo(Exit.USAGE);
    assertThat(unknown.err()).contains("no data set called toi", "Did you mean toy?");
    Typed box = data(Language.ES, "get", "mnist");
    assertThat(box.code()).isEqualTo(Exit.USAGE);
    assertThat(box.err()).contains("mnist viene incluido en la biblioteca");
  }

  @Test
  void theListSaysWhatIsHere() throws Exception {
    assertThat(data(Language.EN, "list").out())
        .contains("mnist, iris", "toy", "not fetched", folder.toString());
  }
}
