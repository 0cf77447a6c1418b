package dev.cien.course.experiment;

import dev.cien.nn.Params;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The quick version of a recipe, trained and measured on its test data. Figures: those of its
/// evaluation, `parameters`, `steps`, and each baseline that takes no time as `baseline.NAME`.
///
/// @param recipe what is run
/// @param set settings that win over those of the quick version
public record RecipeRun(Recipe recipe, Map<String, String> set) implements Run {
  /// Copies the map.
  public RecipeRun {
    set = Map.copyOf(set);
  }

  private Map<String, String> settings() {
    Map<String, String> values = new LinkedHashMap<>(recipe.quick());
    values.putAll(set);
    return values;
  }

  @Override
  public Measured measure() {
    Experiment experiment = recipe.prepare(recipe.settings(settings()));
    experiment.before().forEach(Phase::run);
    experiment.trainer().fit(experiment.training());
    Map<String, Double> figures = new LinkedHashMap<>(experiment.evaluate().metrics());
    figures.put("parameters", (double) Params.of(experiment.model()).count());
    for (Baseline baseline : experiment.baselines()) {
      if (baseline.fast()) {
        figures.put("baseline." + baseline.name(), baseline.measure().getAsDouble());
      }
    }
    return Measured.of(figures);
  }

  @Override
  public String command() {
    String settings =
        settings().entrySet().stream()
            .map(entry -> " --set " + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining());
    return "cien train " + recipe.card().name() + settings;
  }
}
