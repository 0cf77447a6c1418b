package dev.cien.recipes.compare;

import dev.cien.nn.Params;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Text;
import dev.cien.recipes.catalog.Recipes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
    return figures(recipe, set, List.of(new Figure(name, metric))).getFirst();
  }

  /// One of several figures of the same training.
  ///
  /// @param name who it is of
  /// @param metric which it is
  public record Figure(Text name, String metric) {}

  /// Several figures of a recipe as sides: it is trained once with each seed for all of them.
  ///
  /// @param set its settings; they win over those of the quick version
  public static List<Side> figures(String recipe, Map<String, String> set, List<Figure> figures) {
    Map<String, Trained> known = new HashMap<>();
    return figures.stream()
        .map(
            figure ->
                new Side(
                    figure.name(),
                    (seed, quick) ->
                        known
                            .computeIfAbsent(
                                seed + " " + quick, key -> run(recipe, set, seed, quick))
                            .figure(recipe, figure.metric())))
        .toList();
  }

  /// What came of a training.
  private record Trained(Map<String, Double> figures, long parameters, double seconds) {
    Measured figure(String recipe, String metric) {
      Double value = figures.get(metric);
      if (value == null) {
        throw new IllegalStateException(
            "compare: expected a figure " + metric + " of the recipe " + recipe + ", found none.");
      }
      return new Measured(value, parameters, seconds);
    }
  }

  /// A baseline of a recipe, measured by the recipe's deciding figure after what the recipe trains
  /// before its main part: a judge, or the baseline itself.
  ///
  /// @param baseline its name
  public static Side baseline(Text name, String recipe, String baseline, Map<String, String> set) {
    return new Side(
        name,
        (seed, quick) -> {
          Experiment experiment = prepare(recipe, set, seed, quick);
          long start = System.nanoTime();
          experiment.before().forEach(Phase::run);
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

  private static Trained run(String name, Map<String, String> set, long seed, boolean quick) {
    Experiment experiment = prepare(name, set, seed, quick);
    long start = System.nanoTime();
    experiment.learn();
    double seconds = (System.nanoTime() - start) * 1e-9;
    return new Trained(
        experiment.evaluate().metrics(), Params.of(experiment.model()).count(), seconds);
  }
}
