package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Diffusion in the plane, in a browser.
class DiffusionPageTest extends BrowserTest {
  @Test
  @Tag("thorough")
  void pointsDrownAndComeBack() {
    open("/lab/difusion?data=ring&schedule=cosine&steps=50&t=50&sampler=ddim&jumps=5");
    expect(part("agree")).containsText("No contradice la fórmula");
    expect(part("closed")).containsText("en t = 50");
    part("t").focus();
    page.keyboard().press("Home");
    expect(part("agree")).hasText("En t = 0 nadie se ha movido todavía.");
    part("step").click();
    expect(part("at")).hasText("1 de 4000");
    part("back").click();
    expect(part("ways").locator("tbody tr")).hasCount(1);
    expect(part("ways").locator("tbody td").first()).hasText("5");
    assertThat(page.url()).contains("t=0").contains("schedule=cosine");
  }

  @Test
  @Tag("thorough")
  void trainingBringsSamplesCloser() {
    open("/lab/difusion?data=ring&schedule=linear&steps=100&t=30&arrows=true");
    part("play").click();
    expect(part("at"))
        .hasText(
            "4000 de 4000",
            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                .setTimeout(TRAINING));
    part("back").click();
    expect(part("ways").locator("tbody tr")).hasCount(1);
    part("sampler").selectOption("ddim");
    part("jumps").focus();
    page.keyboard().press("Home");
    part("back").click();
    expect(part("ways").locator("tbody tr")).hasCount(2);
    // One jump magnifies whatever the network has wrong about pure noise.
    double all = distance(0);
    double one = distance(1);
    assertThat(all).isLessThan(0.15);
    assertThat(one).isGreaterThan(3 * all);
    part("sampler").selectOption("ddpm");
    part("back").click();
    expect(part("ways").locator("tbody tr")).hasCount(3);
    shots("difusion");
    fitsInto(360);
    isAccessible();
    // What is not trained any more has no button.
    expect(part("play")).isDisabled();
    part("restart").click();
    expect(part("at")).hasText(Pattern.compile("0 de .*"));
  }

  private double distance(int row) {
    return Double.parseDouble(
        part("ways")
            .locator("tbody tr")
            .nth(row)
            .locator("td")
            .nth(2)
            .innerText()
            .replace(',', '.'));
  }
}
