package dev.cien.course.digit;

import dev.cien.course.runs.KeptRun;
import dev.cien.course.runs.RunsFolder;
import dev.cien.data.Digits;
import dev.cien.io.FileFormatException;
import dev.cien.io.Safetensors;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.catalog.Recipes;
import dev.cien.tensor.TensorException;
import dev.cien.train.KeptModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Networks that `cien train` has left and that read a drawn digit: those of recipes that learn
/// MNIST's 28 × 28 pixels and answer with ten logits.
///
/// @param runs where runs lie
public record DigitRuns(RunsFolder runs) {
  /// Whether a recipe scales its inputs to mean 0 and deviation 1; else they are 0 to 1.
  private static final Map<String, Boolean> STANDARDIZED =
      Map.of("digits", true, "digits-mlp", true, "lenet", true, "vit", true, "dbn", false);

  /// Settings that say how large a network is, and how large one may be to be shown.
  private static final Map<String, Integer> LARGEST =
      Map.of("channels", 64, "hidden", 4096, "width", 256, "layers", 12);

  private static final long MOST_BYTES = 256L << 20;
  private static final String SETTINGS = "settings.";

  /// A run, and why its network cannot be opened here, if it cannot.
  public record Entry(KeptRun run, Optional<Text> obstacle) {}

  /// A network of a run.
  ///
  /// @param recipe that trained it
  /// @param reader the network; its accuracy is NaN if the run was not measured
  public record Opened(Recipe recipe, DigitReader reader) {}

  /// All runs, the newest first.
  public List<Entry> all() {
    return runs.all().stream().map(run -> new Entry(run, obstacle(run))).toList();
  }

  private static Optional<Text> obstacle(KeptRun run) {
    String name = run.config().getOrDefault("recipe", "");
    if (!STANDARDIZED.containsKey(name)) {
      return Optional.of(
          new Text(
              "This run's network reads no digits of 28 × 28 pixels; those of "
                  + String.join(", ", STANDARDIZED.keySet().stream().sorted().toList())
                  + " do.",
              "La red de esta ejecución no lee dígitos de 28 × 28 píxeles; sí lo hacen las de "
                  + String.join(", ", STANDARDIZED.keySet().stream().sorted().toList())
                  + "."));
    }
    return LARGEST.entrySet().stream().anyMatch(most -> !fits(run, most))
        ? Optional.of(
            new Text(
                "This run's network is too large to be shown here.",
                "La red de esta ejecución es demasiado grande para mostrarla aquí."))
        : Optional.empty();
  }

  private static boolean fits(KeptRun run, Map.Entry<String, Integer> most) {
    String value = run.config().getOrDefault(SETTINGS + most.getKey(), "1");
    return value.matches("\\d{1,6}") && Integer.parseInt(value) <= most.getValue();
  }

  /// Opens the network of a run: that of its end, else that of its newest checkpoint.
  ///
  /// @throws InputException if there is no such run, or its network cannot be opened; the message
  ///   says why
  public Opened open(String id) {
    RunsFolder.Found found =
        runs.find(id)
            .orElseThrow(
                () ->
                    new InputException(new Text("There is no such run.", "No hay tal ejecución.")));
    obstacle(found.run())
        .ifPresent(
            text -> {
              throw new InputException(text);
            });
    Path file =
        KeptModel.newest(found.folder(), DigitRuns::isSmall, LinkOption.NOFOLLOW_LINKS)
            .orElseThrow(
                () ->
                    new InputException(
                        new Text(
                            "This run has not kept a network yet.",
                            "Esta ejecución aún no ha guardado ninguna red.")));
    try {
      return open(found.run(), file);
    } catch (TensorException | IllegalArgumentException | FileFormatException e) {
      throw new InputException(
          new Text(
              "The network's file does not fit this run's recipe and settings: " + e.getMessage(),
              "El archivo de la red no encaja con la receta y los ajustes de esta ejecución."
                  + " Detalle: "
                  + e.getMessage()));
    }
  }

  private static Opened open(KeptRun run, Path file) {
    String name = run.config().get("recipe");
    Recipe recipe = Recipes.find(name).orElseThrow();
    Map<String, String> chosen = new LinkedHashMap<>();
    run.config()
        .forEach(
            (key, value) -> {
              if (key.startsWith(SETTINGS)) {
                chosen.put(key.substring(SETTINGS.length()), value);
              }
            });
    Settings settings = recipe.settings(chosen);
    Layer model = (Layer) recipe.prepare(settings).model();
    Params.of(model).load(Safetensors.open(file).tensors());
    float mean = 0;
    float deviation = 1;
    if (STANDARDIZED.get(name)) {
      Digits raw = Digits.load();
      mean = raw.train().means()[0];
      deviation = raw.train().deviations()[0];
    }
    double accuracy = run.figures().getOrDefault("accuracy", Double.NaN);
    return new Opened(recipe, new DigitReader(model, mean, deviation, accuracy));
  }

  private static boolean isSmall(Path file) {
    try {
      return Files.size(file) <= MOST_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
