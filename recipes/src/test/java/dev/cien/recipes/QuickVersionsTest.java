package dev.cien.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.DataUnavailableException;
import dev.cien.recipes.catalog.Recipes;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each recipe learns in its quick version; two at a time.
@Execution(ExecutionMode.CONCURRENT)
class QuickVersionsTest {
  static List<Recipe> recipes() {
    return Recipes.all();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void theQuickVersionReachesItsFloor(Recipe recipe) {
    Experiment experiment = prepared(recipe);
    experiment.learn();
    double value = experiment.evaluate().metric(recipe.card().metric());
    assertThat(recipe.card().passes(value, recipe.quickFloor()))
        .as(
            "%s: %s %s, floor %s",
            recipe.card().name(), recipe.card().metric(), value, recipe.quickFloor())
        .isTrue();
  }

  private static Experiment prepared(Recipe recipe) {
    try {
      return recipe.prepare(recipe.settings(recipe.quick()));
    } catch (DataUnavailableException e) {
      return Assumptions.abort(e.getMessage());
    }
  }
}
