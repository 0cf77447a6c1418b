package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.cien.course.days.Course;
import dev.cien.course.days.CourseDay.Lab;
import dev.cien.course.experiment.CourseExperiment;
import dev.cien.course.experiment.Experiments;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A day of the course: done with a prediction, undone, done later, by the keyboard alone, on a
/// narrow screen.
class DayPageTest extends BrowserTest {
  @Test
  void aDayIsDoneWithAPrediction() {
    open("/dias/6");
    Locator house = part("experiment-la-casa");
    house.scrollIntoViewIfNeeded();
    part("hint").first().click();
    expect(house).containsText("La neurona hace p = w · x + b.");
    predict(house, "prediccion", "0,5");
    predict(house, "gradiente", "0,16");
    predict(house, "nuevo", "0.516");
    house.locator("[data-test=run]").click();
    Locator outcome = house.locator("[data-test=outcome]");
    expect(outcome).containsText("Se cumplieron 2 de 3 predicciones");
    expect(house).containsText("No se cumplió. Salió: −0,16");
    expect(outcome).containsText("0,516");
    shots("dia-6");

    part("done").click();
    expect(part("state")).containsText("✓ Hecho el");
    expect(part("state")).containsText("Racha: 1 día");
    part("undo").click();
    part("done").waitFor();
    part("done").click();
    part("not-done").waitFor();
    page.locator(".language").click();
    page.getByText("Forward and backward").first().waitFor();
    expect(house).containsText("2 of 3 predictions came true");
    expect(house).containsText("0.516");

    open("/dias");
    expect(part("done")).containsText(" of 100 days done");
    shots("dias");
    open("/logros?lang=es");
    expect(part("current")).hasText("1 día");
    expect(part("certificate")).containsText("Día 6");
    expect(part("certificate")).containsText(Pattern.compile("Cien días de IA: el \\d+ de"));
    expect(part("certificate")).containsText("Experimentos predichos:");
    expect(part("certificate")).containsText("Hacia delante y hacia atrás");
    isPrintedInInk();
    shots("logros");
  }

  /// Whatever the theme: on paper the certificate alone, dark on white, and no wider than it.
  private void isPrintedInInk() {
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
    page.setViewportSize(680, 1000);
    expect(page.locator(".top")).isHidden();
    expect(part("certificate")).isVisible();
    expect(part("print")).isHidden();
    expect(page.locator("html")).hasCSS("background-color", "rgba(0, 0, 0, 0)");
    expect(page.locator(".certificate-name")).isHidden();
    expect(part("certificate")).hasCSS("color", "rgb(29, 36, 36)");
    Object wide = page.evaluate("document.documentElement.scrollWidth");
    assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(680);
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.SCREEN).setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1280, 800);
  }

  private static void predict(Locator experiment, String question, String value) {
    experiment.locator("[data-test=predict-" + question + "]").fill(value);
  }

  /// Every link from a day or an experiment into a laboratory, with its state.
  @Tag("thorough")
  @Test
  void laboratoriesOpenInTheStateThatADayAsksFor() {
    Stream<String> days = Course.days().stream().flatMap(day -> day.labs().stream()).map(Lab::link);
    Stream<String> experiments =
        Experiments.bundled().all().values().stream().map(CourseExperiment::lab);
    Set<String> links = new TreeSet<>(Stream.concat(days, experiments).toList());
    Set<String> pages =
        new Pages(new Assets()).all().stream().map(Pages.Page::path).collect(Collectors.toSet());
    int opened = 0;
    for (String link : links) {
      if (pages.contains(link.split("[?#]")[0])) {
        opened++;
        open(link);
        expect(page.locator("main h2, main p:not(.lead)").first()).isVisible();
        page.waitForTimeout(300);
        expect(page.locator("[role=alert]")).hasCount(0);
      }
    }
    assertThat(opened).isGreaterThan(25);
  }

  @Tag("thorough")
  @Test
  void noNumberNoRun() {
    open("/dias/6");
    Locator house = part("experiment-la-casa");
    predict(house, "prediccion", "mucho");
    predict(house, "gradiente", "0");
    predict(house, "nuevo", "0");
    house.locator("[data-test=run]").click();
    expect(house).containsText("se esperaba un número como 0,5");
    forgive();
  }

  @Tag("thorough")
  @Test
  void notesBeginAJournalAndADoneDayFillsItsRow() {
    open("/dias/9");
    part("edit").click();
    part("note").fill("---\n## Mis apuntes\n\n**Poco** a poco.\n");
    part("save").click();
    part("notes").getByText("Mis apuntes").waitFor();
    part("done").click();
    part("not-done").waitFor();
    open("/diario");
    expect(part("day-9")).containsText("Sobreajuste y regularización");
    shots("diario-empezado");
  }

  @Tag("thorough")
  @Test
  void pausesAndDatesCanBeChanged() {
    open("/logros");
    part("pause").click();
    page.getByText("Pausa del").first().waitFor();
    page.getByText("Quitar").first().click();
    part("restore").waitFor();
    part("restore").click();
    page.getByText("Pausa del").first().waitFor();
    open("/dias/11");
    part("done").click();
    part("not-done").waitFor();
    open("/logros");
    Locator entry = page.locator(".log li:has-text('Día 11 hecho')");
    Locator date = entry.locator("input");
    String today = date.inputValue();
    // To the year: a date that is being typed has not moved yet.
    date.focus();
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("ArrowDown");
    expect(date).not().hasValue(today);
    expect(entry).not().containsText("anotado después");
    page.keyboard().press("Enter");
    expect(entry).containsText("anotado después");
    // One that is picked has, and back on its own date it was not written later.
    date.fill(today);
    expect(entry).not().containsText("anotado después");
  }

  @Test
  void theKeyboardAloneDoesADay() {
    open("/dias/2");
    Locator gate = part("experiment-puerta-y");
    gate.locator("input[type=radio]").first().focus();
    page.keyboard().press("Space");
    page.keyboard().press("Tab");
    page.keyboard().type("3");
    page.keyboard().press("Enter");
    expect(gate).containsText("Se cumplieron 2 de 2");
    expect(gate.locator("h4:focus")).hasCount(1);
    part("done").focus();
    page.keyboard().press("Enter");
    part("not-done").waitFor();
  }

  @Tag("thorough")
  @Test
  void theLaboratoryOpensInTheStateOfTheExperiment() {
    open("/dias/5");
    part("experiment-una-neurona-atascada").getByText("Abrir en el laboratorio").click();
    page.waitForURL("**/lab/patio#*");
    page.locator("patio-page h1").waitFor();
    addressHolds("networkShape=1");
    addressHolds("seed=0.87931");
  }

  @Tag("thorough")
  @Test
  void everyPageFitsANarrowScreen() {
    for (String path :
        new String[] {
          "/inicio",
          "/dias",
          "/dias/2",
          "/dias/7",
          "/dias/57",
          "/historia",
          "/comparar",
          "/diario",
          "/recursos",
          "/proyectos",
          "/logros"
        }) {
      open(path);
      page.waitForTimeout(500);
      fitsInto(360);
      page.setViewportSize(1280, 800);
    }
  }

  @Tag("thorough")
  @Test
  void aDayThatIsNoneSaysSo() {
    open("/dias/101");
    expect(page.locator("[role=alert]")).containsText("días 1 a 100");
    forgive();
  }
}
