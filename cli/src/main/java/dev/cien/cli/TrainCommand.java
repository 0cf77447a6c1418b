package dev.cien.cli;

import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.tensor.Machine;
import dev.cien.train.TrainRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Trains a recipe, or goes on with a run that was stopped.
@Command(name = "train")
final class TrainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin Common common;

  @Parameters(
      paramLabel = "${bundle:label.recipe}",
      completionCandidates = RecipeNames.class,
      descriptionKey = "train.recipe")
  String name;

  @Option(names = "--epochs", paramLabel = "N", descriptionKey = "train.epochs")
  Integer epochs;

  @Option(names = "--seed", paramLabel = "S", descriptionKey = "train.seed")
  Long seed;

  @Option(names = "--threads", paramLabel = "N", descriptionKey = "train.threads")
  Integer threads;

  @Option(names = "--out", paramLabel = "${bundle:label.dir}", descriptionKey = "train.out")
  Path out;

  @Option(names = "--resume", paramLabel = "${bundle:label.dir}", descriptionKey = "train.resume")
  Path resume;

  @Option(names = "--set", paramLabel = "${bundle:label.setting}", descriptionKey = "train.set")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--json", descriptionKey = "common.json")
  boolean json;

  @Option(
      names = "--explain-program",
      paramLabel = "${bundle:label.dir}",
      descriptionKey = "train.explain")
  Path explain;

  TrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Recipe recipe = RecipeNames.find(terminal, name);
    if (threads != null) {
      if (threads < 1) {
        throw Failure.usage(terminal.text("error.threads", threads));
      }
      Machine.threads(threads);
    }
    Settings settings = resume == null ? chosen(recipe) : resumed(recipe);
    if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
      throw Failure.usage(terminal.text("error.noFolder", out));
    }
    Path folder = resume != null ? resume : out != null ? out : fresh(recipe);
    if (explain != null) {
      Explanation.write(recipe, settings, explain);
      terminal.tell("train.explained", explain);
    }
    Experiment experiment = recipe.prepare(settings);
    try (Interrupt interrupt = new Interrupt()) {
      TrainRun run =
          new FolderTraining(
                  terminal,
                  recipe,
                  folder,
                  resume != null,
                  interrupt::asked,
                  phase -> display(recipe, settings, phase))
              .fit(experiment);
      if (run.stopped()) {
        terminal.tell("train.stopped", run.steps(), recipe.card().name(), folder);
        return Exit.INTERRUPTED;
      }
      Evaluation evaluation = experiment.evaluate();
      Report.write(folder, evaluation);
      Gallery gallery =
          new Gallery(folder, recipe.card().title(), terminal.messages().language().locale());
      experiment.show(gallery);
      Path page = gallery.close();
      if (json) {
        finish(recipe, folder, run, evaluation);
      } else {
        Report.print(terminal, recipe.card(), evaluation);
        baselines(recipe.card(), experiment);
        Report.places(terminal, folder, evaluation);
        if (!gallery.isEmpty()) {
          terminal.say("report.gallery", page);
        }
      }
      return Exit.OK;
    }
  }

  private Display display(Recipe recipe, Settings settings, Optional<Phase> phase) {
    return json
        ? new JsonLines(terminal, recipe, settings, phase.map(Phase::name))
        : new Progress(terminal, phase.map(Phase::title).orElse(recipe.card().title()), settings);
  }

  private Settings chosen(Recipe recipe) {
    Map<String, String> values = new LinkedHashMap<>(set);
    put(values, "epochs", epochs);
    put(values, "seed", seed);
    try {
      return recipe.settings(values);
    } catch (InputException e) {
      throw Failure.usage(recipe.card().name() + ": " + Reasons.of(terminal, e));
    }
  }

  /// A setting that has an option of its own, too.
  private void put(Map<String, String> values, String key, Number option) {
    if (option != null && values.put(key, option.toString()) != null) {
      throw Failure.usage(terminal.text("error.both", key));
    }
  }

  private Settings resumed(Recipe recipe) {
    if (epochs != null || seed != null || out != null || !set.isEmpty()) {
      throw Failure.usage(terminal.text("error.resumeOptions"));
    }
    RunFiles run = RunFiles.open(terminal, resume);
    if (!run.recipe().card().name().equals(recipe.card().name())) {
      throw Failure.usage(
          terminal.text(
              "error.otherRecipe", resume, run.recipe().card().name(), recipe.card().name()));
    }
    return run.settings();
  }

  private static Path fresh(Recipe recipe) {
    String stamp = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS"));
    return Path.of("runs", recipe.card().name() + "-" + stamp);
  }

  private void baselines(Card card, Experiment experiment) {
    terminal.line("");
    for (Baseline baseline : experiment.baselines()) {
      if (baseline.fast()) {
        terminal.say(
            "train.baseline",
            Report.name(terminal, card.metric()),
            Report.figure(terminal, card.metric(), baseline.measure().getAsDouble()),
            baseline.title().in(terminal.messages().language().locale()));
      }
    }
  }

  private void finish(Recipe recipe, Path folder, TrainRun run, Evaluation evaluation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", "finished");
    fields.put("recipe", recipe.card().name());
    fields.put("run", folder.toString());
    fields.put("metrics", Json.finite(evaluation.metrics()));
    fields.put("epochs", run.epochs());
    fields.put("step", run.steps());
    fields.put("seconds", run.seconds());
    terminal.line(Json.line(fields));
  }
}
