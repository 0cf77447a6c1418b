package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two networks in a game, in a browser.
class GanPageTest extends BrowserTest {
  @Test
  @Tag("thorough")
  void theGameGoesOnWhileThePageIsReloaded() {
    open("/lab/gan?data=ring&variant=wgan-gp&seed=3");
    expect(part("round")).hasText("0 de 10.000");
    part("step").click();
    expect(part("round")).hasText("1 de 10.000");
    part("play").click();
    expect(part("play")).hasText("Pausa");
    expect(part("round")).hasText(Pattern.compile("[2-9]\\d\\d de 10.000"));
    page.reload();
    // No round is lost.
    expect(part("round")).hasText(Pattern.compile("([2-9]\\d\\d|\\d\\.\\d+) de 10.000"));
    part("play").click();
    expect(part("play")).hasText("Entrenar");
    assertThat(page.locator("gan-page cien-chart").count()).isEqualTo(2);
    assertThat(page.locator("gan-page select[data-test=variant]").inputValue())
        .isEqualTo("wgan-gp");
    part("restart").click();
    expect(part("round")).hasText("0 de 10.000");
  }

  @Test
  @Tag("thorough")
  void theBoundedGameFindsAllCloudsAndThePhoneShowsIt() {
    open("/lab/gan?data=ring&variant=wgan-gp&seed=1");
    part("play").click();
    expect(part("verdict"))
        .hasText(
            Pattern.compile("Equilibrio.*"),
            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                .setTimeout(TRAINING));
    expect(part("covered")).hasText("8 de 8");
    part("play").focus();
    page.keyboard().press("Enter");
    expect(part("play")).hasText("Entrenar");
    part("z1").focus();
    page.keyboard().press("ArrowRight");
    page.waitForURL(url -> url.contains("z1=0.1"));
    part("arrows").focus();
    page.keyboard().press("Space");
    shots("gan");
    fitsInto(360);
    isAccessible();
    page.setViewportSize(1280, 800);
    // The classic game, and what has no place in it.
    part("variant").selectOption("non-saturating");
    expect(part("round")).hasText("0 de 10.000");
    part("seed").locator("input").fill("x");
    page.keyboard().press("Tab");
    expect(part("seed").locator("input")).hasAttribute("aria-invalid", "true");
    part("other-seed").click();
    page.waitForURL(url -> url.contains("seed=2"));
  }

  /// Whether the page was never opened before or has a training already.
  @Test
  @Tag("thorough")
  void aLinkThatIsRefusedSaysWhyAndLeavesWhatThereIs() {
    for (String settings : new String[] {"data=nope&seed=5", "data=grid&rate=1e999"}) {
      open("/lab/gan?" + settings);
      expect(page.locator("gan-page [role=alert]")).not().isEmpty();
      expect(part("round")).hasText("0 de 10.000");
      assertThat(page.locator("gan-page select[data-test=data]").inputValue()).isEqualTo("ring");
      forgive();
    }
    part("other-seed").click();
    expect(page.locator("gan-page [role=alert]")).hasCount(0);
  }
}
