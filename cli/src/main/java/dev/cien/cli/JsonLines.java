package dev.cien.cli;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.train.TrainEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Shows a training to programs: one event a line. The last one, `finished`, is written by the
/// command, which knows the figures on the test data.
final class JsonLines implements Display {
  /// Between two `step` lines; where epochs last milliseconds, the trainer tells of more.
  private static final long QUIET_NANOS = 250_000_000;

  private final Terminal terminal;
  private final Recipe recipe;
  private final Settings settings;
  private final Optional<String> phase;
  private long told = System.nanoTime() - QUIET_NANOS;

  /// @param phase the part of the run that the events are of, said in each line; none for the main
  ///   part
  JsonLines(Terminal terminal, Recipe recipe, Settings settings, Optional<String> phase) {
    this.terminal = terminal;
    this.recipe = recipe;
    this.settings = settings;
    this.phase = phase;
  }

  @Override
  public void accept(TrainEvent event) {
    switch (event) {
      case TrainEvent.Started started -> {
        Map<String, Object> fields = new LinkedHashMap<>(started.fields());
        fields.put("recipe", recipe.card().name());
        fields.put("settings", settings.values());
        tell(fields);
      }
      case TrainEvent.Stepped stepped -> {
        long now = System.nanoTime();
        if (now - told >= QUIET_NANOS) {
          told = now;
          tell(stepped.fields());
        }
      }
      case TrainEvent.EpochEnded ended -> {
        Map<String, Object> fields = new LinkedHashMap<>(ended.fields());
        ended
            .training()
            .forEach(
                (key, value) -> fields.putIfAbsent(key, Double.isFinite(value) ? value : null));
        tell(fields);
      }
      case TrainEvent.Finished _ -> {}
      case TrainEvent.Evaluated _, TrainEvent.Saved _, TrainEvent.Warned _, TrainEvent.Stopped _ ->
          tell(event.fields());
    }
  }

  private void tell(Map<String, Object> event) {
    Map<String, Object> fields = new LinkedHashMap<>(event);
    phase.ifPresent(name -> fields.put("phase", name));
    terminal.line(Json.line(fields));
  }

  @Override
  public void close() {}
}
