package dev.cien.recipes.catalog;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.history.Xor;
import dev.cien.recipes.tabular.BreastCancerCells;
import dev.cien.recipes.tabular.HousePrice;
import dev.cien.recipes.tabular.IrisFlowers;
import dev.cien.recipes.vision.AutoEncoderAnomalies;
import dev.cien.recipes.vision.CifarPhotographs;
import dev.cien.recipes.vision.Denoising;
import dev.cien.recipes.vision.DigitsConvolution;
import dev.cien.recipes.vision.DigitsPerceptron;
import dev.cien.recipes.vision.FashionPictures;
import dev.cien.recipes.vision.HandMadeFeatures;
import dev.cien.recipes.vision.SuperResolution;
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
        new HandMadeFeatures(),
        new FashionPictures(),
        new CifarPhotographs(),
        new AutoEncoderAnomalies(),
        new Denoising(),
        new SuperResolution());
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
