package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is typed and not saved yet, and what of a page is printed.
class DraftPageTest extends BrowserTest {
  @Test
  @Tag("thorough")
  void whatIsTypedOutlivesAVisitToAnotherPage() {
    open("/dias/9");
    part("edit").click();
    part("note").fill("Lo que llevo escrito");
    open("/inicio");
    open("/dias/9");
    expect(part("draft")).containsText("aún no está guardado");
    expect(part("note")).hasValue("Lo que llevo escrito");
    part("save").click();
    part("notes").getByText("Lo que llevo escrito").waitFor();
    page.reload();
    part("edit").waitFor();
    expect(part("draft")).hasCount(0);
    part("edit").click();
    part("note").fill("Otra cosa");
    part("notes").getByText("Cancelar").click();
    page.reload();
    part("edit").waitFor();
    expect(part("notes")).containsText("Lo que llevo escrito");
  }

  @Test
  void theBrowserAsksBeforeATabWithADraftIsClosed() {
    open("/dias/13");
    assertThat(asks()).isFalse();
    part("edit").click();
    part("note").fill("Trece");
    assertThat(asks()).isTrue();
    // Not only where it was typed, and not only since the page was opened.
    open("/inicio");
    assertThat(asks()).isTrue();
    open("/dias/13");
    expect(part("draft")).containsText("Se queda en esta pestaña");
    part("save").click();
    part("edit").click();
    assertThat(asks()).isFalse();
    part("note").fill("Trece y algo");
    assertThat(asks()).isTrue();
    part("note").fill("Trece\n");
    assertThat(asks()).as("as it is saved").isFalse();
    // More than the tab can keep.
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }");
    part("note").fill("Demasiado");
    assertThat(asks()).isTrue();
    page.locator("day-notes").getByText("Cancelar").click();
    assertThat(asks()).isFalse();
  }

  private boolean asks() {
    page.waitForTimeout(100);
    return (boolean)
        page.evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))");
  }

  @Tag("thorough")
  @Test
  void anotherWindowNeitherHindersNorOverwrites() {
    open("/dias/11");
    part("edit").click();
    part("note").fill("Once, al principio");
    part("save").click();
    part("edit").click();
    part("note").fill("Once, desde la primera ventana");
    Page other = page.context().newPage();
    open(other, "/dias/12");
    other.locator("[data-test=edit]").click();
    other.locator("[data-test=note]").fill("Doce");
    other.locator("[data-test=save]").click();
    other.locator("[data-test=edit]").waitFor();
    // Another day has changed: that is no conflict.
    part("save").click();
    part("notes").getByText("desde la primera ventana").waitFor();
    forgive();

    open(other, "/dias/11");
    part("edit").click();
    part("note").fill("Once, otra vez desde la primera");
    other.locator("[data-test=edit]").click();
    other.locator("[data-test=note]").fill("Once, desde la segunda");
    other.locator("[data-test=save]").click();
    other.locator("[data-test=edit]").waitFor();
    part("save").click();
    expect(page.locator("[role=alert]")).containsText("ha cambiado mientras tanto");
    forgive();
    page.reload();
    expect(part("draft")).containsText("cambió lo guardado");
    expect(part("draft")).containsText("Once, desde la segunda");
    expect(part("note")).hasValue("Once, otra vez desde la primera");
    open("/diario?dia=11");
    expect(part("body")).hasValue("Once, otra vez desde la primera");
    part("save").click();
    page.getByText("Once, otra vez desde la primera").waitFor();
  }

  @Tag("thorough")
  @Test
  void onPaperThereAreNoMenusAndNoNight() {
    for (String path : new String[] {"/dias/5", "/diario", "/comparar"}) {
      open(path);
      page.waitForTimeout(500);
      page.emulateMedia(
          new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
      expect(page.locator(".top")).not().isVisible();
      expect(page.locator(".foot")).not().isVisible();
      assertThat(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
          .as(path)
          .isEqualTo("rgba(0, 0, 0, 0)");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }
  }
}
