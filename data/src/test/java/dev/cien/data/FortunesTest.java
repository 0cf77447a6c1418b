package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sayings, and sets of which many members become one file.
class FortunesTest {
  @TempDir Path folder;

  @Test
  void sayingsHaveTheirAuthors() throws IOException {
    Path one =
        Files.writeString(
            folder.resolve("one"), "El que\nmadruga. \n\t-- Refrán.\n\t(España)\n%\n");
    Path two = Files.writeString(folder.resolve("two"), "%\n-- ¿Qué?\n-- Nada.\n%\nFin");
    List<String> lines = Fortunes.lines(List.of(List.of(one, two)));
    Path file = Files.write(folder.resolve("fortunes.txt"), lines);
    assertThat(Fortunes.read(file).all())
        .containsExactly(
            new Fortunes.Saying("El que\nmadruga.", "Refrán. (España)"),
            new Fortunes.Saying("-- ¿Qué?", "Nada."),
            new Fortunes.Saying("Fin", ""));
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xf1, '\n'});
    assertThatThrownBy(() -> Fortunes.read(latin))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("expected text in UTF-8");
    assertThatThrownBy(() -> Fortunes.load(new DataCache(folder)))
        .hasMessageContaining("cien data get fortunes-es");
  }

  @Test
  void aStarStandsForAPartOfAName() {
    assertThat(DataSource.fits("a/*.mo", "a/x.mo")).isTrue();
    assertThat(DataSource.fits("a/*", "a/x")).isTrue();
    assertThat(DataSource.fits("a/*.mo", "a/b/x.mo")).isFalse();
    assertThat(DataSource.fits("a/*.mo", "a/x.mo.dat")).isFalse();
    assertThat(DataSource.fits("ab*ba", "aba")).isFalse();
    assertThat(DataSource.fits("a/x", "a/x")).isTrue();
  }

  private Path install(Map<String, byte[]> members, DataSource.Target target, String... patterns)
      throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      zip.write(DataCacheTest.tar(members));
    }
    Files.write(work.resolve("a.tgz"), packed.toByteArray());
    Map<String, DataSource.Target> targets = new LinkedHashMap<>();
    for (String pattern : patterns) {
      targets.put(pattern, target);
    }
    var download = new DataSource.Download(URI.create("http://localhost/"), "a.tgz", 0, "");
    var source = new DataSource.Web(List.of(download), targets);
    // Nothing is checked but what the joining does: the entry names no files.
    var entry = new DataEntry("toy", "", "", "", List.of(), List.of(source));
    Path staged = folder.resolve("staged");
    new Installation(entry, source, work, staged, new PackageClient(""), DataCache.Progress.NONE)
        .run();
    return staged.resolve(target.file());
  }

  @Test
  void manyMembersBecomeOneFile() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("es/b.f", "dos\n%\n".getBytes(StandardCharsets.UTF_8));
    members.put("es/a.f", "uno".getBytes(StandardCharsets.UTF_8));
    members.put("es/a.dat", new byte[] {-1});
    members.put("es/off/c.f", "tres".getBytes(StandardCharsets.UTF_8));
    members.put("fr/d.f", "un".getBytes(StandardCharsets.UTF_8));
    var fortunes = new DataSource.Target("sub/f.txt", DataSource.Conversion.FORTUNES);
    assertThat(install(members, fortunes, "fr/*.f", "es/*.f"))
        .hasContent("un\n%\nuno\n%\ndos\n%\n");
    assertThatThrownBy(() -> install(members, fortunes, "es/*.f", "it/*.f"))
        .isInstanceOf(IOException.class)
        .hasMessage("what was fetched has no member it/*.f");
    members.put("m/x.mo", GettextTest.mo(ByteOrder.LITTLE_ENDIAN, "one", "uno"));
    var texts = new DataSource.Target("t.tsv", DataSource.Conversion.GETTEXT_PAIRS);
    assertThat(install(members, texts, "m/*.mo")).hasContent("one\tuno\n");
    var verses = new DataSource.Target("v.tsv", DataSource.Conversion.SWORD_PAIRS);
    assertThatThrownBy(() -> install(members, verses, "es/*.f", "fr/*.f"))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("expected two modules of six files");
  }
}
