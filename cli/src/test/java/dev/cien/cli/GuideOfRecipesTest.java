package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.catalog.Recipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The guide, in both languages, has a place for every recipe.
class GuideOfRecipesTest {
  private static final Path PAGES = Path.of("../docs/guide");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRecipeStandsInIt(boolean spanish) throws IOException {
    String guide;
    try (var files = Files.list(PAGES)) {
      guide =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> file.toString().endsWith(".es.md") == spanish)
              .map(GuideOfRecipesTest::text)
              .collect(Collectors.joining("\n"));
    }
    List<String> missing =
        Recipes.names().stream()
            .filter(name -> !guide.contains("`cien train " + name + "`"))
            .toList();
    assertThat(missing).as("recipes without `cien train NAME` in the guide").isEmpty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
