package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "the clients of these tests are shell scripts, which Windows does not run")
class PackageFetchTest {
  private static final byte[] CONTENT =
      "0123456789abcdefghij".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final int CUT = 7000;

  @TempDir Path folder;
  private Path bin;
  private Path work;
  private String sha256;
  private RangeServer server;

  @BeforeEach
  void start() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    work = Files.createDirectories(folder.resolve("work"));
    Files.write(folder.resolve("content"), CONTENT);
    sha256 = Fetch.sha256(folder.resolve("content"));
    server = new RangeServer(CONTENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String address(String name) {
    return server.uri(name).toString();
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
    server.cutAfter(CUT);
    assertThatThrownBy(() -> fetching().archive(toy())).isInstanceOf(IOException.class);
    assertThat(work.resolve("toy-1.0.tgz.part")).hasSize(CUT);
    server.mend();
    Path file = fetching().archive(toy());
    assertThat(file).isEqualTo(work.resolve("toy-1.0.tgz")).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).containsExactly(null, "bytes=" + CUT + "-");
    assertThat(fetching().archive(toy())).isEqualTo(file);
    assertThat(server.ranges()).as("what is whole is not fetched again").hasSize(2);
    assertThat(asked()).as("nor is anybody asked").containsExactly("view", "view");
  }

  @Test
  void aPackageThatWasWholeBeforeItHadItsNameIsNotFetchedAgain() throws IOException {
    npm();
    Files.write(work.resolve("toy-1.0.tgz.part"), CONTENT);
    assertThat(fetching().archive(toy())).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void whereTheAddressIsClosedTheClientFetches() throws IOException {
    npm();
    server.answer(401);
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
    server.cutAfter(CUT);
    assertThatThrownBy(() -> fetching().archive(toy)).isInstanceOf(IOException.class);
    server.mend();
    assertThat(fetching().archive(toy))
        .isEqualTo(work.resolve("toy_1%3a2_all.deb"))
        .hasBinaryContent(CONTENT);
    fetching().archive(toy);
    assertThat(server.ranges()).containsExactly(null, "bytes=" + CUT + "-");
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
    assertThat(server.ranges()).isEmpty();
  }
}
