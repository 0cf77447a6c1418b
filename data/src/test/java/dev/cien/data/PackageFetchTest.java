package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Packages, with clients and a server of the test's own.
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the clients are shell scripts")
class PackageFetchTest {
  private static final byte[] CONTENT =
      "0123456789abcdefghij".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final int CUT = 7000;

  @TempDir Path folder;
  private Path bin;
  private Path work;
  private String sha256;
  private HttpServer server;
  private final List<String> ranges = new ArrayList<>();
  private boolean cuts;
  private boolean closed;

  @BeforeEach
  void start() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    work = Files.createDirectories(folder.resolve("work"));
    Files.write(folder.resolve("content"), CONTENT);
    sha256 = Fetch.sha256(folder.resolve("content"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range);
    if (closed) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
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

  private String address(String name) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + name;
  }

  /// A client that notes what it was asked, and answers by a script.
  private void client(String name, String script) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(
        file, "#!/bin/sh\necho \"$*\" >> '" + folder.resolve("asked") + "'\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void npm() throws IOException {
    client(
        "npm",
        "case $1 in\n  view) echo "
            + address("toy-1.0.tgz")
            + " ;;\n  pack) cp '"
            + folder.resolve("content")
            + "' toy-1.0.tgz ;;\nesac");
  }

  private PackageFetch fetching() {
    String path = bin + ":" + System.getenv("PATH");
    return new PackageFetch(new PackageClient(path), work, DataCache.Progress.NONE);
  }

  private DataSource.Npm toy() {
    return new DataSource.Npm("toy", "1.0", sha256, Map.of());
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked")).stream()
        .map(line -> line.split(" ")[0])
        .toList();
  }

  @Test
  void anNpmPackageThatBreaksOffGoesOnAndIsKept() throws IOException {
    npm();
    cuts = true;
    assertThatThrownBy(() -> fetching().archive(toy())).isInstanceOf(IOException.class);
    assertThat(work.resolve("toy-1.0.tgz.part")).hasSize(CUT);
    cuts = false;
    Path file = fetching().archive(toy());
    assertThat(file).isEqualTo(work.resolve("toy-1.0.tgz")).hasBinaryContent(CONTENT);
    assertThat(ranges).containsExactly(null, "bytes=" + CUT + "-");
    assertThat(fetching().archive(toy())).isEqualTo(file);
    assertThat(ranges).as("what is whole is not fetched again").hasSize(2);
    assertThat(asked()).as("nor is anybody asked").containsExactly("view", "view");
  }

  @Test
  void aPackageThatWasWholeBeforeItHadItsNameIsNotFetchedAgain() throws IOException {
    npm();
    Files.write(work.resolve("toy-1.0.tgz.part"), CONTENT);
    assertThat(fetching().archive(toy())).hasBinaryContent(CONTENT);
    assertThat(ranges).isEmpty();
  }

  @Test
  void whereTheAddressIsClosedTheClientFetches() throws IOException {
    npm();
    closed = true;
    assertThat(fetching().archive(toy())).hasBinaryContent(CONTENT);
    assertThat(asked()).containsExactly("view", "pack");
    Files.delete(work.resolve("toy-1.0.tgz"));
    Files.writeString(folder.resolve("content"), "another");
    assertThatThrownBy(() -> fetching().archive(toy()))
        .hasMessageContaining("the package's SHA-256 is not " + sha256);
  }

  @Test
  void aDebianPackageThatBreaksOffGoesOn() throws IOException {
    client(
        "apt-get",
        "echo \"'" + address("toy.deb") + "' toy_1%3a2_all.deb 20000 SHA256:" + sha256 + "\"");
    var toy = new DataSource.Apt("toy", Map.of());
    cuts = true;
    assertThatThrownBy(() -> fetching().archive(toy)).isInstanceOf(IOException.class);
    cuts = false;
    assertThat(fetching().archive(toy))
        .isEqualTo(work.resolve("toy_1%3a2_all.deb"))
        .hasBinaryContent(CONTENT);
    fetching().archive(toy);
    assertThat(ranges).containsExactly(null, "bytes=" + CUT + "-");
    assertThat(Files.readAllLines(folder.resolve("asked")).getFirst())
        .isEqualTo("download -qq --print-uris toy");
  }

  @Test
  void withoutAnAddressAptFetches() throws IOException {
    client(
        "apt-get",
        "case \"$*\" in\n  *--print-uris*) echo \"'copy:/x/toy.deb' toy.deb 1 MD5Sum:0\" ;;\n"
            + "  *) cp '"
            + folder.resolve("content")
            + "' toy.deb ;;\nesac");
    assertThat(fetching().archive(new DataSource.Apt("toy", Map.of())))
        .isEqualTo(work.resolve("toy.deb"))
        .hasBinaryContent(CONTENT);
    assertThat(ranges).isEmpty();
  }
}
