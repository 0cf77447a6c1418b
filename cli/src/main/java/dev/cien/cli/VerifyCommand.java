package dev.cien.cli;

import dev.cien.recipes.Recipe;
import dev.cien.recipes.catalog.Recipes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs recipes and compares them with their floors. A recipe whose data were not fetched is
/// skipped, which is no failure.
@Command(name = "verify")
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin Common common;

  @Option(names = "--quick", descriptionKey = "recipes.quick")
  boolean quick;

  @Option(names = "--seeds", paramLabel = "S", split = ",", descriptionKey = "recipes.seeds")
  List<Long> seeds = List.of();

  @Option(names = "--out", paramLabel = "${bundle:label.dir}", descriptionKey = "recipes.out")
  Path out;

  @Option(names = "--json", descriptionKey = "common.json")
  boolean json;

  @Option(names = "--table", paramLabel = "${bundle:label.file}", descriptionKey = "recipes.table")
  List<Path> tables = List.of();

  @Parameters(
      arity = "0..*",
      paramLabel = "${bundle:label.recipe}",
      completionCandidates = RecipeNames.class,
      descriptionKey = "recipes.only")
  List<String> names = List.of();

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Recipe> chosen =
        names.isEmpty()
            ? Recipes.all()
            : names.stream().map(name -> RecipeNames.find(terminal, name)).toList();
    List<VerdictTable> pages = tables.stream().map(VerdictTable::new).toList();
    pages.forEach(page -> page.check(terminal));
    boolean missed = false;
    // Without a folder there is nothing to save: then Ctrl-C ends the process at once.
    try (Interrupt interrupt = out == null ? null : new Interrupt();
        Farewell _ = out == null ? new Farewell(() -> terminal.tell("verify.lost")) : null) {
      BooleanSupplier stop = () -> interrupt != null && interrupt.asked();
      Verification verification =
          new Verification(terminal, quick, seeds, Optional.ofNullable(out), stop);
      for (Recipe recipe : chosen) {
        Optional<Verdict> found =
            verification.of(recipe, new VerifyLine(terminal, recipe.card().name()));
        if (found.isPresent()) {
          Verdict verdict = found.get();
          terminal.line(json ? Json.line(verdict.fields(terminal)) : verdict.line(terminal));
          pages.forEach(page -> page.put(terminal, List.of(verdict)));
          missed |= verdict.missed();
        }
        if (stop.getAsBoolean()) {
          terminal.tell("stopped.kept", out);
          return Exit.INTERRUPTED;
        }
      }
    }
    return missed ? Exit.FAILED : Exit.OK;
  }
}
