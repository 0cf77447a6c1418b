package dev.cien.recipes.catalog;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.history.AlexNetPhotographs;
import dev.cien.recipes.history.BackPropagation;
import dev.cien.recipes.history.DeepBelief;
import dev.cien.recipes.history.Gates;
import dev.cien.recipes.history.LeNetDigits;
import dev.cien.recipes.history.PerceptronLearning;
import dev.cien.recipes.history.WeatherForecast;
import dev.cien.recipes.history.Xor;
import dev.cien.recipes.tabular.BreastCancerCells;
import dev.cien.recipes.tabular.HousePrice;
import dev.cien.recipes.tabular.IrisFlowers;
import dev.cien.recipes.vision.DigitsConvolution;
import dev.cien.recipes.vision.DigitsPerceptron;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All recipes, in the order in which one would learn from them.
public final class Recipes {
  private Recipes() {}

  /// The recipes.
  public static List<Recipe> all() {
    return List.of(
        new Gates(),
        new PerceptronLearning(),
        new Xor(),
        new BackPropagation(),
        new LeNetDigits(),
        new WeatherForecast(),
        new DeepBelief(),
        new AlexNetPhotographs(),
        new HousePrice(),
        new IrisFlowers(),
        new BreastCancerCells(),
        new DigitsPerceptron(),
        new DigitsConvolution());
  }

  /// The recipes by family, the last word of their package; families and recipes in the order of
  /// [#all].
  public static Map<String, List<Recipe>> families() {
    Map<String, List<Recipe>> families = new LinkedHashMap<>();
    for (Recipe recipe : all()) {
      String place = recipe.getClass().getPackageName();
      families
          .computeIfAbsent(place.substring(place.lastIndexOf('.') + 1), _ -> new ArrayList<>())
          .add(recipe);
    }
    return families;
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
