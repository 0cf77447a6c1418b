package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The shell: first visit, navigation, language, theme, and addresses that are none.
@Tag("thorough")
class ShellPageTest extends BrowserTest {
  @Test
  void theFirstVisitIsInTheLanguageOfTheBrowser() {
    open("/");
    addressHolds("/inicio");
    expect(page.locator("h1")).hasText("Aprende cómo aprende una red");
    Page english = page(1280, 800, "en-GB");
    open(english, "/inicio");
    expect(english.locator("h1")).hasText("Learn how a network learns");
    shots("inicio");
  }

  @Test
  void theLanguageOfALinkWins() {
    open("/ayuda?lang=en");
    expect(page.locator("h1")).hasText("Help");
    expect(page.locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void theLanguageChangesInPlace() {
    open("/ajustes");
    page.getByText("Oscuro").click();
    page.locator(".language").click();
    expect(page.locator("h1")).hasText("Settings");
    expect(page.locator("input[value=dark]")).isChecked();
    page.reload();
    expect(page.locator("html")).hasAttribute("data-theme", "dark");
  }

  @Test
  void anAddressThatIsNoneSaysSo() {
    var answer = page.navigate(studio.address() + "/no/hay");
    assertThat(answer.status()).isEqualTo(404);
    expect(page.locator("h1")).hasText("Aquí no hay nada");
    // The browser itself complains about the status.
    forgive();
  }

  @Test
  void theKeyboardReachesTheContent() {
    open("/ayuda");
    page.keyboard().press("Tab");
    expect(page.locator(".skip")).isFocused();
    expect(page.locator(".skip")).hasText("Saltar al contenido");
    page.keyboard().press("Enter");
    expect(page.locator("#main")).isFocused();
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
  void aPageThatIsSlowDoesNotComeAfterTheNext() {
    List<Route> held = new CopyOnWriteArrayList<>();
    page.route("**/pages/historia/historia.js", held::add);
    open("/ayuda");
    page.locator("[aria-controls=nav-course]").click();
    page.locator("#nav-course >> text=Historia").click();
    while (held.isEmpty()) {
      page.waitForTimeout(50);
    }
    page.locator("nav >> text=Ajustes").click();
    page.locator("h1 >> text=Ajustes").waitFor();
    held.forEach(Route::resume);
    page.waitForTimeout(1000);
    expect(page.locator("h1")).hasText("Ajustes");
    assertThat(page.title()).startsWith("Ajustes");
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
    expect(page.locator("[aria-controls=nav-lab]")).isFocused();
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
    expect(page.locator("nav")).isVisible();
    page.keyboard().press("Escape");
    expect(page.locator("nav")).isHidden();
  }
}
