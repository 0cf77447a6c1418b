package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import dev.cien.course.journal.Journal;
import java.awt.image.BufferedImage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal: imported with damaged characters and a conflict, mended, changed, exported.
class JournalPageTest extends BrowserTest {
  @TempDir Path files;

  private static String written() {
    return Journal.begun()
        .withTopic(1, "Qué es una neurona")
        .withBody(
            1,
            "---\n"
                + "## La neurona 🧠\n\n"
                + "Texto con tildes: ñandú.\n\n"
                + "<script>alert(1)</script>\n"
                + "![dibujo](https://example.org/a.png)\n\n"
                + "- **[Una página](https://example.org/a)** - Clara.\n\n")
        .text()
        .replace("# Día2\n", "# Día2\n<<<<<<< HEAD\nuno\n=======\ndos\n>>>>>>> 52f2238\n");
  }

  @Test
  void whatComesInComesOutByteForByte() throws Exception {
    String text = written();
    Path damaged = files.resolve("recibido.txt");
    Files.writeString(
        damaged, new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName("x-MacRoman")));
    imports(damaged);
    expect(part("report")).containsText("se habían leído como x-MacRoman");
    expect(part("counts")).containsText("Días: 100");
    expect(part("counts")).containsText("Recursos: 1");
    expect(part("findings")).containsText("conflicto sin resolver");
    shots("diario");
    assertThat(exported()).isEqualTo(text);

    part("keep-THEIRS").click();
    part("conflict-0").waitFor(hidden());
    assertThat(exported())
        .isEqualTo(text.replace("<<<<<<< HEAD\nuno\n=======\ndos\n>>>>>>> 52f2238\n", "dos\n"));

    part("day-3").click();
    part("edit").click();
    part("topic").fill("Seis técnicas");
    part("save").click();
    page.getByText("Seis técnicas").first().waitFor();
    List<String> before =
        text.replace("<<<<<<< HEAD\nuno\n=======\ndos\n>>>>>>> 52f2238\n", "dos\n")
            .lines()
            .toList();
    List<String> after = exported().lines().toList();
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < after.size(); i++) {
      if (!after.get(i).equals(before.get(i))) {
        assertThat(after.get(i)).isEqualTo("| [Día3](#Día3) | Seis técnicas |");
      }
    }

    part("day-1").click();
    page.getByText("ñandú").waitFor();
    expect(page.locator(".journal-text script")).hasCount(0);
    expect(page.locator(".journal-text img")).hasCount(0);
    open("/recursos");
    part("resource-0").check();
    page.getByText("Recursos: 1; terminados: 1").waitFor();
    shots("recursos");
    assertThat(exported()).contains("- **[Una página](https://example.org/a)** - Clara. ✅\n");
    open("/proyectos");
    part("project-0").fill("Iris");
    part("save-0").click();
    // What is announced comes after the answer.
    expect(page.locator("#live")).hasText("Guardado.");
    shots("proyectos");
    assertThat(exported()).contains("| 1. Iris |\n");
  }

  private void imports(Path file) {
    open("/diario");
    part("import").setInputFiles(file);
  }

  private static com.microsoft.playwright.Locator.WaitForOptions hidden() {
    return new com.microsoft.playwright.Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  private String exported() throws Exception {
    if (!page.url().endsWith("/diario") && !page.url().contains("/diario?")) {
      open("/diario");
    }
    part("export").waitFor();
    Download download = page.waitForDownload(() -> part("export").click());
    return Files.readString(download.path());
  }

  @Tag("thorough")
  @Test
  void linesThatMayBeDamagedAreOffered() throws Exception {
    String text =
        written()
            .replace("# Día4\n", "# Día4\nPor la ma\u00c3\u00b1ana, aquí.\n\n```\nabierto\n")
            .replace("# Día5\n", "# Día5\nsí y cami\u221a\u2265n, así\n");
    imports(Files.writeString(files.resolve("mixto.md"), text));
    expect(part("damages")).containsText("Líneas: 2");
    expect(part("counts")).containsText("escritos: 4");
    expect(part("day-5")).containsText("sin título");
    expect(part("findings")).containsText("bloque de código sin cerrar");
    shots("diario-dudas");
    isAccessible();
    assertThat(exported()).isEqualTo(text);
    Locator first = part("damages").locator("button[data-test$='-0']").first();
    first.focus();
    page.keyboard().press("Enter");
    expect(part("damages")).containsText("Líneas: 1");
    text = text.replace("ma\u00c3\u00b1ana", "mañana");
    assertThat(exported()).isEqualTo(text);
    part("mend-all").click();
    expect(part("damages")).hasCount(0);
    assertThat(exported()).isEqualTo(text.replace("cami\u221a\u2265n", "camión"));
  }

  @Tag("thorough")
  @Test
  void aDayThatTheTableLacksGetsItsRowWithItsNote() throws Exception {
    String text = written().replace("| [Día7](#Día7) |  |\n", "").replace("# Día7\n", "");
    imports(Files.writeString(files.resolve("sin7.md"), text));
    part("report").waitFor();
    open("/dias/7");
    expect(part("notes")).containsText("Aún no has escrito nada.");
    part("edit").click();
    part("note").fill("Por fin.");
    part("save").click();
    expect(part("notes")).containsText("Por fin.");
    assertThat(exported())
        .isEqualTo(
            text.replace("| [Día8](#Día8) |", "| [Día7](#Día7) |  |\n| [Día8](#Día8) |")
                .replace("# Día8\n", "# Día7\nPor fin.\n# Día8\n"));
  }

  @Tag("thorough")
  @Test
  void manyConflictsAreCounted() throws Exception {
    String one = "<<<<<<< HEAD\nuno\n=======\ndos\n>>>>>>> 52f2238\n";
    String text = Journal.begun().text().replace("# Día2\n", "# Día2\n" + one.repeat(51));
    imports(Files.writeString(files.resolve("muchos.md"), text));
    expect(part("conflicted")).containsText("Conflictos sin resolver: 51");
    expect(page.locator("[data-test^=conflict-]")).hasCount(50);
    part("keep-OURS").first().click();
    expect(part("conflicted")).hasCount(0);
    expect(page.locator("[data-test^=conflict-]")).hasCount(50);
  }

  @Tag("thorough")
  @Test
  void whatIsLoggedIsCalledByItsNameAndFinishedOnlyIfItIs() throws Exception {
    imports(Files.writeString(files.resolve("uno.md"), written()));
    part("report").waitFor();
    open("/recursos");
    logged("DONE", () -> part("resource-0").check());
    open("/proyectos");
    part("project-0").fill("Iris");
    logged("Iris", part("save-0")::click);
    part("project-0").fill("Iris de Fisher");
    logged("Fisher", part("save-0")::click);
    open("/logros");
    expect(page.locator(".log")).containsText("Recurso terminado: Una página");
    expect(page.locator(".log")).containsText("Proyecto sin terminar: Iris");
    expect(part("certificate")).containsText("Proyectos terminados: 1");
    expect(part("certificate")).containsText("Iris de Fisher");

    String stated =
        written()
            .replace("| Proyectos Completados |", "| Proyectos | Estado |")
            .replace("| 1.  |", "| 1. Flores | en marcha |");
    imports(Files.writeString(files.resolve("estados.md"), stated));
    part("report").waitFor();
    open("/proyectos");
    part("project-0").fill("Flores rojas");
    part("save-0").click();
    expect(page.locator("#live")).hasText("Guardado.");
    open("/logros");
    expect(page.locator(".log")).not().containsText("Flores");
    expect(part("certificate")).not().containsText("Flores");
  }

  /// Does what ends with an entry in the log.
  private void logged(String what, Runnable deed) {
    page.waitForResponse(
        answer ->
            answer.url().endsWith("/api/progress")
                && answer.request().method().equals("POST")
                && answer.request().postData().contains(what),
        deed);
  }

  @Tag("thorough")
  @Test
  void aResourceHasOneStateInEveryList() throws Exception {
    // The first video of the course, as the journal writes it, in a table without a column for
    // marks.
    String video = "https://www.youtube.com/watch?v=Zcb8R2TF3bI&si=abc";
    String text =
        written()
            .replace("| Estado de Finalización |", "| Descripcion |")
            .replace("| ----- | -----|", "| ----- | -----|\n| [Un vídeo](" + video + ") | Claro |")
            .replace("- Clara.", "- Clara.\n- **[El mismo](" + video + ")**");
    imports(Files.writeString(files.resolve("uno.md"), text));
    part("report").waitFor();
    open("/recursos");
    Locator course = page.locator("recursos-page select").first();
    expect(course).hasValue("PENDING");
    part("resource-0").check();
    expect(course).hasValue("DONE");
    expect(part("resource-2")).isChecked();
    String marked = text.replace("(" + video + ")**", "(" + video + ")** ✅");
    assertThat(exported()).isEqualTo(marked);
    open("/dias/1");
    Locator there = page.locator("dia-page aside select").first();
    expect(there).hasValue("DONE");
    logged("STARTED", () -> there.selectOption("STARTED"));
    open("/recursos");
    expect(course).hasValue("STARTED");
    expect(part("resource-0")).not().isChecked();
    assertThat(exported()).isEqualTo(text);
  }

  @Tag("thorough")
  @Test
  void anotherFileIsRefusedInASentence() throws Exception {
    Path wrong = Files.write(files.resolve("foto.md"), new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1});
    imports(wrong);
    expect(page.locator("[role=alert]")).containsText("se esperaba texto en UTF-8");
    forgive();
  }

  @Tag("thorough")
  @Test
  void twoWindowsDoNotWriteOverEachOther() throws Exception {
    Path file = Files.writeString(files.resolve("diario.md"), written());
    imports(file);
    part("report").waitFor();
    part("day-5").click();
    part("edit").click();
    part("topic").fill("Mío");
    var other = page.context().newPage();
    open(other, "/diario");
    other.locator("[data-test=day-6]").click();
    other.locator("[data-test=edit]").click();
    other.locator("[data-test=topic]").fill("Suyo");
    other.locator("[data-test=save]").click();
    other.getByText("Suyo").first().waitFor();
    part("save").click();
    page.getByText("Mío").first().waitFor();
    forgive();
    assertThat(exported())
        .contains("| [Día5](#Día5) | Mío |\n")
        .contains("| [Día6](#Día6) | Suyo |\n");
  }

  @Tag("thorough")
  @Test
  void aDayAndAProjectCarryFiles() throws Exception {
    Path picture = files.resolve("mi dibujo.png");
    ImageIO.write(new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    Path script = Files.writeString(files.resolve("x.html"), "<script>alert(1)</script>");
    open("/dias/12");
    part("add-file").setInputFiles(new Path[] {picture, script});
    Locator shown = part("files");
    expect(shown.locator("li")).hasCount(2);
    expect(shown.locator("img")).hasCount(1);
    expect(shown.locator("a[download]")).hasText("x.html");
    assertThat(shown.locator("img").evaluate("async (i) => (await i.decode(), i.naturalWidth)"))
        .isEqualTo(320);
    shots("dia-archivos");
    isAccessible();
    fitsInto(360);
    page.setViewportSize(1280, 800);

    // A file goes once it was asked for twice, by keyboard.
    Locator second = shown.locator("li").nth(1);
    second.locator("[data-test=ask]").focus();
    page.keyboard().press("Enter");
    expect(second.locator("[data-test=sure]")).isFocused();
    page.keyboard().press("Enter");
    expect(shown.locator("li")).hasCount(1);

    // The note goes with its file.
    part("edit").click();
    part("note").fill("Con dibujo.");
    part("save").click();
    expect(part("notes")).containsText("Con dibujo.");
    part("notes").locator("button >> text=Borrar la nota").click();
    expect(part("notes")).containsText("Se borran el texto de este día y sus archivos (1).");
    part("notes").locator("[data-test=sure]").click();
    expect(part("notes")).containsText("Aún no has escrito nada.");
    expect(part("files")).hasCount(0);

    open("/proyectos");
    part("project-0").fill("Iris");
    part("save-0").click();
    Locator row = page.locator("cien-files[data-row='0']");
    row.locator("input").setInputFiles(picture);
    expect(row.locator("img")).isVisible();
    shots("proyectos-archivos");
    isAccessible();
    fitsInto(360);
    page.setViewportSize(1280, 800);
    open("/diario");
    Download archive = page.waitForDownload(() -> part("archive").click());
    try (ZipFile zip = new ZipFile(archive.path().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("README.md", "files/project-1/mi dibujo.png");
    }
    open("/proyectos");
    page.locator("button >> text=Borrar el proyecto").first().click();
    part("sure").click();
    expect(part("project-0")).hasValue("");
    expect(row.locator("img")).hasCount(0);
  }
}
