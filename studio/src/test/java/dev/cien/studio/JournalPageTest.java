package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import dev.cien.course.journal.Journal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    open("/diario");
    part("import").setInputFiles(damaged);
    part("report").waitFor();
    assertThat(part("report").innerText()).contains("se habían leído como x-MacRoman");
    assertThat(part("counts").innerText()).contains("Días: 100").contains("Recursos: 1");
    assertThat(part("findings").innerText()).contains("conflicto sin resolver");
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
    assertThat(page.locator(".journal-text script").count()).isZero();
    assertThat(page.locator(".journal-text img").count()).isZero();
    open("/recursos");
    part("resource-0").check();
    page.getByText("Recursos: 1; terminados: 1").waitFor();
    shots("recursos");
    assertThat(exported()).contains("- **[Una página](https://example.org/a)** - Clara. ✅\n");
    open("/proyectos");
    part("project-0").fill("Iris");
    part("save-0").click();
    page.waitForTimeout(500);
    shots("proyectos");
    assertThat(exported()).contains("| 1. Iris |\n");
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
  void anotherFileIsRefusedInASentence() throws Exception {
    Path wrong = Files.write(files.resolve("foto.md"), new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1});
    open("/diario");
    part("import").setInputFiles(wrong);
    page.locator("[role=alert]").waitFor();
    assertThat(page.locator("[role=alert]").innerText()).contains("se esperaba texto en UTF-8");
    forgive();
  }

  @Tag("thorough")
  @Test
  void twoWindowsDoNotWriteOverEachOther() throws Exception {
    Path file = Files.writeString(files.resolve("diario.md"), written());
    open("/diario");
    part("import").setInputFiles(file);
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
    page.locator("[role=alert]").waitFor();
    assertThat(page.locator("[role=alert]").innerText()).contains("ha cambiado mientras tanto");
    forgive();
  }
}
