package dev.cien.cli;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.train.TrainEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Shows a training to programs: one event a line. The last one, `finished`, is written by the
/// command, which knows the figures on the test data.
final class JsonLines implements Display {
  /// Between two `step` lines; where epochs last milliseconds, the trainer tells of more.
  private static final long QUIET_NANOS = 250_000_000;

  private final Terminal terminal;
  private final Recipe recipe;
  private final Settings settings;
  private long told = System.nanoTime() - QUIET_NANOS;

  JsonLines(Terminal terminal, Recipe recipe, Settings settings) {
    this.terminal = terminal;
    this.recipe = recipe;
    this.settings = settings;
  }

  @Override
  public void accept(TrainEvent event) {
    switch (event) {
      case TrainEvent.Started started -> {
        Map<String, Object> fields = new LinkedHashMap<>(started.fields());
        fields.put("recipe", recipe.card().name());
        fields.put("settings", settings.values());
        terminal.line(Json.line(fields));
      }
      case TrainEvent.Stepped stepped -> {
        long now = System.nanoTime();
        if (now - told >= QUIET_NANOS) {
          told = now;
          terminal.line(stepped.toJson());
        }
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
      case TrainEvent.Evaluated _, TrainEvent.Saved _, TrainEvent.Warned _, TrainEvent.Stopped _ ->
          terminal.line(event.toJson());
    }
  }

  @Override
  public void close() {}
}
