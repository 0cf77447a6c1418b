package dev.cien.course.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.course.runs.RunsFolder;
import dev.cien.data.Digits;
import dev.cien.io.Safetensors;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.catalog.Recipes;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.DigitsCnn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Networks of runs that read a drawn digit: which are offered, and that they answer as they did in
/// their run.
class DigitRunsTest {
  private static final Map<String, String> SMALL =
      Map.of("samples", "100", "hidden", "16", "channels", "2", "labels", "20", "width", "16");

  @TempDir Path folder;

  private DigitRuns runs() {
    return new DigitRuns(new RunsFolder(List.of(folder)));
  }

  private Path run(String name, String recipe, Map<String, String> settings) throws Exception {
    Path run = Files.createDirectories(folder.resolve(name));
    Map<String, Object> config = Map.of("recipe", recipe, "settings", settings);
    Files.writeString(run.resolve("config.json"), JsonMapper.shared().writeValueAsString(config));
    return run;
  }

  private static Map<String, String> small(Recipe recipe) {
    Map<String, String> chosen = new HashMap<>(SMALL);
    chosen.keySet().removeIf(key -> recipe.settings().stream().noneMatch(s -> s.key().equals(key)));
    return chosen;
  }

  @ParameterizedTest
  @CsvSource({"digits-mlp, model.safetensors", "dbn, checkpoints/step-2/model.safetensors"})
  void aNetworkAnswersAsInItsRun(String name, String file) throws Exception {
    Recipe recipe = Recipes.find(name).orElseThrow();
    Experiment experiment = recipe.prepare(recipe.settings(small(recipe)));
    Path saved = run("one", name, small(recipe)).resolve(file);
    Files.createDirectories(saved.getParent());
    Safetensors.write(saved, Params.of(experiment.model()).values(), Map.of());

    DigitRuns.Opened opened = runs().open("0/one");
    assertThat(opened.recipe().card().name()).isEqualTo(name);
    assertThat(opened.reader().accuracy()).isNaN();
    assertThat(opened.reader().parameters()).isEqualTo(Params.of(experiment.model()).count());
    Digits digits = Digits.load();
    DigitReader.Reading reading =
        opened.reader().read(DigitReaderTest.paper(digits.test().picture(0)));
    // As the experiment's own samples reach the model.
    boolean scaled = experiment.example().inputs().toFloats()[0] < 0;
    Tensor x = (scaled ? digits.standardized() : digits).test().batch(0).inputs();
    double[] expected = ((Layer) experiment.model()).forward(x).softmax(-1).toDoubles();
    for (DigitReader.Choice choice : reading.choices()) {
      assertThat(choice.probability()).isCloseTo(expected[choice.digit()], within(1e-5));
    }
    assertThat(reading.layers().getLast().shape()).containsExactly(10);
    assertThat(reading.layers()).hasSizeGreaterThan(2);
  }

  @Test
  void onlyWhatReadsDigitsIsOffered() throws Exception {
    run("good", "digits", Map.of("channels", "4"));
    Files.writeString(folder.resolve("good/evaluation.json"), "{\"metrics\":{\"accuracy\":0.98}}");
    run("clothes", "fashion", Map.of());
    run("giant", "digits-mlp", Map.of("hidden", "999999999"));
    Files.writeString(
        Files.createDirectories(folder.resolve("broken")).resolve("config.json"), "{");
    assertThat(runs().all())
        .filteredOn(entry -> entry.obstacle().isEmpty())
        .extracting(entry -> entry.run().id())
        .containsExactly("0/good");
    for (String id : new String[] {"0/clothes", "0/broken"}) {
      assertThatThrownBy(() -> runs().open(id))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("reads no digits of 28 × 28 pixels");
    }
    assertThatThrownBy(() -> runs().open("0/giant")).hasMessageContaining("too large");
    assertThatThrownBy(() -> runs().open("0/good")).hasMessageContaining("not kept a network yet");
    for (String id : new String[] {"0/../good", "1/good", "", "0/none"}) {
      assertThatThrownBy(() -> runs().open(id)).hasMessageContaining("no such run");
    }
  }

  @Test
  void aFileThatDoesNotFitIsSaid() throws Exception {
    Path run = run("other", "digits", Map.of("channels", "2", "samples", "100"));
    DigitsCnn another = DigitsCnn.of(3, 0, Rng.of(1));
    Safetensors.write(run.resolve("model.safetensors"), Params.of(another).values(), Map.of());
    assertThatThrownBy(() -> runs().open("0/other"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not fit this run's recipe");
  }
}
