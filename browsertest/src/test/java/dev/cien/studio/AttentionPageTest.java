package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Attention from the inside, in a browser.
class AttentionPageTest extends BrowserTest {
  @Test
  @Tag("thorough")
  void eachNumberOfATextOfOnesOwnCanBeLookedAt() {
    open("/lab/atencion?task=reverse&text=nube>ebu&layer=1&head=0&query=5&key=2&topK=4");
    expect(part("row").locator("tbody tr")).hasCount(7);
    expect(part("pair")).containsText("dividida por √16");
    expect(part("left")).hasText("Letras que pueden salir: 4 de 28.");
    part("query").focus();
    page.keyboard().press("Home");
    expect(part("row").locator("tbody tr")).hasCount(2);
    expect(part("row")).containsText("1 n");
    part("text").fill("sol y mar");
    page.keyboard().press("Tab");
    expect(page.locator("[role=alert]")).containsText("El modelo no conoce « »");
    part("text").fill("ñandú".replace("ú", "u"));
    page.keyboard().press("Tab");
    expect(page.locator(".letters button")).hasCount(5);
    part("write").click();
    expect(part("written")).hasText(Pattern.compile("ñandu[a-zñ>]{16}"));
    assertThat(page.url()).contains("head=0").contains("topK=4");
    // The browser itself complains about the status.
    forgive();
  }

  @Test
  @Tag("thorough")
  void itLearnsToSayAWordBackwards() {
    open("/lab/atencion?task=reverse&text=nube>ebu&topK=1");
    part("play").click();
    expect(part("at"))
        .hasText("3000 de 3000", new LocatorAssertions.HasTextOptions().setTimeout(TRAINING));
    expect(part("chances").locator("tbody th").first()).hasText("n");
    part("write").click();
    expect(part("written")).hasText(Pattern.compile("nube>ebun>nube>ebun.*"));
    page.locator("atencion-page cien-grid canvas").nth(4).click();
    shots("atencion");
    fitsInto(360);
    isAccessible();
  }
}
