package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.catalog.Recipes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {
  @TempDir Path folder;

  @Test
  void everyCommandHasHelpInBothLanguages() {
    for (String command :
        List.of(
            "train",
            "evaluate",
            "predict",
            "summary",
            "recipes",
            "data",
            "doctor",
            "bench",
            "classpath",
            "completion")) {
      assertThat(Typed.cien(command, "--help").out())
          .as(command)
          .contains("Usage: cien " + command, "--verbose");
      assertThat(Typed.cien(command, "--help", "--lang", "es").out())
          .as(command)
          .contains("Uso: cien " + command);
    }
    assertThat(Typed.cien("--help").out()).contains("Exit codes:", "130", "train", "doctor");
  }

  @Test
  void theVersionNamesTheJdk() {
    assertThat(Typed.cien("--version").out()).startsWith("cien 0.").contains("JDK 25");
  }

  @Test
  void summaryCountsParametersExactly() {
    Typed typed = Typed.cien("summary", "digits-mlp");
    assertThat(typed.code()).isZero();
    assertThat(typed.out()).contains("669,706 parameters", "401920", "[1, 512]");
    assertThat(Typed.cien("summary", "digits").out())
        .contains("conv1", "[1, 16, 26, 26]", "[1, 32, 12, 12]");
  }

  /// Models that are no chains of stages: their step says what they cost.
  @ParameterizedTest
  @ValueSource(strings = {"gan-points", "diffusion-points", "in-context"})
  void summaryCountsTheStepOfAnyModel(String recipe) {
    Typed typed = Typed.cien("summary", recipe);
    assertThat(typed.code()).isZero();
    Matcher total =
        Pattern.compile("([\\d,]+) parameters; ([\\d,]+) FLOPs to train on one sample")
            .matcher(typed.out());
    assertThat(total.find()).isTrue();
    long parameters = Long.parseLong(total.group(1).replace(",", ""));
    long flops = Long.parseLong(total.group(2).replace(",", ""));
    // A multiplication and an addition each, forward and for two gradients, but for shared work.
    assertThat(flops).isBetween(2 * parameters, 2000 * parameters);
    assertThat(typed.out()).contains("weight[").doesNotContain(" 0.0 MB for activations");
    long listed =
        typed.lines().stream()
            .filter(line -> line.contains("[") && line.strip().matches(".* \\d+"))
            .mapToLong(line -> Long.parseLong(line.strip().replaceAll(".* ", "")))
            .sum();
    assertThat(listed).isEqualTo(parameters);
  }

  /// What has parameters and is neither a product nor a plain convolution does more than to give
  /// its output.
  @Test
  void summaryCountsWhatALayerDoes() {
    assertThat(Typed.cien("summary", "autoencoder").out())
        // Its transposed convolutions: 49 and 196 places, [16, 8, 4, 4] and [8, 1, 4, 4] products.
        .containsPattern("up1 .* (2[01]\\d{4})\\R")
        .containsPattern("up2 .* (5\\d{4})\\R");
  }

  @Test
  void recipesAreListedWithRowsAndTitlesInBothLanguages() {
    Typed typed = Typed.cien("recipes", "list", "--json");
    assertThat(typed.lines()).hasSize(Recipes.all().size());
    for (String line : typed.lines()) {
      JsonNode recipe = JsonMapper.shared().readTree(line);
      assertThat(recipe.get("rows")).isNotEmpty();
      assertThat(recipe.get("title").get("es").asString()).isNotBlank();
      assertThat(Typed.cien("recipes", "show", recipe.get("recipe").asString()).out())
          .contains("epochs=");
    }
  }

  /// That all of them reach their floors is tested where they are.
  @Test
  void verifyGivesALineForEachRecipeWithTheAgreedFields() {
    List<String> names = List.of("gates", "iris", "digits-mlp", "dbn", "forecast-weather", "clip");
    List<String> words = new ArrayList<>(List.of("recipes", "verify", "--quick", "--json"));
    words.addAll(names);
    Typed typed = Typed.cien(words.toArray(String[]::new));
    assertThat(typed.lines()).hasSize(names.size());
    for (String line : typed.lines()) {
      JsonNode result = JsonMapper.shared().readTree(line);
      assertThat(result.propertyNames())
          .contains("recipe", "rows", "metric", "value", "floor", "baseline", "passed", "seconds");
      assertThat(result.get("recipe").asString()).isIn(names);
      if (result.get("skipped").isNull()) {
        assertThat(result.get("passed").asBoolean()).as(line).isTrue();
        assertThat(result.get("seconds").asDouble()).as(line).isLessThan(60);
      } else {
        assertThat(result.get("skipped").asString()).contains("cien data get");
      }
    }
    assertThat(typed.code()).isZero();
  }

  @Test
  void theClassPathIsAbsolute() {
    String path = Typed.cien("classpath").out().strip();
    assertThat(path.split(File.pathSeparator))
        .allSatisfy(entry -> assertThat(Path.of(entry)).isAbsolute());
  }

  @Test
  void completionKnowsCommandsAndRecipes() {
    assertThat(Typed.cien("completion").out()).contains("complete -F", "breast-cancer", "--epochs");
  }

  @Test
  void dataNamesTheCacheAndTheSets() {
    assertThat(Typed.cien("data", "list").out()).contains("mnist", "cifar-10", "CIEN_DATA");
    assertThat(Typed.cien("data", "path", "cifar-11").code()).isEqualTo(Exit.USAGE);
  }

  @Test
  void programsAreExplained() throws Exception {
    Path run = folder.resolve("run");
    Path programs = folder.resolve("programs");
    Typed typed =
        Typed.cien(
            "train",
            "xor",
            "--epochs",
            "2",
            "--out",
            run.toString(),
            "--explain-program",
            programs.toString());
    assertThat(typed.code()).isZero();
    assertThat(Files.readString(programs.resolve("train-step.txt"))).isNotBlank();
    assertThat(Files.readString(programs.resolve("predict.txt"))).isNotBlank();
  }

  @Test
  void theNearestNameIsFound() {
    assertThat(Nearest.of("iriss", Recipes.names())).contains("iris");
    assertThat(Nearest.of("rxo", Recipes.names())).contains("xor");
    assertThat(Nearest.of("bananas", Recipes.names())).isEmpty();
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
