package dev.cien.cli;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.catalog.Recipes;
import java.util.Iterator;

/// The names of recipes: for shell completion, and to find the one that somebody typed.
final class RecipeNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Recipes.names().iterator();
  }

  /// The recipe of that name.
  static Recipe find(Terminal terminal, String name) {
    return Recipes.find(name)
        .orElseThrow(
            () -> {
              String near =
                  Nearest.of(name, Recipes.names())
                      .map(n -> " " + terminal.text("error.didYouMean", n))
                      .orElse("");
              return Failure.usage(
                  terminal.text("error.noRecipe", name)
                      + near
                      + " "
                      + terminal.text("error.recipes", String.join(", ", Recipes.names())));
            });
  }
}
