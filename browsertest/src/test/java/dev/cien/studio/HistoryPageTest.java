package dev.cien.studio;

import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The museum with its chart, and the board of the comparison.
@Tag("thorough")
class HistoryPageTest extends BrowserTest {
  @Test
  void theYearsCanBeGoneThrough() {
    open("/historia");
    expect(page.locator(".compute .system")).hasCount(27);
    shots("historia");
    part("until").focus();
    page.keyboard().press("Home");
    expect(page.locator(".compute .system")).hasCount(1);
    addressHolds("hasta=1950");
    open("/historia?hasta=1986");
    expect(page.locator("figcaption")).containsText("1986");
    expect(page.locator("figcaption")).containsText("Sistemas hasta 1986: 5");
    page.locator("summary").first().click();
    expect(page.locator("cien-scroll tbody tr")).hasCount(5);
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
    expect(page.locator(".compute .own")).hasCount(1);
    shots("historia-propia");
  }

  @Test
  void theBoardSaysWhatIsMissingAndShowsWhatIsThere() throws Exception {
    open("/comparar");
    part("claim-C1s").waitFor();
    expect(part("missing")).containsText("cien compare");
    StringBuilder figures = new StringBuilder();
    for (int seed = 1; seed <= 3; seed++) {
      figures.append(line("CNN", seed, 0.97 + 0.001 * seed));
      figures.append(line("MLP", seed, 0.93 + 0.001 * seed));
    }
    Files.createDirectories(folder.resolve("compare"));
    Files.writeString(folder.resolve("compare/figures.jsonl"), figures);
    open("/comparar");
    expect(part("claim-C1s")).containsText("se cumple");
    expect(part("claim-C1s")).containsText("0,972");
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
