package dev.cien.cli;

import dev.cien.io.AtomicFiles;
import dev.cien.io.Safetensors;
import dev.cien.nn.Params;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.tensor.TensorException;
import dev.cien.train.KeptModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run folder as a command finds it: which recipe, which settings, which parameters.
///
/// @param folder the folder
/// @param recipe the recipe it was started with
/// @param settings its settings
record RunFiles(Path folder, Recipe recipe, Settings settings) {
  /// Bytes; those that this command writes have a few hundred.
  private static final long MAX_CONFIG = 1 << 20;

  /// What `config.json` says of a run besides what the trainer says.
  static Map<String, Object> config(Recipe recipe, Settings settings) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("recipe", recipe.card().name());
    config.put("settings", settings.values());
    return config;
  }

  /// Makes a folder that of a run whose main part has not begun yet, so that it can be resumed.
  static void announce(Terminal terminal, Path folder, Recipe recipe, Settings settings) {
    Path file = folder.resolve("config.json");
    if (Files.exists(file)) {
      throw Failure.run(
          terminal.text(
              "error.holdsRun",
              "train: "
                  + folder
                  + " holds a run already. Fix: resume it, or choose another folder."),
          null);
    }
    AtomicFiles.write(file, Json.line(config(recipe, settings)) + "\n");
  }

  static RunFiles open(Terminal terminal, Path folder) {
    Path file = folder.resolve("config.json");
    if (!Files.isRegularFile(file)) {
      throw Failure.usage(
          terminal.text(Files.exists(folder) ? "error.noRun" : "error.missingRun", folder));
    }
    try {
      if (Files.size(file) > MAX_CONFIG) {
        throw Failure.run(terminal.text("error.largeConfig", file, Files.size(file)), null);
      }
      JsonNode config = JsonMapper.shared().readTree(Files.readAllBytes(file));
      String name = config.path("recipe").asString("");
      if (name.isEmpty()) {
        throw Failure.run(terminal.text("error.noRecipeName", file), null);
      }
      Recipe recipe = RecipeNames.find(terminal, name);
      if (!config.path("settings").isObject()) {
        throw Failure.run(terminal.text("error.noSettings", file), null);
      }
      Map<String, String> chosen = new LinkedHashMap<>();
      config
          .path("settings")
          .propertyStream()
          .forEach(e -> chosen.put(e.getKey(), e.getValue().asString()));
      return new RunFiles(folder, recipe, recipe.settings(chosen));
    } catch (InputException e) {
      throw Failure.run(terminal.text("error.badConfig", file, Reasons.of(terminal, e)), e);
    } catch (JacksonException e) {
      int line = e.getLocation().getLineNr();
      int column = e.getLocation().getColumnNr();
      throw Failure.run(terminal.text("error.noJson", file, line, column), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The experiment with the parameters that the run left: those of its end, else of its newest
  /// checkpoint.
  Experiment trained(Terminal terminal) {
    Experiment experiment = recipe.prepare(settings);
    Path file =
        KeptModel.newest(folder, _ -> true)
            .orElseThrow(() -> Failure.run(terminal.text("error.noModel", folder), null));
    try {
      Params.of(experiment.model()).load(Safetensors.open(file).tensors());
    } catch (IllegalArgumentException | TensorException e) {
      throw Failure.run(
          terminal.text(
              "error.otherModel", file, recipe.card().name(), Reasons.oneLine(e.getMessage())),
          e);
    }
    return experiment;
  }
}
