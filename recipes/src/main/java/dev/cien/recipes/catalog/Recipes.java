package dev.cien.recipes.catalog;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.history.Xor;
import dev.cien.recipes.sequence.Adding;
import dev.cien.recipes.sequence.CharRnn;
import dev.cien.recipes.sequence.CopyMemory;
import dev.cien.recipes.sequence.DatesInWords;
import dev.cien.recipes.sequence.Forecasting;
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
        new Adding(),
        new CopyMemory(),
        Forecasting.demand(),
        Forecasting.weather(),
        Forecasting.passengers(),
        Forecasting.market(),
        new CharRnn(),
        new DatesInWords());
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
