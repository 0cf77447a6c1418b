package dev.cien.recipes.compare;

import dev.cien.nn.Params;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Text;
import dev.cien.recipes.catalog.Recipes;
import java.util.LinkedHashMap;
import java.util.Map;

/// One side of a claim: something that can be measured again and again, with another seed each
/// time.
///
/// @param name who it is, such as "CNN, 20,490 parameters"
/// @param measure gives its figure
public record Side(Text name, Measure measure) {
  /// Measures once.
  @FunctionalInterface
  public interface Measure {
    /// @param seed what all random numbers come from
    /// @param quick whether a version of seconds will do
    Measured of(long seed, boolean quick);
  }

  /// What was measured.
  ///
  /// @param value the figure
  /// @param parameters how many numbers were learnt; 0 where that is not known
  /// @param seconds how long training took
  public record Measured(double value, long parameters, double seconds) {}

  /// A recipe, trained and measured on its test data.
  ///
  /// @param metric which of its figures
  /// @param set its settings; they win over those of the quick version
  public static Side recipe(Text name, String recipe, String metric, Map<String, String> set) {
    return new Side(name, (seed, quick) -> run(recipe, metric, set, seed, quick));
  }

  /// A baseline of a recipe, measured by the recipe's deciding figure.
  ///
  /// @param baseline its name
  public static Side baseline(Text name, String recipe, String baseline, Map<String, String> set) {
    return new Side(
        name,
        (seed, quick) -> {
          Experiment experiment = prepare(recipe, set, seed, quick);
          long start = System.nanoTime();
          double value =
              experiment.baselines().stream()
                  .filter(each -> each.name().equals(baseline))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "compare: expected a baseline "
                                  + baseline
                                  + " of the recipe "
                                  + recipe
                                  + ", found none."))
                  .measure()
                  .getAsDouble();
          return new Measured(value, 0, (System.nanoTime() - start) * 1e-9);
        });
  }

  private static Experiment prepare(
      String name, Map<String, String> set, long seed, boolean quick) {
    Recipe recipe =
        Recipes.find(name)
            .orElseThrow(
                () ->
                    new InputException(
                        new Text(
                            "compare: there is no recipe " + name,
                            "compare: no hay ninguna receta " + name)));
    Map<String, String> values = new LinkedHashMap<>(quick ? recipe.quick() : Map.of());
    values.putAll(set);
    values.put("seed", Long.toString(seed));
    return recipe.prepare(recipe.settings(values));
  }

  private static Measured run(
      String name, String metric, Map<String, String> set, long seed, boolean quick) {
    Experiment experiment = prepare(name, set, seed, quick);
    long start = System.nanoTime();
    experiment.before().forEach(Phase::run);
    experiment.trainer().fit(experiment.training());
    double seconds = (System.nanoTime() - start) * 1e-9;
    Double value = experiment.evaluate().metrics().get(metric);
    if (value == null) {
      throw new IllegalStateException(
          "compare: expected a figure " + metric + " of the recipe " + name + ", found none.");
    }
    return new Measured(value, Params.of(experiment.model()).count(), seconds);
  }
}
