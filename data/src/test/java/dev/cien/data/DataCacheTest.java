package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Fetching, against a server of the test's own.
@Timeout(60)
class DataCacheTest {
  private static final byte[] CONTENT =
      "0123456789abcdefghij".repeat(1000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private RangeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RangeServer(CONTENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private DataEntry entry(
      String download, byte[] expected, DataSource.Conversion how, String member) {
    var source =
        new DataSource.Web(
            List.of(new DataSource.Download(server.uri(download), download, 0, "")),
            Map.of(member, new DataSource.Target("sub/data.txt", how)));
    return new DataEntry(
        "toy",
        "a toy",
        "CC0",
        "http://example.org/toy",
        List.of(new DataEntry.File("sub/data.txt", expected.length, sha256(expected))),
        List.of(source));
  }

  private DataEntry plain() {
    return entry("data.txt", CONTENT, DataSource.Conversion.COPY, "data.txt");
  }

  @Test
  void fetchesChecksAndInstalls() throws IOException {
    var cache = new DataCache(folder);
    assertThat(cache.has(plain())).isFalse();
    List<Long> progress = new ArrayList<>();
    Path at = cache.get(plain(), (what, bytes, total) -> progress.add(bytes));
    assertThat(at).isEqualTo(folder.resolve("toy"));
    assertThat(at.resolve("sub/data.txt")).hasBinaryContent(CONTENT);
    assertThat(progress).contains((long) CONTENT.length);
    assertThat(cache.require(plain())).isEqualTo(at);
    cache.get(plain(), DataCache.Progress.NONE);
    assertThat(server.ranges()).as("the second get asks nobody").hasSize(1);
    assertThat(folder.resolve(".toy.work")).doesNotExist();
  }

  @Test
  void goesOnWhereADownloadStopped() throws IOException {
    Path part = folder.resolve(".toy.work/data.txt.part");
    Files.createDirectories(part.getParent());
    Files.write(part, Arrays.copyOf(CONTENT, 7000));
    Path at = new DataCache(folder).get(plain(), DataCache.Progress.NONE);
    assertThat(server.ranges()).containsExactly("bytes=7000-");
    assertThat(at.resolve("sub/data.txt")).hasBinaryContent(CONTENT);
  }

  @Test
  void aDownloadThatWentOnFromOtherBytesStartsAnew() throws IOException {
    Path file = folder.resolve("f");
    Files.write(folder.resolve("f.part"), new byte[7000]);
    var download = new DataSource.Download(server.uri("f"), "f", CONTENT.length, sha256(CONTENT));
    Fetch.file(download, file, DataCache.Progress.NONE);
    assertThat(server.ranges()).containsExactly("bytes=7000-", null);
    assertThat(file).hasBinaryContent(CONTENT);
  }

  @Test
  void wrongBytesAreNotInstalled() {
    server.serve("something else entirely".getBytes(StandardCharsets.UTF_8));
    var cache = new DataCache(folder);
    assertThatThrownBy(() -> cache.get(plain(), DataCache.Progress.NONE))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("not as expected: SHA-256 " + sha256(CONTENT));
    assertThat(cache.has(plain())).isFalse();
    server.serve(CONTENT);
    assertThat(cache.get(plain(), DataCache.Progress.NONE).resolve("sub/data.txt"))
        .as("wrong bytes are not kept for the next try")
        .hasBinaryContent(CONTENT);
    assertThatThrownBy(
            () ->
                Fetch.file(
                    new DataSource.Download(server.uri("f"), "f", 5, ""),
                    folder.resolve("f"),
                    DataCache.Progress.NONE))
        .hasMessageContaining("more than the expected 5 bytes");
  }

  @Test
  void withoutASourceItSaysWhatToPlaceWhere() {
    server.answer(404);
    var cache = new DataCache(folder);
    assertThatThrownBy(() -> cache.get(plain(), DataCache.Progress.NONE))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("toy could not be fetched")
        .hasMessageContaining("the server answers 404")
        .hasMessageContaining(
            folder.resolve("toy/sub/data.txt") + "  20000 bytes, SHA-256 " + sha256(CONTENT));
    assertThatThrownBy(() -> cache.require(plain())).hasMessageContaining("cien data get toy");
  }

  @Test
  void filesPlacedByHandAreCheckedAndTaken() throws IOException {
    Path file = folder.resolve("toy/sub/data.txt");
    Files.createDirectories(file.getParent());
    Files.write(file, CONTENT);
    var cache = new DataCache(folder);
    assertThat(cache.get(plain(), DataCache.Progress.NONE)).isEqualTo(folder.resolve("toy"));
    assertThat(server.ranges()).isEmpty();
    byte[] wrong = CONTENT.clone();
    wrong[5]++;
    Files.write(file, wrong);
    assertThatThrownBy(() -> cache.get(plain(), DataCache.Progress.NONE))
        .hasMessageContaining("is not the right file");
  }

  @Test
  void membersAreTakenFromArchivesUnderTheCatalogsNames() throws IOException {
    server.serve(gzip(tar(Map.of("./pkg/inner.gz", gzip(CONTENT), "../../evil", new byte[] {1}))));
    DataEntry entry = entry("a.tgz", CONTENT, DataSource.Conversion.GUNZIP, "pkg/inner.gz");
    Path at = new DataCache(folder).get(entry, DataCache.Progress.NONE);
    assertThat(at.resolve("sub/data.txt")).hasBinaryContent(CONTENT);
    assertThat(folder.getParent().getParent().resolve("evil")).doesNotExist();
    DataEntry other = entry("a.tgz", CONTENT, DataSource.Conversion.GUNZIP, "pkg/absent.gz");
    assertThatThrownBy(() -> new DataCache(folder.resolve("2")).get(other, DataCache.Progress.NONE))
        .hasMessageContaining("has no member pkg/absent.gz");
  }

  @Test
  void membersThatGrowBeyondTheCatalogAreRefused() throws IOException {
    server.serve(gzip(new byte[50_000_000]));
    DataEntry entry = entry("a.gz", CONTENT, DataSource.Conversion.GUNZIP, "a.gz");
    assertThatThrownBy(() -> new DataCache(folder).get(entry, DataCache.Progress.NONE))
        .hasMessageContaining("more than the expected 20000 bytes");
  }

  @Test
  void damagedTarArchivesAreRefused() throws IOException {
    byte[] tar = tar(Map.of("a", new byte[600]));
    assertThatThrownBy(() -> walk(Arrays.copyOf(tar, 900))).hasMessageContaining("truncated");
    byte[] bad = tar.clone();
    bad[0] ^= 1;
    assertThatThrownBy(() -> walk(bad)).hasMessageContaining("checksum");
    assertThatThrownBy(() -> walk("hello".repeat(300).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FileFormatException.class);
    assertThatThrownBy(() -> new TarReader(new ByteArrayInputStream(tar), "t", 100).next())
        .hasMessageContaining("more than 100 bytes");
    assertThat(walk(tar)).isEqualTo(1);
  }

  @Test
  void theCatalogIsSound() {
    DataCatalog catalog = DataCatalog.standard();
    assertThat(catalog.entries())
        .extracting(DataEntry::name)
        .contains("fashion-mnist", "cifar-10")
        .doesNotHaveDuplicates();
    for (DataEntry entry : catalog.entries()) {
      List<String> files = entry.files().stream().map(DataEntry.File::path).toList();
      assertThat(entry.sources()).as(entry.name()).isNotEmpty();
      for (DataSource source : entry.sources()) {
        // Many members may become one file; of the others each becomes its own.
        List<DataSource.Target> targets = new ArrayList<>(source.members().values());
        var joined = new HashSet<DataSource.Target>();
        targets.removeIf(target -> target.how().joins() && !joined.add(target));
        assertThat(targets.stream().map(DataSource.Target::file))
            .as("files of " + source.text())
            .containsExactlyInAnyOrderElementsOf(files);
      }
    }
    assertThatThrownBy(() -> catalog.entry("mnits"))
        .hasMessageStartingWith("data: expected one of [fashion-mnist")
        .hasMessageContaining("found 'mnits'");
  }

  @Test
  void catalogsThatLeadOutOfTheFolderAreRefused() {
    String text =
        """
        [{"name": "x", "title": "", "licence": "", "home": "", "sources": [],
          "files": [{"path": "../x", "bytes": 1, "sha256": "%s"}]}]\
        """
            .formatted("0".repeat(64));
    assertThatThrownBy(
            () ->
                DataCatalog.read(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "c"))
        .hasMessageContaining("'../x' may lead out");
  }

  @Test
  void setsThatWereNotFetchedSayHow() {
    assertThatThrownBy(() -> FashionMnist.load(new DataCache(folder)))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("cien data get fashion-mnist");
    assertThatThrownBy(() -> Cifar10.load(new DataCache(folder)))
        .hasMessageContaining("data_batch_5.bin");
  }

  private static int walk(byte[] archive) throws IOException {
    var tar = new TarReader(new ByteArrayInputStream(archive), "t", 1 << 20);
    int files = 0;
    while (tar.next()) {
      tar.content().readAllBytes();
      files++;
    }
    return files;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] tar(Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    files.forEach(
        (name, bytes) -> {
          byte[] header = new byte[512];
          put(header, 0, name);
          put(header, 100, "0000644");
          put(header, 124, "%011o".formatted(bytes.length));
          put(header, 148, "        ");
          header[156] = '0';
          put(header, 257, "ustar");
          int sum = 0;
          for (byte b : header) {
            sum += b & 0xff;
          }
          put(header, 148, "%06o".formatted(sum));
          header[154] = 0;
          out.writeBytes(header);
          out.writeBytes(bytes);
          out.writeBytes(new byte[-bytes.length & 511]);
        });
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
