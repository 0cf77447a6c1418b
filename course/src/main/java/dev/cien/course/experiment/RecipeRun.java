package dev.cien.course.experiment;

import dev.cien.data.Batch;
import dev.cien.nn.Params;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.SingleStep;
import dev.cien.tensor.Profile;
import dev.cien.tensor.Rng;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The quick version of a recipe, trained and measured on its test data. Figures: those of its
/// evaluation, `parameters`, each baseline that takes no time as `baseline.NAME`, and `flop`: the
/// arithmetic operations of its training, which are those that the engine counts in one step times
/// the steps.
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
    experiment.learn();
    Map<String, Double> figures = new LinkedHashMap<>(experiment.evaluate().metrics());
    figures.put("parameters", (double) Params.of(experiment.model()).count());
    for (Baseline baseline : experiment.baselines()) {
      if (baseline.fast()) {
        figures.put("baseline." + baseline.name(), baseline.measure().getAsDouble());
      }
    }
    flop(experiment).ifPresent(flop -> figures.put("flop", flop));
    return Measured.of(figures);
  }

  /// Counted after the figures were taken, because it moves the model by a step. Nothing where the
  /// training is more than its steps.
  private static OptionalDouble flop(Experiment experiment) {
    if (!experiment.before().isEmpty()) {
      return OptionalDouble.empty();
    }
    SingleStep single = SingleStep.of(experiment);
    Batch batch = single.batch();
    long once =
        single
            .step()
            .profile(1, Rng.of(experiment.settings().seed()), batch.inputs(), batch.targets())
            .entries()
            .stream()
            .mapToLong(Profile.Entry::flops)
            .sum();
    double steps = (double) experiment.training().steps() * experiment.settings().epochs();
    return once > 0 ? OptionalDouble.of(once * steps) : OptionalDouble.empty();
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
