package dev.cien.cli;

import dev.cien.recipes.Card;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.catalog.Recipes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says which recipes there are and what each is; whether they keep what they promise is for
/// [VerifyCommand].
@Command(
    name = "recipes",
    synopsisSubcommandLabel = "${bundle:label.command}",
    subcommands = VerifyCommand.class)
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
    Columns table = new Columns("  ");
    Recipes.families()
        .forEach(
            (family, recipes) -> {
              table.heading(Report.family(terminal, family));
              for (Recipe recipe : recipes) {
                Card card = recipe.card();
                if (json) {
                  terminal.line(Json.line(fields(family, card)));
                } else {
                  table.row(
                      card.name(),
                      card.title().in(locale()),
                      String.format("%4d s", card.seconds()),
                      String.join(" ", card.rows()));
                }
              }
            });
    if (!json) {
      table.print(terminal);
    }
    return Exit.OK;
  }

  private static Map<String, Object> fields(String family, Card card) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("recipe", card.name());
    fields.put("family", family);
    fields.put("rows", card.rows());
    fields.put("title", Map.of("en", card.title().en(), "es", card.title().es()));
    fields.put("teaches", Map.of("en", card.teaches().en(), "es", card.teaches().es()));
    fields.put("metric", card.metric());
    fields.put("floor", card.floor());
    fields.put("seconds", card.seconds());
    return fields;
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
}
