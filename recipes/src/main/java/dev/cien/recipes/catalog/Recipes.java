package dev.cien.recipes.catalog;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.generative.DiffusionPoints;
import dev.cien.recipes.generative.GanPoints;
import dev.cien.recipes.history.Xor;
import dev.cien.recipes.tabular.BreastCancerCells;
import dev.cien.recipes.tabular.HousePrice;
import dev.cien.recipes.tabular.IrisFlowers;
import dev.cien.recipes.vision.DigitsConvolution;
import dev.cien.recipes.vision.DigitsPerceptron;
import java.util.List;
import java.util.Optional;

/// All recipes, in the order in which one would learn from them.
public final class Recipes {
  private Recipes() {}

  /// The recipes.
  public static List<Recipe> all() {
    return List.of(
        new Xor(),
        new HousePrice(),
        new IrisFlowers(),
        new BreastCancerCells(),
        new DigitsPerceptron(),
        new DigitsConvolution(),
        new GanPoints(),
        new DiffusionPoints());
  }

  /// The recipe of that name.
  public static Optional<Recipe> find(String name) {
    return all().stream().filter(recipe -> recipe.card().name().equals(name)).findFirst();
  }

  /// The names of all recipes.
  public static List<String> names() {
    return all().stream().map(recipe -> recipe.card().name()).toList();
  }
}
