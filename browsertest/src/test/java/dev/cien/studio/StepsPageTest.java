package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Step by step in a browser: a whole turn of the loop with the numbers of the worked example.
class StepsPageTest extends BrowserTest {
  private void at(String path) {
    open(path);
    part("next").waitFor();
  }

  private String network() {
    return page.locator("svg.network").textContent().replaceAll("\\s+", " ");
  }

  private String title() {
    return page.locator("#stage-title").innerText();
  }

  private void next(String title) {
    part("next").click();
    page.locator("#stage-title >> text='" + title + "'").waitFor();
  }

  private LocatorAssertions cell(String name) {
    return expect(page.locator("input[aria-label='" + name + "']").first());
  }

  @Test
  void aWholeTurnGivesTheNumbersOfTheHouse() {
    at("/lab/paso");
    assertThat(title()).isEqualTo("Entra la muestra");
    assertThat(network()).contains("0,8").contains("b = 0,1").doesNotContain("z =");
    next("Capa 1: pesar y sumar");
    assertThat(network()).contains("0,5·0,8 = 0,4").contains("z = 0,5");
    next("La salida");
    assertThat(part("formula").innerText().replaceAll("\\s+", "")).contains("0,5");
    next("¿Cuánto se equivoca?");
    assertThat(part("loss").innerText()).startsWith("L = 0,01");
    assertThat(part("formula").textContent()).contains("−0,2");
    next("Capa 1: el error vuelve atrás");
    assertThat(network()).contains("∂ −0,16").contains("δ = −0,2");
    String formula = part("formula").textContent().replaceAll("\\s+", "");
    // Three factors, their product, and the same number without the chain rule.
    assertThat(formula).contains("(−0,2)·1·0,8").contains("=−0,16").contains("≈−0,16");
    next("Cada parámetro da un paso");
    assertThat(network()).contains("0,5 → 0,516").contains("b 0,1 → 0,12");
    assertThat(part("loss").innerText()).contains("0,01").contains("0,004516");
    shots("paso-casa");
    next("Entra la muestra");
    assertThat(part("where").innerText()).startsWith("Vuelta 2 · fase 1 de 6");
    assertThat(network()).contains("0,516").contains("b = 0,12");
    part("undo").click();
    page.locator("[data-test=where] >> text=/Vuelta 1 · fase 6/").waitFor();
    cell("w entrada 1 → salida 1").hasValue("0,5");
  }

  @Test
  void theKeyboardAloneGoesAroundTheLoop() {
    at("/lab/paso?lesson=xor");
    for (int phase = 0; phase < 9; phase++) {
      page.locator("[data-test=where] >> text=/fase " + (phase + 1) + " de 9/").waitFor();
      page.keyboard().press(phase % 2 == 0 ? "ArrowRight" : "Space");
    }
    page.locator("[data-test=where] >> text=/Vuelta 2 · fase 1 de 9 · muestra 2 de 4/").waitFor();
    page.locator("#live >> text=/Fase 1 de 9. Entran los números 0; 1/").waitFor();
    page.keyboard().press("u");
    page.locator("[data-test=where] >> text=/Vuelta 1 · fase 9/").waitFor();
    page.keyboard().press("ArrowLeft");
    page.locator("[data-test=where] >> text=/Vuelta 1 · fase 8/").waitFor();
    // Arrows inside a field belong to the field.
    page.locator("input[aria-label='Peso w']").focus();
    page.keyboard().press("ArrowRight");
    assertThat(part("where").innerText()).startsWith("Vuelta 1 · fase 8");
    page.keyboard().press("Control+A");
    page.keyboard().type("0,75");
    page.keyboard().press("Tab");
    page.locator("svg.network >> text=0,75").first().waitFor(hidden());
    cell("w entrada 1 → oculta 1·1").hasValue("0,75");
  }

  /// In the backward phase edges show slopes: the number is in the table then.
  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  @Tag("thorough")
  @Test
  void manyTurnsLearnExclusiveOr() {
    at("/lab/paso?lesson=xor");
    part("turns").fill("2000");
    part("turns").press("Tab");
    part("run").click();
    page.locator("[data-test=where] >> text=/Vuelta 2001 /").waitFor();
    double cost = Double.parseDouble(part("cost").innerText().replace(',', '.'));
    assertThat(cost).isLessThan(0.05);
    assertThat(page.locator(".chart").count()).isOne();
    shots("paso-xor");
    String link = page.url();
    Page other = page(1280, 800, "en-GB");
    open(other, link.substring(studio.address().toString().length()));
    other.locator("[data-test=where] >> text=/Turn 2001 /").waitFor();
    assertThat(other.locator("[data-test=cost]").innerText().replace('.', ','))
        .isEqualTo(part("cost").innerText());
    other.context().close();
  }

  @Tag("thorough")
  @Test
  void networksOfOnesOwnGrowAndChangeTheirTask() {
    at("/lab/paso");
    part("add-layer").click();
    page.locator(".counts >> text=/Parámetros: 7 /").waitFor();
    page.getByLabel("Una neurona más: Oculta 1").click();
    page.locator(".counts >> text=/Parámetros: 10 /").waitFor();
    page.getByLabel("Tarea").selectOption("SOFTMAX");
    page.locator(".counts >> text=/Parámetros: 14 /").waitFor();
    for (int phase = 0; phase < 8; phase++) {
      page.keyboard().press("ArrowRight");
    }
    assertThat(part("apart").innerText()).contains("10⁻");
    part("element").selectOption("edge-2-1-2");
    assertThat(page.locator("#detail-title").innerText()).isEqualTo("w: oculta 1·3 → salida 2");
    shots("paso-propia");
  }

  @Tag("thorough")
  @Test
  void theLanguageChangesAndTheStateStays() {
    at("/lab/paso?lesson=classes");
    part("next").click();
    page.locator(".language").click();
    page.locator("h1 >> text='Step by step'").waitFor();
    assertThat(title()).isEqualTo("Layer 1: weigh and add up");
    assertThat(part("where").innerText()).startsWith("Turn 1 · phase 2 of 9");
  }

  @Tag("thorough")
  @Test
  void aRateThatIsTooLargeIsExplained() {
    at("/lab/paso");
    page.locator("input[aria-label='Tasa de aprendizaje η']").fill("100");
    page.keyboard().press("Tab");
    page.waitForURL(url -> url.contains("lr=100"));
    part("run").click();
    page.locator("[role=alert] >> text=/la tasa de aprendizaje es demasiado grande/").waitFor();
    assertThat(part("where").innerText()).startsWith("Vuelta 1 ");
    // The browser itself complains about the status.
    forgive();
  }

  @Tag("thorough")
  @Test
  void aPhoneShowsItAll() {
    for (String lesson : new String[] {"house", "xor", "circle", "classes"}) {
      at("/lab/paso?lesson=" + lesson);
      fitsInto(360);
      part("next").click();
      part("next").click();
      fitsInto(360);
      isAccessible();
      page.setViewportSize(1280, 800);
    }
  }

  @Tag("thorough")
  @Test
  void aBrokenAddressBeginsWithTheFirstLesson() {
    at("/lab/paso?shape=2-2&w=1,2,x&data=;;;&phase=99");
    assertThat(title()).isEqualTo("Entra la muestra");
  }
}
