package dev.cien.studio;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Activations in a browser: a curve with its point, and a stack of layers.
@Tag("thorough")
class ActivationsPageTest extends BrowserTest {
  private void verdict(String sentence) {
    page.locator("[data-test=verdict] >> text=/" + sentence + "/").waitFor();
  }

  @Test
  void aPointMovesOnItsCurve() {
    open("/lab/activaciones?f=SIGMOID&z=0");
    page.locator("[data-test=summary] >> text=/en z = 0 vale 0,5, y su pendiente es 0,25/")
        .waitFor();
    part("function").selectOption("RELU");
    page.locator("[data-test=summary] >> text=/ReLU: en z = 0 vale 0, y su pendiente es 0/")
        .waitFor();
    part("z").focus();
    page.keyboard().press("ArrowRight");
    page.locator("[data-test=summary] >> text=/en z = 0,1 vale 0,1, y su pendiente es 1/")
        .waitFor();
    shots("activaciones");
  }

  @Test
  void aStackTellsWhetherSlopesSurvive() {
    open("/lab/activaciones?f=SIGMOID&depth=20");
    verdict("se desvanece");
    part("function").selectOption("RELU");
    part("gain").selectOption("he");
    verdict("llega viva");
    part("gain").selectOption("large");
    verdict("estalla");
    page.waitForURL(url -> url.contains("gain=large"));
    expect(part("stack").locator("tbody tr")).hasCount(20);
    open("/lab/activaciones?f=RELU&bias=-6&gain=one");
    verdict("está muerta");
  }

  @Test
  void aPhoneShowsItAll() {
    open("/lab/activaciones");
    part("stack").waitFor();
    fitsInto(360);
    isAccessible();
  }
}
