package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.catalog.Recipes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void verifyGivesALineForEachRecipeWithTheAgreedFields() {
    Typed typed = Typed.cien("recipes", "verify", "--quick", "--json");
    assertThat(typed.lines()).hasSize(Recipes.all().size());
    for (String line : typed.lines()) {
      JsonNode result = JsonMapper.shared().readTree(line);
      assertThat(result.propertyNames())
          .contains("recipe", "rows", "metric", "value", "floor", "baseline", "passed", "seconds");
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
