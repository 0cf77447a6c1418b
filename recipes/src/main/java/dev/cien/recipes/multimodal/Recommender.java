package dev.cien.recipes.multimodal;

import java.util.List;

/// Whatever says which films somebody may want to see next.
@FunctionalInterface
interface Recommender {
  /// How well each film fits.
  ///
  /// @param histories the films that people have rated, oldest first
  /// @return a row for each history, a number for each film
  double[][] scores(List<int[]> histories);
}
