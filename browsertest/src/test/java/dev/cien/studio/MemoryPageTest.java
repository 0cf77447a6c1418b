package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Three cells and their memories, in a browser.
class MemoryPageTest extends BrowserTest {
  @Test
  @Tag("thorough")
  void threeCellsLearnSideBySide() {
    open("/lab/memoria?task=copy&lag=8&clip=0&cell=gru");
    expect(part("at")).hasText("Paso 0 de 1500");
    expect(part("cells").locator("tbody tr").first()).hasText(Pattern.compile("RNN[\\d.]+———"));
    part("step").click();
    expect(part("at")).hasText("Paso 1 de 1500");
    expect(part("cells").locator("tbody tr")).hasCount(3);
    expect(part("ratio")).containsText("8 pasos atrás");
    expect(part("gate").locator("option")).hasCount(3);
    part("cell").selectOption("lstm");
    expect(part("gate").locator("option")).hasCount(5);
    part("clip").focus();
    page.keyboard().press("Space");
    expect(part("at")).hasText("Paso 0 de 1500");
    assertThat(page.url()).contains("clip=1").contains("cell=lstm");
  }

  /// A gradient that vanishes falls through a dozen powers of ten.
  @Test
  void aLogarithmicAxisIsCrossedAtFewPowersOfTen() {
    open("/glosario");
    assertThat(powers("1e-13, 0.1")).isEqualTo("1e-12,1e-10,1e-8,0.000001,0.0001,0.01");
    assertThat(powers("0.01, 1000")).isEqualTo("0.01,0.1,1,10,100,1000");
    assertThat(powers("0.4, 3")).isEqualTo("0.5,1,2");
    assertThat(powers("null, null")).isEqualTo("");
  }

  private Object powers(String range) {
    return page.evaluate(
        "import('/shared/chart.js').then(({powers}) => powers(" + range + ").join())");
  }

  @Test
  @Tag("thorough")
  void gatesRememberWhatThePlainCellForgets() {
    open("/lab/memoria?task=copy&lag=40&keep=2");
    part("play").click();
    expect(part("at"))
        .hasText("Paso 1500 de 1500", new LocatorAssertions.HasTextOptions().setTimeout(TRAINING));
    expect(part("cells").locator("tbody tr").nth(2).locator("td").nth(1))
        .hasText(Pattern.compile("(9\\d|100).*%"));
    shots("memoria");
    fitsInto(360);
    isAccessible();
  }
}
