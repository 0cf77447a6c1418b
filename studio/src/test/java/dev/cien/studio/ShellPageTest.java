package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The shell: first visit, navigation, language, theme, and addresses that are none.
@Tag("thorough")
class ShellPageTest extends BrowserTest {
  @Test
  void theFirstVisitIsInTheLanguageOfTheBrowser() {
    open("/");
    assertThat(page.url()).endsWith("/inicio");
    assertThat(page.locator("h1").innerText()).isEqualTo("Aprende cómo aprende una red");
    Page english = page(1280, 800, "en-GB");
    open(english, "/inicio");
    assertThat(english.locator("h1").innerText()).isEqualTo("Learn how a network learns");
    shots("inicio");
  }

  @Test
  void theLanguageOfALinkWins() {
    open("/ayuda?lang=en");
    assertThat(page.locator("h1").innerText()).isEqualTo("Help");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
  }

  @Test
  void theLanguageChangesInPlace() {
    open("/ajustes");
    page.getByText("Oscuro").click();
    page.locator(".language").click();
    page.getByText("Settings").last().waitFor();
    assertThat(page.locator("h1").innerText()).isEqualTo("Settings");
    assertThat(page.locator("input[value=dark]").isChecked()).isTrue();
    page.reload();
    page.locator("h1").waitFor();
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
  }

  @Test
  void anAddressThatIsNoneSaysSo() {
    var answer = page.navigate(studio.address() + "/no/hay");
    page.locator("h1").waitFor();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(page.locator("h1").innerText()).isEqualTo("Aquí no hay nada");
    // The browser itself complains about the status.
    forgive();
  }

  @Test
  void theKeyboardReachesTheContent() {
    open("/ayuda");
    page.keyboard().press("Tab");
    assertThat(focused()).isEqualTo("Saltar al contenido");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");
  }

  @Test
  void linksMoveWithoutLoadingAgain() {
    open("/inicio");
    page.evaluate("window.stayed = true");
    page.locator("nav >> text=Ayuda").click();
    page.locator("h1 >> text=Ayuda").waitFor();
    assertThat(page.evaluate("window.stayed")).isEqualTo(true);
    page.goBack();
    page.locator("h1 >> text=Aprende").waitFor();
    shots("ayuda");
  }

  @Test
  void theNavigationFitsIntoOneLineAndOpensByKeyboard() {
    open("/lab");
    Object height = page.evaluate("document.querySelector('.top').clientHeight");
    assertThat(((Number) height).intValue()).isLessThan(70);
    page.locator("[aria-controls=nav-lab]").focus();
    page.keyboard().press("Enter");
    expect(page.locator("#nav-lab")).isVisible();
    page.keyboard().press("Escape");
    expect(page.locator("#nav-lab")).isHidden();
    assertThat(page.evaluate("document.activeElement.getAttribute('aria-controls')"))
        .isEqualTo("nav-lab");
    page.keyboard().press("Enter");
    shots("lab");
    page.locator("#nav-lab >> text=GAN").click();
    page.locator("h1 >> text=GAN").waitFor();
    expect(page.locator("#nav-lab")).isHidden();
  }

  @Test
  void aPhoneIsWideEnough() {
    for (String path : new String[] {"/inicio", "/ajustes", "/ayuda"}) {
      open(path);
      fitsInto(360);
    }
    page.locator(".menu-button").click();
    assertThat(page.locator("nav").isVisible()).isTrue();
    page.keyboard().press("Escape");
    assertThat(page.locator("nav").isVisible()).isFalse();
  }

  private Object focused() {
    return page.evaluate("document.activeElement.textContent.trim()");
  }
}
