package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The museum with its chart, and the board of the comparison.
@Tag("thorough")
class HistoryPageTest extends BrowserTest {
  @Test
  void theYearsCanBeGoneThrough() {
    open("/historia");
    page.locator(".compute svg").waitFor();
    assertThat(page.locator(".compute .system").count()).isEqualTo(27);
    shots("historia");
    part("until").focus();
    page.keyboard().press("Home");
    page.waitForTimeout(300);
    assertThat(page.locator(".compute .system").count()).isEqualTo(1);
    assertThat(page.url()).contains("hasta=1950");
    open("/historia?hasta=1986");
    page.locator(".compute svg").waitFor();
    assertThat(page.locator("figcaption").innerText()).contains("1986").contains("5 sistemas");
    page.locator("summary").first().click();
    assertThat(page.locator(".table-scroll tbody tr").count()).isEqualTo(5);
  }

  @Test
  void ownRunsAreDrawnWhereTheyBelong() {
    open("/dias/1");
    var iris = part("experiment-tres-flores");
    iris.locator("[data-test=predict-referencia]").fill("0,33");
    iris.locator("input[type=radio]").last().check();
    iris.locator("[data-test=run]").click();
    iris.locator("[data-test=outcome]")
        .waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setTimeout(60_000));
    open("/historia");
    page.locator(".compute .own").waitFor();
    assertThat(page.locator(".compute .own").count()).isEqualTo(1);
    shots("historia-propia");
  }

  @Test
  void theBoardSaysWhatIsMissingAndShowsWhatIsThere() throws Exception {
    open("/comparar");
    part("claim-C1s").waitFor();
    assertThat(part("missing").innerText()).contains("cien compare");
    StringBuilder figures = new StringBuilder();
    for (int seed = 1; seed <= 3; seed++) {
      figures.append(line("CNN", seed, 0.97 + 0.001 * seed));
      figures.append(line("MLP", seed, 0.93 + 0.001 * seed));
    }
    Files.createDirectories(folder.resolve("compare"));
    Files.writeString(folder.resolve("compare/figures.jsonl"), figures);
    open("/comparar");
    part("claim-C1s").locator("table").waitFor();
    assertThat(part("claim-C1s").innerText()).contains("se cumple").contains("0,972");
    shots("comparar");
  }

  private static String line(String side, int seed, double value) {
    return "{\"claim\":\"C1s\",\"side\":\""
        + side
        + "\",\"seed\":"
        + seed
        + ",\"quick\":false,\"value\":"
        + value
        + ",\"parameters\":1000,\"seconds\":2.5}\n";
  }
}
