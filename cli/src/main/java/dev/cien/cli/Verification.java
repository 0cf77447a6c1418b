package dev.cien.cli;

import dev.cien.data.DataUnavailableException;
import dev.cien.nn.Params;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Runs recipes for their verdicts, once with each seed.
///
/// @param quick whether the versions that are over in seconds are meant
/// @param seeds where the random numbers start; the recipe's own where there are none
/// @param out where each run has its folder, so that a verification that was stopped goes on;
///   nothing is kept without it
/// @param stop asked after every step of what has a folder
record Verification(
    Terminal terminal, boolean quick, List<Long> seeds, Optional<Path> out, BooleanSupplier stop) {

  /// The verdict on a recipe; nothing if it was stopped before.
  ///
  /// @param line where it is said how far it is
  Optional<Verdict> of(Recipe recipe, VerifyLine line) {
    Map<String, String> values = new LinkedHashMap<>(quick ? recipe.quick() : Map.of());
    double floor = quick ? recipe.quickFloor() : recipe.card().floor();
    List<Verdict.Figures> runs = new ArrayList<>();
    try (line) {
      for (int i = 0; i < Math.max(1, seeds.size()); i++) {
        if (!seeds.isEmpty()) {
          values.put("seed", seeds.get(i).toString());
        }
        Optional<Verdict.Figures> figures = figures(recipe, values, i == 0, line);
        if (figures.isEmpty()) {
          return Optional.empty();
        }
        runs.add(figures.get());
      }
      return Optional.of(
          new Verdict(
              recipe.card(), floor, Optional.of(Verdict.Figures.of(runs)), Optional.empty()));
    } catch (DataUnavailableException e) {
      return Optional.of(new Verdict(recipe.card(), floor, Optional.empty(), Optional.of(e)));
    }
  }

  private Optional<Verdict.Figures> figures(
      Recipe recipe, Map<String, String> values, boolean withBaselines, VerifyLine line) {
    Settings settings = recipe.settings(values);
    Optional<Path> folder = out.map(dir -> folder(dir, recipe, settings));
    boolean resumed = folder.isPresent() && begun(folder.get(), settings);
    VerifyNotes notes = VerifyNotes.in(terminal, folder);
    if (notes.value().isPresent() && !withBaselines) {
      return Optional.of(notes.figures());
    }
    long start = System.nanoTime();
    Experiment experiment = recipe.prepare(settings);
    List<Baseline> missing =
        experiment.baselines().stream()
            .filter(each -> withBaselines && (!quick || each.fast()) && !notes.knows(each.name()))
            .toList();
    if (notes.value().isEmpty() || !missing.isEmpty()) {
      boolean ended = train(recipe, experiment, folder, resumed, line);
      if (ended && notes.value().isEmpty()) {
        line.begin(recipe.card().title());
        double value = experiment.evaluate().metric(recipe.card().metric());
        notes.spent((System.nanoTime() - start) * 1e-9);
        notes.value(value, Params.of(experiment.model()).count());
      } else if (!ended) {
        notes.spent((System.nanoTime() - start) * 1e-9);
        return Optional.empty();
      }
    }
    for (Baseline baseline : missing) {
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      line.begin(baseline.title());
      notes.baseline(baseline.name(), baseline.measure().getAsDouble());
    }
    return Optional.of(notes.figures());
  }

  private Path folder(Path dir, Recipe recipe, Settings settings) {
    return dir.resolve(
        recipe.card().name() + "-" + settings.word("seed") + (quick ? "-quick" : ""));
  }

  private boolean begun(Path folder, Settings settings) {
    if (!Files.isRegularFile(folder.resolve("config.json"))) {
      return false;
    }
    if (!RunFiles.open(terminal, folder).settings().equals(settings)) {
      throw Failure.usage(terminal.text("error.otherSettings", folder));
    }
    return true;
  }

  /// Trains; whether it came to the end.
  private boolean train(
      Recipe recipe,
      Experiment experiment,
      Optional<Path> folder,
      boolean resumed,
      VerifyLine line) {
    if (folder.isPresent()) {
      return !new FolderTraining(
              terminal,
              recipe,
              folder.get(),
              resumed,
              stop,
              part -> line.begin(title(recipe, part)))
          .fit(experiment)
          .stopped();
    }
    for (Phase phase : experiment.before()) {
      phase.trainer().listen(line.begin(phase.title()));
      phase.run();
    }
    experiment.trainer().listen(line.begin(recipe.card().title())).fit(experiment.training());
    return true;
  }

  private static Text title(Recipe recipe, Optional<Phase> part) {
    return part.map(Phase::title).orElse(recipe.card().title());
  }
}
