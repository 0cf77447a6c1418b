package dev.cien.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.io.Pixels;
import dev.cien.io.plot.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
  private static final Text CAPTION = new Text("Errors <by> lag", "Errores <por> distancia");

  @TempDir Path folder;

  @Test
  void leavesFilesAndOnePageInTheReadersLanguage() throws IOException {
    Gallery gallery =
        new Gallery(folder, new Text("Memory", "Memoria"), Locale.forLanguageTag("es"));
    gallery.chart(
        "lag",
        CAPTION,
        Chart.of(gallery.in("error", "error"), "x", "")
            .line("RNN", new double[] {1, 2}, new double[] {1, 2}));
    gallery.table("table", CAPTION, List.of(List.of("celda", "error"), List.of("a,b", "<1>")));
    gallery.text("sample", CAPTION, "ñ & más");
    Path page = gallery.close();
    assertThat(page).isEqualTo(folder.resolve("gallery.html"));
    assertThat(Files.readString(page))
        .contains(
            "<html lang=\"es\">",
            "<h1>Memoria</h1>",
            "src=\"gallery/lag.svg\" alt=\"Errores &lt;por&gt; distancia\"",
            "<td>&lt;1&gt;</td>",
            "<pre>ñ &amp; más</pre>");
    assertThat(folder.resolve("gallery/lag.png")).exists();
    assertThat(Files.readString(folder.resolve("gallery/table.csv")))
        .isEqualTo("celda,error\n\"a,b\",<1>\n");
  }

  @Test
  void stretchesAreMarkedWithTheirLabels() throws IOException {
    Gallery gallery = new Gallery(folder, CAPTION, Locale.ENGLISH);
    gallery.marked(
        "names",
        CAPTION,
        List.of("PERSON", "PLACE"),
        List.of(
            List.of(new Gallery.Stretch("A<y", "PLACE"), Gallery.Stretch.plain("& more")),
            List.of(Gallery.Stretch.plain("none"))));
    assertThat(Files.readString(gallery.close()))
        .contains(
            "<p><mark class=\"m1\">A&lt;y <small>PLACE</small></mark> &amp; more</p>",
            "<p>none</p>",
            ".m1 { background");
    assertThat(Files.readString(folder.resolve("gallery/names.txt")))
        .isEqualTo("[A<y | PLACE] & more\nnone\n");
  }

  @Test
  void cardsHavePictureTextAndFacts() throws IOException {
    Gallery gallery = new Gallery(folder, CAPTION, Locale.ENGLISH);
    gallery.cards(
        "posts",
        CAPTION,
        List.of(
            new Gallery.Card(
                new Pixels(1, 1, 1, new byte[] {7}), "a < b", List.of("one & two", "three"))));
    assertThat(Files.readString(gallery.close()))
        .contains(
            "<div class=\"card\"><img src=\"gallery/posts-1.png\" alt=\"\"><div><p>a &lt; b</p>"
                + "<ul><li>one &amp; two</li><li>three</li></ul></div></div>");
    assertThat(folder.resolve("gallery/posts-1.png")).exists();
    assertThat(Files.readString(folder.resolve("gallery/posts.txt")))
        .isEqualTo("a < b\n  one & two\n  three\n");
  }

  @Test
  void nothingShownIsNoPage() {
    Gallery gallery = new Gallery(folder, CAPTION, Locale.ENGLISH);
    assertThat(gallery.close()).isEqualTo(folder);
    assertThat(folder.resolve("gallery.html")).doesNotExist();
  }
}
