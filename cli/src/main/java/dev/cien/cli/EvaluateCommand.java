package dev.cien.cli;

import dev.cien.recipes.Evaluation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures the model of a run on the test data.
@Command(name = "evaluate")
final class EvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin Common common;

  @Parameters(paramLabel = "${bundle:label.run}", descriptionKey = "common.run")
  Path folder;

  @Option(names = "--json", descriptionKey = "common.json")
  boolean json;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunFiles run = RunFiles.open(terminal, folder);
    Evaluation evaluation = run.trained(terminal).evaluate();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("recipe", run.recipe().card().name());
      fields.put("run", folder.toString());
      fields.put("samples", evaluation.samples());
      fields.put("metrics", Json.finite(evaluation.metrics()));
      if (!evaluation.classes().isEmpty()) {
        fields.put("classes", evaluation.classes());
        fields.put("confusion", evaluation.confusion());
      }
      terminal.line(Json.line(fields));
    } else {
      terminal.line(run.recipe().card().title().in(terminal.messages().language().locale()));
      Report.print(terminal, run.recipe().card(), evaluation);
    }
    return Exit.OK;
  }
}
