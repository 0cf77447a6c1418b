package dev.cien.cli;

import dev.cien.recipes.Experiment;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Recipe;
import dev.cien.train.TrainRun;
import dev.cien.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A recipe trained in a run's folder: what comes before, then the main part, each from where a
/// folder that is resumed has it.
///
/// @param folder the run's
/// @param resumed whether the run began there before
/// @param stop asked after every step
/// @param displays who watches a phase, or the main part
record FolderTraining(
    Terminal terminal,
    Recipe recipe,
    Path folder,
    boolean resumed,
    BooleanSupplier stop,
    Function<Optional<Phase>, Display> displays) {

  /// Trains to the end or until it should stop.
  ///
  /// @return the main part's run, or that of the phase that was stopped
  TrainRun fit(Experiment experiment) {
    List<Phase> before = experiment.before();
    if (!resumed && !before.isEmpty()) {
      RunFiles.announce(terminal, folder, recipe, experiment.settings());
    }
    for (Phase phase : before) {
      try (Display display = displays.apply(Optional.of(phase))) {
        Optional<TrainRun> run =
            phase.run(folder, trainer -> ready(trainer, experiment).listen(display));
        if (run.isPresent() && run.get().stopped()) {
          return run.get();
        }
      }
    }
    try (Display display = displays.apply(Optional.empty())) {
      Trainer trainer = ready(experiment.trainer(), experiment).in(folder).listen(display);
      // A training that was stopped in a phase before it has not begun.
      boolean goesOn =
          resumed && (before.isEmpty() || Files.isDirectory(folder.resolve("checkpoints")));
      return (goesOn ? trainer.resume() : trainer).fit(experiment.training());
    }
  }

  private Trainer ready(Trainer trainer, Experiment experiment) {
    return trainer
        .config(RunFiles.config(recipe, experiment.settings()))
        .words(word -> Report.drawn(terminal, word))
        .stopWhen(stop);
  }
}
