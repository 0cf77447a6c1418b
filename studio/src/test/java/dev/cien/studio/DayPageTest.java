package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.cien.course.days.Course;
import dev.cien.course.days.CourseDay.Lab;
import dev.cien.course.experiment.CourseExperiment;
import dev.cien.course.experiment.Experiments;
import java.util.Set;
import java.util.TreeSet;
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
    assertThat(house.innerText()).contains("La neurona hace p = w · x + b.");
    predict(house, "prediccion", "0,5");
    predict(house, "gradiente", "0,16");
    predict(house, "nuevo", "0.516");
    house.locator("[data-test=run]").click();
    Locator outcome = house.locator("[data-test=outcome]");
    outcome.waitFor();
    assertThat(outcome.innerText()).contains("Se cumplieron 2 de 3 predicciones");
    assertThat(house.innerText()).contains("No se cumplió. Salió: −0,16");
    assertThat(outcome.innerText()).contains("0,516");
    shots("dia-6");

    part("done").click();
    part("not-done").waitFor();
    assertThat(part("state").innerText()).contains("✓ Hecho el").contains("Racha: 1 día");
    part("undo").click();
    part("done").waitFor();
    part("done").click();
    part("not-done").waitFor();
    page.locator(".language").click();
    page.getByText("Forward and backward").first().waitFor();
    assertThat(house.innerText()).contains("2 of 3 predictions came true").contains("0.516");

    open("/dias");
    assertThat(part("done").innerText()).endsWith(" of 100 days done");
    shots("dias");
    open("/logros?lang=es");
    assertThat(part("current").innerText()).isEqualTo("1 día");
    assertThat(part("certificate").innerText())
        .contains("Día 6")
        .contains("Experimentos predichos:");
    shots("logros");
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
    house.locator("[role=alert]").waitFor();
    assertThat(house.innerText()).contains("se esperaba un número como 0,5");
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
    assertThat(part("day-9").innerText()).contains("Sobreajuste y regularización");
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
    gate.locator("[data-test=outcome]").waitFor();
    assertThat(gate.innerText()).contains("Se cumplieron 2 de 2");
    assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("H4");
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
    assertThat(page.url()).contains("networkShape=1").contains("seed=0.87931");
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
    page.locator("[role=alert]").waitFor();
    assertThat(page.locator("[role=alert]").innerText()).contains("días 1 a 100");
    forgive();
  }
}
