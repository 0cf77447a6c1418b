package dev.cien.cli;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.train.TrainEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Shows a training to programs: one event a line. The last one, `finished`, is written by the
/// command, which knows the figures on the test data.
///
/// @param terminal where
/// @param recipe what is trained
/// @param settings with which settings
record JsonLines(Terminal terminal, Recipe recipe, Settings settings) implements Display {
  @Override
  public void accept(TrainEvent event) {
    switch (event) {
      case TrainEvent.Started started -> {
        Map<String, Object> fields = new LinkedHashMap<>(started.fields());
        fields.put("recipe", recipe.card().name());
        fields.put("settings", settings.values());
        terminal.line(Json.line(fields));
      }
      case TrainEvent.EpochEnded ended -> {
        Map<String, Object> fields = new LinkedHashMap<>(ended.fields());
        ended
            .training()
            .forEach(
                (key, value) -> fields.putIfAbsent(key, Double.isFinite(value) ? value : null));
        terminal.line(Json.line(fields));
      }
      case TrainEvent.Finished _ -> {}
      case TrainEvent.Stepped _,
          TrainEvent.Evaluated _,
          TrainEvent.Saved _,
          TrainEvent.Warned _,
          TrainEvent.Stopped _ ->
          terminal.line(event.toJson());
    }
  }

  @Override
  public void close() {}
}
