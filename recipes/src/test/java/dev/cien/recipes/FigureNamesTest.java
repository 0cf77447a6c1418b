package dev.cien.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.catalog.Recipes;
import org.junit.jupiter.api.Test;

/// Figures have names for people, in both languages.
class FigureNamesTest {
  @Test
  void bothLanguagesNameTheSameFigures() {
    assertThat(FigureNames.file("es").keySet()).isEqualTo(FigureNames.file("en").keySet());
    FigureNames.all()
        .forEach(
            (key, name) -> {
              assertThat(name.en()).as(key).isNotBlank();
              assertThat(name.es()).as(key).isNotBlank();
            });
  }

  @Test
  void whatDecidesARecipeHasAName() {
    for (Recipe recipe : Recipes.all()) {
      assertThat(FigureNames.all()).containsKey(recipe.card().metric());
    }
  }

  @Test
  void aFigureWithoutANameGoesByItsKey() {
    assertThat(FigureNames.of("exact_match"))
        .isEqualTo(new Text("exact answers", "respuestas exactas"));
    assertThat(FigureNames.of("own_figure")).isEqualTo(new Text("own_figure", "own_figure"));
  }
}
