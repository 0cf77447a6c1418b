package dev.cien.cli;

import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks the model of a run about files: a picture, the rows of a CSV file or the lines of a text.
@Command(name = "predict")
final class PredictCommand implements Callable<Integer> {
  private static final int SHOWN = 3;

  private final Terminal terminal;

  @Mixin Common common;

  @Parameters(index = "0", paramLabel = "${bundle:label.run}", descriptionKey = "common.run")
  Path folder;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "${bundle:label.file}",
      descriptionKey = "predict.file")
  List<Path> files;

  @Option(names = "--json", descriptionKey = "common.json")
  boolean json;

  PredictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunFiles run = RunFiles.open(terminal, folder);
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        throw Failure.usage(terminal.text("error.isFolder", file));
      }
      if (!Files.isRegularFile(file)) {
        throw Failure.usage(terminal.text("error.noFile", file));
      }
    }
    Experiment experiment = run.trained(terminal);
    for (Path file : files) {
      predictions(experiment, file).forEach(this::print);
    }
    return Exit.OK;
  }

  private List<Prediction> predictions(Experiment experiment, Path file) {
    try {
      return experiment.predict(file);
    } catch (InputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Failure.run(terminal.text("error.unfit", file, Reasons.oneLine(e.getMessage())), e);
    }
  }

  private void print(Prediction prediction) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("of", prediction.of());
      fields.put("answer", prediction.answer());
      fields.put("probabilities", Json.finite(prediction.probabilities()));
      terminal.line(Json.line(fields));
      return;
    }
    terminal.line(shown(terminal, prediction));
  }

  /// A prediction for a person to read.
  static String shown(Terminal terminal, Prediction prediction) {
    String likely =
        prediction.probabilities().entrySet().stream()
            .limit(SHOWN)
            .map(
                entry ->
                    Report.ofClass(terminal, entry.getKey())
                        + " "
                        + terminal.messages().number("%.1f %%", 100 * entry.getValue()))
            .collect(Collectors.joining(" · "));
    // A text of several lines stands to the right of its question.
    String answer = Report.ofClass(terminal, prediction.answer()).replace("\n", "\n  ");
    return Errors.visible(
        prediction.of() + ": " + answer + (likely.isEmpty() ? "" : "  (" + likely + ")"));
  }
}
