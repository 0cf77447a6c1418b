package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Runs side by side, in a browser.
class RunsPageTest extends BrowserTest {
  private void run(String name, String rate, double... losses) throws IOException {
    Path run = folder.resolve("runs").resolve(name);
    Files.createDirectories(run);
    Files.writeString(
        run.resolve("config.json"),
        "{\"recipe\":\"xor\",\"settings\":{\"rate\":\"" + rate + "\",\"seed\":\"1\"}}");
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < losses.length; i++) {
      log.append(
          "{\"event\":\"epoch\",\"epoch\":%d,\"training\":{\"loss\":%s},\"validation\":{}}\n"
              .formatted(i + 1, losses[i]));
    }
    Files.writeString(run.resolve("metrics.jsonl"), log);
  }

  @Test
  @Tag("thorough")
  void runsAreComparedAndSaved() throws IOException {
    open("/experimentos");
    run("a-run", "0.1", 0.7, 0.5, 0.25);
    run("b-run", "0.3", 0.6, 0.1);
    run("c-run", "0.3");
    Files.writeString(folder.resolve("runs/c-run/config.json"), "{\"recipe\":");
    page.getByText("Volver a mirar").click();
    // Other runs may lie where the tests run.
    part("seek").fill("-run");
    expect(part("runs").locator("tbody tr")).hasCount(3);
    expect(part("runs")).containsText("Un archivo de esta ejecución está dañado");
    page.locator("[data-run$='a-run']").focus();
    page.keyboard().press("Space");
    page.locator("[data-run$='b-run']").check();
    expect(part("diff").locator("tbody tr")).hasCount(1);
    expect(part("diff")).containsText("settings.rate");
    part("different").focus();
    page.keyboard().press("Space");
    expect(part("diff").locator("tbody tr")).hasCount(3);
    Download saved = page.waitForDownload(() -> part("csv").click());
    assertThat(Files.readString(saved.path()))
        .startsWith("run,epoch,part,measure,value\n")
        .contains("1/a-run,3,training,loss,0.25\n")
        .contains("1/b-run,2,training,loss,0.1\n");
    shots("experimentos");
    fitsInto(360);
    isAccessible();
    page.reload();
    expect(part("diff").locator("tbody tr")).hasCount(3);
  }

  @Test
  @Tag("thorough")
  void runsThatDifferInTheirSeedAreABand() throws IOException {
    for (int seed = 1; seed <= 3; seed++) {
      run("seed-" + seed, "0.1", 0.9, 0.5 + 0.1 * seed, 0.1 * seed);
      Path config = folder.resolve("runs/seed-" + seed + "/config.json");
      Files.writeString(
          config, Files.readString(config).replace("\"seed\":\"1\"", "\"seed\":\"" + seed + "\""));
    }
    open("/experimentos?q=seed-");
    for (int seed = 1; seed <= 3; seed++) {
      page.locator("[data-run$='seed-" + seed + "']").check();
    }
    expect(part("together-text")).isVisible();
    expect(page.locator("experimentos-page > section .chart-legend li")).hasCount(1);
    page.locator("experimentos-page > section .chart summary").click();
    expect(page.locator("experimentos-page > section .chart tbody tr").last())
        .containsText("0,2 (0,1 – 0,3)");
    part("together").focus();
    page.keyboard().press("Space");
    expect(page.locator("experimentos-page > section .chart-legend li")).hasCount(3);
  }

  @Test
  void aSettingIsSweptOverSeeds() throws Exception {
    open("/experimentos?recipe=xor&key=rate");
    expect(part("sweep-values")).hasValue("0,033 0,1 0,3");
    open("/experimentos?recipe=xor&key=epochs&values=2%203&seeds=1");
    expect(part("sweep-none")).isVisible();
    part("sweep-values").fill("2 3 12000");
    page.keyboard().press("Tab");
    part("sweep-begin").click();
    expect(page.locator("[role=alert]")).containsText("Aquí epochs llega hasta 320");
    part("sweep-values").fill("2; 40");
    page.keyboard().press("Tab");
    part("sweep-seeds").selectOption("2");
    expect(part("sweep-begin")).hasText("Poner en la cola (4 entrenamientos)");
    part("sweep-begin").click();
    expect(part("sweeps")).containsText("Terminado: 4");
    expect(part("swept").locator("tbody tr")).hasCount(2);
    expect(part("sweep-verdict")).not().isEmpty();
    expect(part("sweep-figure").locator("option:checked")).hasText("exactitud");
    expect(part("sweep-curve").locator("option:checked")).hasText("exactitud, entrenamiento");
    Download saved = page.waitForDownload(() -> part("sweep-csv").click());
    assertThat(Files.readString(saved.path()))
        .startsWith("run,epoch,part,measure,value\n")
        .contains("xor/epochs=40 seed=2,40,training,loss,")
        .contains("xor/epochs=2 seed=1,,evaluation,accuracy,");
    // The browser itself complains about the status.
    forgive();
    restart();
    page.reload();
    expect(part("swept").locator("tbody tr")).hasCount(2);
    shots("barrido");
    fitsInto(360);
    isAccessible();
    part("sweep-delete").click();
    expect(part("sweep-none")).isVisible();
  }
}
