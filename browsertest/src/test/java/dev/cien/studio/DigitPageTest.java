package dev.cien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.cien.io.Safetensors;
import dev.cien.nn.Params;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.catalog.Recipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A digit is drawn and read, by pointer and by keyboard, and the network is still there after a
/// restart.
class DigitPageTest extends BrowserTest {
  /// What the network reads, once it has read all that was drawn.
  private LocatorAssertions first() {
    return expect(part("choices").locator("li").first().locator("span").first());
  }

  @Test
  void aDrawnDigitIsReadAndItsLayersAreShown() throws Exception {
    open("/lab/digito");
    fitsInto(360);
    page.setViewportSize(1280, 900);
    part("train").click();
    part("progress").waitFor();
    page.reload();
    part("ready").waitFor(new Locator.WaitForOptions().setTimeout(TRAINING));
    assertThat(part("ready").innerText()).containsPattern("9[5-9],?\\d? ?.?%");
    var box = part("sheet").boundingBox();
    page.mouse().move(box.x + box.width * 0.5, box.y + box.height * 0.15);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.5, box.y + box.height * 0.85);
    page.mouse().up();
    first().hasText("1");
    assertThat(part("choices").locator("li").count()).isEqualTo(3);
    assertThat(part("layers").locator("tbody tr").count()).isEqualTo(5);
    assertThat(page.locator("digito-map.tile").count()).isEqualTo(6 + 12 + 12);
    assertThat(part("node").innerText()).contains("nodo de entrada 407");
    shots("digito");
    part("clear").click();
    part("choices")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    // By keyboard: down, then right and down, which is a 7 without its bar.
    part("sheet").focus();
    for (int i = 0; i < 6; i++) {
      page.keyboard().press("ArrowLeft");
    }
    page.keyboard().press("Space");
    for (int i = 0; i < 12; i++) {
      page.keyboard().press("ArrowRight");
    }
    for (int i = 0; i < 16; i++) {
      page.keyboard().press("ArrowDown");
    }
    first().hasText("7");
    restart();
    open("/lab/digito");
    part("ready").waitFor();
    part("example").click();
    // The first test digit is a 7.
    first().hasText("7");
    fitsInto(360);
    isAccessible();
  }

  /// As `cien train` leaves one, but for the training.
  private String untrained(String name, Map<String, String> settings) throws Exception {
    Path run = Files.createDirectories(folder.resolve("runs").resolve(name + "-2"));
    Files.writeString(
        run.resolve("config.json"), Json.text(Map.of("recipe", name, "settings", settings)));
    Files.writeString(run.resolve("evaluation.json"), "{\"metrics\":{\"accuracy\":0.0625}}");
    Recipe recipe = Recipes.find(name).orElseThrow();
    Object model = recipe.prepare(recipe.settings(settings)).model();
    Safetensors.write(run.resolve("model.safetensors"), Params.of(model).values(), Map.of());
    return "1/" + name + "-2";
  }

  @Tag("thorough")
  @Test
  void aNetworkOfARunReadsInsteadAndOthersAreNotOffered() throws Exception {
    String id = untrained("digits-mlp", Map.of("hidden", "16", "samples", "100"));
    Path iris = Files.createDirectories(folder.resolve("runs/iris-1"));
    Files.writeString(iris.resolve("config.json"), "{\"recipe\":\"iris\",\"settings\":{}}");

    open("/lab/digito");
    expect(part("others")).containsText("no se ofrecen");
    part("network").selectOption(id);
    expect(part("run")).containsText("13.002 parámetros");
    expect(part("run")).containsText("6,3");
    part("example").click();
    first().not().isEmpty();
    expect(part("layers").locator("tbody tr")).hasCount(3);
    expect(part("layers")).containsText("layers.0");
    shots("digito-run");
    isAccessible();
    fitsInto(360);
    open("/lab/digito?red=" + id);
    expect(part("run")).containsText(id);
    open("/lab/digito?red=1/iris-1");
    expect(page.locator("[role=alert]")).containsText("no lee dígitos de 28 × 28 píxeles");
    forgive();
  }

  @Tag("thorough")
  @Test
  void networksOfVitAndLenetReadToo() throws Exception {
    String vit = untrained("vit", Map.of("width", "8", "layers", "1", "samples", "100"));
    String lenet = untrained("lenet", Map.of("samples", "100"));
    open("/lab/digito");
    part("network").selectOption(lenet);
    expect(part("run")).containsText("60.850 parámetros");
    part("example").click();
    first().not().isEmpty();
    expect(part("layers").locator("tbody tr")).hasCount(7);
    expect(part("layers")).containsText("c3");
    expect(part("layers")).containsText("16 × 10 × 10");
    shots("digito-lenet");
    isAccessible();
    open("/lab/digito?red=" + vit);
    expect(part("run")).containsText("6,3");
    part("example").click();
    first().not().isEmpty();
    expect(part("layers").locator("tbody tr")).hasCount(1);
    expect(part("layers-text")).containsText("no es una cadena de capas");
    shots("digito-vit");
    isAccessible();
  }
}
