package dev.cien.recipes;

import dev.cien.data.Batches;
import dev.cien.io.Safetensors;
import dev.cien.nn.Params;
import dev.cien.train.TrainRun;
import dev.cien.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A part of a run that comes before its main part, such as pre-training; it has a run folder of
/// its own inside the run's.
///
/// @param name what its folder is called
/// @param title what it does
/// @param model what it changes, a record with all parameters that it moves
/// @param trainer its loop
/// @param training its samples
public record Phase(String name, Text title, Object model, Trainer trainer, Batches training) {
  private static final String DONE = "model.safetensors";

  /// Runs the phase without a folder.
  public void run() {
    trainer.fit(training);
  }

  /// Runs the phase in its folder inside a run's folder. If it came to its end there before, its
  /// result is loaded; if it was stopped, it goes on.
  ///
  /// @param run the run's folder
  /// @param prepare gives the trainer its listeners
  /// @return what the training gave; nothing if it had come to its end before
  public Optional<TrainRun> run(Path run, UnaryOperator<Trainer> prepare) {
    Path folder = run.resolve(name);
    Path done = folder.resolve(DONE);
    if (Files.isRegularFile(done)) {
      Params.of(model).load(Safetensors.open(done).tensors());
      return Optional.empty();
    }
    Trainer ready = prepare.apply(trainer).in(folder);
    boolean begun = Files.isRegularFile(folder.resolve("config.json"));
    return Optional.of((begun ? ready.resume() : ready).fit(training));
  }
}
