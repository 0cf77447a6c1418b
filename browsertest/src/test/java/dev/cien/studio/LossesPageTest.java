package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Losses and landscapes in a browser.
@Tag("thorough")
class LossesPageTest extends BrowserTest {
  private void at(String path) {
    open(path);
    part("races").waitFor();
    part("centres").waitFor();
    part("samples").waitFor();
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(',', '.').replace('−', '-').trim());
  }

  private Locator place(String table, int row, int column) {
    return part(table).locator("tbody tr").nth(row).locator("td").nth(column);
  }

  private String cell(String table, int row, int column) {
    return place(table, row, column).innerText();
  }

  @Test
  void aCurveShowsItsFormulaWithTheNumbersOfThePoint() {
    at("/lab/perdidas?loss=MSE&t=0.5&p=2");
    String formula = page.locator("losses-curve [data-test=formula]").textContent();
    assertThat(formula.replaceAll("\\s+", "")).contains("(2−0,5)2=2,25").contains("=3");
    part("loss").selectOption("BINARY_CROSS_ENTROPY");
    page.locator("losses-curve figcaption >> text=/en 0,2 vale 1,609 y su pendiente es −5/")
        .waitFor();
    part("at").focus();
    page.keyboard().press("Home");
    page.locator("losses-curve figcaption >> text=/en 0,0005 vale 7,601/").waitFor();
    addressHolds("loss=BINARY_CROSS_ENTROPY");
    // Where the textbook ends the sum goes on.
    expect(place("certainty", 6, 0)).hasText("∞");
    expect(place("certainty", 6, 3)).hasText("1000");
    expect(place("certainty", 6, 4)).hasText("−1");
    shots("perdidas");
  }

  @Test
  void lossesOfTheTableAddUpToTheCost() {
    at("/lab/perdidas");
    double total = 0;
    for (int row = 0; row < 5; row++) {
      total += number(cell("samples", row, 2));
    }
    assertThat(number(part("total").innerText()))
        .isCloseTo(total, org.assertj.core.api.Assertions.within(2e-3));
    assertThat(number(part("cost").innerText()))
        .isCloseTo(total / 5, org.assertj.core.api.Assertions.within(1e-3));
    page.getByLabel("Muestra 4, lo que dice 1").fill("5");
    page.keyboard().press("Tab");
    page.locator("[data-test=samples] tbody tr:nth-child(4) td:nth-child(4) >> text='0'").waitFor();
  }

  @Test
  void aFarPointPullsTheMeanAndNotTheMedian() {
    at("/lab/perdidas");
    expect(place("centres", 0, 0)).hasText("2,08");
    expect(place("centres", 1, 0)).hasText("2,1");
    page.locator("circle[role=slider]").last().focus();
    page.keyboard().press("End");
    page.locator("[data-test=centres] tbody tr:first-child td >> text='3,86'").waitFor();
    expect(place("centres", 1, 0)).hasText("2,1");
    expect(page.locator("circle[role=slider]").last()).hasAttribute("aria-valuenow", "12");
    var box = page.locator("circle[role=slider]").last().boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x - 200, box.y + 10);
    page.mouse().up();
    page.locator("[data-test=centres] tbody tr:first-child td >> text='3,86'")
        .waitFor(
            new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    expect(place("centres", 1, 0)).hasText("2,1");
  }

  @Test
  void lossesAreMeasuredAgainstEachOther() {
    at("/lab/perdidas");
    part("problem").selectOption("BAD_START");
    part("measure").click();
    expect(part("verdict")).containsText("Entropía cruzada binaria, por acierto");
    expect(part("contest")).containsText("★ Entropía cruzada binaria");
    expect(page.locator("losses-contest figure")).hasCount(3);
    shots("perdidas-medidas");
  }

  @Test
  void rulesRaceOnTheChosenLandscape() {
    at("/lab/perdidas?surface=rosenbrock&steps=300");
    expect(part("races").locator("tbody tr")).hasCount(7);
    part("surface").selectOption("network-1");
    page.locator("losses-landscape >> text=/2-6-1 entrenada ahora/").waitFor();
    page.locator("[data-test=race-summary] >> text=/1 capa oculta/").waitFor();
    assertThat(number(cell("races", 5, 3))).isLessThan(0.1);
    page.getByLabel("Adam", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
        .uncheck();
    page.locator("[data-test=races] tbody >> text='A · Adam'")
        .waitFor(
            new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    addressHolds("surface=network-1");
    addressHolds("steps=300");
    part("scrub").focus();
    page.keyboard().press("Home");
    expect(page.locator(".scrub output")).hasText("0");
    part("play").click();
    page.locator(".scrub output >> text='300'").waitFor();
    String link = page.url();
    open(link.substring(studio.address().toString().length()));
    expect(part("races").locator("tbody tr")).hasCount(6);
  }

  @Test
  void aStartIsChosenOnTheMapOrTyped() {
    at("/lab/perdidas?surface=valley");
    page.locator(".map canvas").click();
    page.waitForURL(url -> url.contains("start=") && !url.contains("start=-5.5"));
    expect(page.locator("losses-landscape input[aria-label='Salida x']"))
        .hasValue(Pattern.compile("^[−-]?0(,0\\d*)?$"));
    page.locator("losses-landscape input[aria-label='Salida x']").fill("-4,5");
    page.keyboard().press("Tab");
    page.waitForURL(url -> url.contains("start=-4.5"));
    page.locator("losses-landscape input[aria-label='Salida x']").fill("400");
    page.keyboard().press("Tab");
    expect(page.locator("losses-landscape .message.bad"))
        .hasText("La salida tiene que estar en el mapa: de −6 a 6.");
  }

  @Test
  void aPhoneShowsItAll() {
    at("/lab/perdidas?surface=saddle");
    fitsInto(360);
    part("surface").selectOption("plateau");
    page.locator("[data-test=race-summary] >> text=/meseta/").waitFor();
    fitsInto(360);
    isAccessible();
  }
}
