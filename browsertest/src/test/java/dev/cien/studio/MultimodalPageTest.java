package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Pictures and words in one space, in a browser.
class MultimodalPageTest extends BrowserTest {
  @Test
  void picturesAndWordsAreAskedForAndTakenAway() {
    open("/lab/multimodal?data=shapes&text=corazon+azul&picture=7&scene=4&read=false&axes=3");
    expect(part("at")).hasText("0 de 3000");
    expect(part("nearest")).containsText("Lo más cercano a «corazon azul» es:");
    expect(part("found").locator("button")).hasCount(8);
    expect(part("named").locator("tbody tr")).hasCount(6);
    expect(part("fused")).containsText("—");
    expect(page.locator("multimodal-page")).containsText("Sin palabra no hay quien mire.");
    part("read").focus();
    page.keyboard().press("Space");
    expect(part("looks")).hasText(Pattern.compile("«\\S+» mira a la izquierda con el .*"));
    part("text").fill("elefante");
    page.keyboard().press("Tab");
    expect(page.locator("[role=alert]")).containsText("El modelo no conoce «elefante»");
    part("found").locator("button").first().click();
    part("text").fill("red circle");
    page.keyboard().press("Tab");
    expect(part("nearest")).containsText("Lo más cercano a «red circle»");
    expect(page.locator("[role=alert]")).hasCount(0);
    assertThat(page.url()).contains("axes=3").contains("scene=4").doesNotContain("read=");
    part("data").selectOption("digits");
    expect(part("answers").locator("tbody tr")).hasCount(10);
    expect(part("nearest")).containsText("Lo más cercano a «siete azul»");
    // The browser itself complains about the status.
    forgive();
  }

  @Test
  @Tag("thorough")
  void thePageCanBeUsedEverywhere() {
    open("/lab/multimodal?data=shapes&text=green+circle&scene=2");
    part("step").click();
    expect(part("at")).hasText("1 de 3000");
    expect(part("looks")).isVisible();
    page.locator("space-map summary").click();
    expect(part("places").locator("tbody tr")).hasCount(24);
    shots("multimodal-begun");
    fitsInto(360);
    isAccessible();
  }

  @Test
  @Tag("thorough")
  void wordsFindPicturesAndNeitherSourceIsEnough() {
    open("/lab/multimodal?data=shapes&text=green+circle&missing=0.2&scene=2");
    part("play").click();
    expect(part("at"))
        .hasText(
            Pattern.compile("([12]\\d{3}|3000) de 3000"),
            new LocatorAssertions.HasTextOptions().setTimeout(TRAINING));
    part("play").click();
    expect(part("play")).hasText("Entrenar");
    expect(part("to-picture")).hasText(Pattern.compile("(9\\d|100).*%"));
    shots("multimodal");
    Pattern right = Pattern.compile("([789]\\d|100).*%");
    Pattern guessed = Pattern.compile("[123]\\d?(,\\d)?.%");
    expect(part("fused").locator("tbody tr").first().locator("td").first()).hasText(right);
    expect(part("fused").locator("tbody tr").first().locator("td").nth(1)).hasText(guessed);
  }
}
