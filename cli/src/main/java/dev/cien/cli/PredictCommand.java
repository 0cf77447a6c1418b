package dev.cien.cli;

import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks the model of a run about files: a picture, the rows of a CSV file or the lines of a text.
@Command(name = "predict")
final class PredictCommand implements Callable<Integer> {
  private static final int SHOWN = 3;
  private static final int LONGEST = 60;

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

  @Option(names = "--out", paramLabel = "${bundle:label.dir}", descriptionKey = "predict.out")
  Path out;

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
    if (files.size() > 1) {
      List<Prediction> together = predictions(() -> experiment.together(files), files.getFirst());
      if (!together.isEmpty()) {
        together.forEach(prediction -> print(prediction, Optional.empty()));
        return Exit.OK;
      }
    }
    for (Path file : files) {
      List<Prediction> predictions = predictions(() -> experiment.predict(file), file);
      for (int i = 0; i < predictions.size(); i++) {
        Prediction prediction = predictions.get(i);
        String name = stem(file) + (predictions.size() == 1 ? "" : "-" + (i + 1)) + ".png";
        print(prediction, prediction.picture().map(picture -> saved(picture, name)));
      }
    }
    return Exit.OK;
  }

  /// A file's name without its ending, with nothing in it that a name of a file should not have.
  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int point = name.lastIndexOf('.');
    String plain =
        (point > 0 ? name.substring(0, point) : name).replaceAll("[^\\p{L}\\p{M}\\p{N}_-]+", "-");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }

  /// Writes a picture that was made.
  private Path saved(Pixels picture, String name) {
    Path file = (out == null ? folder.resolve("predictions") : out).resolve(name);
    Images.writePng(file, picture.toIntTensor());
    return file;
  }

  private List<Prediction> predictions(Supplier<List<Prediction>> asked, Path file) {
    try {
      return asked.get();
    } catch (InputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Failure.run(terminal.text("error.unfit", file, Reasons.oneLine(e.getMessage())), e);
    }
  }

  private void print(Prediction prediction, Optional<Path> picture) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("of", prediction.of());
      fields.put("answer", prediction.answer());
      fields.put("probabilities", Json.finite(prediction.probabilities()));
      picture.ifPresent(file -> fields.put("picture", file.toString()));
      terminal.line(Json.line(fields));
      return;
    }
    terminal.line(
        shown(terminal, prediction)
            + picture.map(file -> " → " + Errors.visible(file.toString())).orElse(""));
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
