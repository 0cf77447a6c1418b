package dev.cien.cli;

import dev.cien.nn.Params;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.catalog.Recipes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says which recipes there are, and whether they keep what they promise.
@Command(name = "recipes", synopsisSubcommandLabel = "${bundle:label.command}")
final class RecipesCommand implements Runnable {
  private final Terminal terminal;

  @Mixin Common common;
  @Spec CommandSpec spec;

  RecipesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), terminal.text("error.noCommand"));
  }

  private Locale locale() {
    return terminal.messages().language().locale();
  }

  @Command(name = "list")
  int list(
      @Mixin Common common,
      @Option(names = "--json", descriptionKey = "common.json") boolean json) {
    for (Recipe recipe : Recipes.all()) {
      Card card = recipe.card();
      if (json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("recipe", card.name());
        fields.put("rows", card.rows());
        fields.put("title", Map.of("en", card.title().en(), "es", card.title().es()));
        fields.put("teaches", Map.of("en", card.teaches().en(), "es", card.teaches().es()));
        fields.put("metric", card.metric());
        fields.put("floor", card.floor());
        fields.put("seconds", card.seconds());
        terminal.line(Json.line(fields));
      } else {
        terminal.line(
            String.format(
                "%-15s %-60s %4d s  %s",
                card.name(),
                card.title().in(locale()),
                card.seconds(),
                String.join(" ", card.rows())));
      }
    }
    return Exit.OK;
  }

  @Command(name = "show")
  int show(
      @Mixin Common common,
      @Parameters(
              paramLabel = "${bundle:label.recipe}",
              completionCandidates = RecipeNames.class,
              descriptionKey = "train.recipe")
          String name) {
    Recipe recipe = RecipeNames.find(terminal, name);
    Card card = recipe.card();
    terminal.line(card.name() + ": " + card.title().in(locale()));
    terminal.line(card.teaches().in(locale()));
    terminal.say(
        "recipes.promise",
        Report.name(terminal, card.metric()),
        card.higherIsBetter() ? "≥" : "≤",
        Report.figure(terminal, card.metric(), card.floor()),
        card.seconds());
    terminal.say("recipes.rows", String.join(", ", card.rows()));
    terminal.say("recipes.source", card.source());
    terminal.say("recipes.settings");
    for (Setting setting : recipe.settings()) {
      terminal.line(
          String.format(
              "  %-22s %s (%s)",
              setting.key() + "=" + setting.standard(),
              setting.meaning().in(locale()),
              setting.kind().expected().in(locale())));
    }
    return Exit.OK;
  }

  /// Runs recipes and compares them with their floors.
  @Command(name = "verify")
  int verify(
      @Mixin Common common,
      @Option(names = "--quick", descriptionKey = "recipes.quick") boolean quick,
      @Option(names = "--seed", paramLabel = "S", descriptionKey = "train.seed") Long seed,
      @Option(names = "--json", descriptionKey = "common.json") boolean json,
      @Parameters(
              arity = "0..*",
              paramLabel = "${bundle:label.recipe}",
              completionCandidates = RecipeNames.class,
              descriptionKey = "recipes.only")
          List<String> names) {
    List<Recipe> chosen =
        names == null
            ? Recipes.all()
            : names.stream().map(name -> RecipeNames.find(terminal, name)).toList();
    boolean all = true;
    for (Recipe recipe : chosen) {
      all &= verify(recipe, quick, seed, json);
    }
    return all ? Exit.OK : Exit.FAILED;
  }

  private boolean verify(Recipe recipe, boolean quick, Long seed, boolean json) {
    Card card = recipe.card();
    Map<String, String> values = new LinkedHashMap<>(quick ? recipe.quick() : Map.of());
    if (seed != null) {
      values.put("seed", seed.toString());
    }
    long start = System.nanoTime();
    Experiment experiment = recipe.prepare(recipe.settings(values));
    experiment.before().forEach(Phase::run);
    experiment.trainer().fit(experiment.training());
    double value = experiment.evaluate().metric(card.metric());
    double seconds = (System.nanoTime() - start) * 1e-9;
    double floor = quick ? recipe.quickFloor() : card.floor();
    Map<String, Double> baselines = new LinkedHashMap<>();
    for (Baseline baseline : experiment.baselines()) {
      if (!quick || baseline.fast()) {
        baselines.put(baseline.name(), baseline.measure().getAsDouble());
      }
    }
    // The best of them is the one to beat.
    double baseline =
        baselines.values().stream().reduce((a, b) -> card.passes(a, b) ? a : b).orElse(Double.NaN);
    boolean passed = card.passes(value, floor);
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("recipe", card.name());
      fields.put("rows", card.rows());
      fields.put("metric", card.metric());
      fields.put("value", value);
      fields.put("floor", floor);
      fields.put("baseline", baseline);
      fields.put("baselines", Json.finite(baselines));
      fields.put("parameters", Params.of(experiment.model()).count());
      fields.put("passed", passed);
      fields.put("seconds", seconds);
      terminal.line(Json.line(fields));
    } else {
      terminal.line(
          String.format(
              locale(),
              "%-15s %-19s %.4f  %s %.4f  %s %.4f  %9d  %7.1f s  %s",
              card.name(),
              Report.name(terminal, card.metric()),
              value,
              card.higherIsBetter() ? "≥" : "≤",
              floor,
              terminal.text("recipes.baseline"),
              baseline,
              Params.of(experiment.model()).count(),
              seconds,
              terminal.text(passed ? "recipes.passed" : "recipes.failed")));
    }
    return passed;
  }
}
