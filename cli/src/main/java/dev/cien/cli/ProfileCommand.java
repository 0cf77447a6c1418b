package dev.cien.cli;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Settings;
import dev.cien.recipes.SingleStep;
import dev.cien.tensor.Machine;
import dev.cien.tensor.Profile;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows where the time of a recipe's training step goes, kernel by kernel.
@Command(name = "profile")
final class ProfileCommand implements Callable<Integer> {
  private static final int LEAST_WARM_UP = 20;

  private final Terminal terminal;

  @Mixin Common common;

  @Parameters(
      paramLabel = "${bundle:label.recipe}",
      completionCandidates = RecipeNames.class,
      descriptionKey = "train.recipe")
  String name;

  @Option(names = "--steps", paramLabel = "N", descriptionKey = "profile.steps")
  int steps = 20;

  /// By default long enough for the JVM's compiler to come by everything that is repeated.
  @Option(names = "--warmup", paramLabel = "S", descriptionKey = "profile.warmup")
  double warmup = 5;

  @Option(names = "--threads", paramLabel = "N", descriptionKey = "train.threads")
  Integer threads;

  @Option(names = "--set", paramLabel = "${bundle:label.setting}", descriptionKey = "train.set")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--json", descriptionKey = "common.json")
  boolean json;

  @Option(names = "--jfr", paramLabel = "${bundle:label.file}", descriptionKey = "profile.jfr")
  Path jfr;

  ProfileCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Recipe recipe = RecipeNames.find(terminal, name);
    if (steps < 1) {
      throw Failure.usage(terminal.text("error.steps", steps));
    }
    if (threads != null) {
      if (threads < 1) {
        throw Failure.usage(terminal.text("error.threads", threads));
      }
      Machine.threads(threads);
    }
    Settings settings = settings(recipe);
    SingleStep single = SingleStep.of(recipe.prepare(settings));
    Rng rng = Rng.of(settings.seed());
    Tensor[] inputs = {single.batch().inputs(), single.batch().targets()};
    warm(single, rng, inputs);
    double seconds = time(single, rng, inputs);
    Profile profile = single.step().profile(steps, rng, inputs);
    if (jfr != null) {
      record(single, rng, inputs);
      terminal.tell("profile.recorded", jfr);
    }
    ProfileReport report =
        new ProfileReport(
            profile, seconds, Peak.gigaflops(Machine.threads()), Peak.gigabytes(Machine.threads()));
    if (json) {
      report.json(terminal, recipe.card().name());
    } else {
      terminal.line(recipe.card().title().in(terminal.messages().language().locale()));
      report.print(terminal);
    }
    return Exit.OK;
  }

  private Settings settings(Recipe recipe) {
    try {
      return recipe.settings(set);
    } catch (InputException e) {
      throw Failure.usage(recipe.card().name() + ": " + Reasons.of(terminal, e));
    }
  }

  private void warm(SingleStep single, Rng rng, Tensor... inputs) {
    long start = System.nanoTime();
    for (int i = 0; i < LEAST_WARM_UP || System.nanoTime() - start < warmup * 1e9; i++) {
      single.step().run(rng, inputs);
    }
  }

  /// The median of so many whole steps.
  private double time(SingleStep single, Rng rng, Tensor... inputs) {
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      long start = System.nanoTime();
      single.step().run(rng, inputs);
      times[i] = (System.nanoTime() - start) * 1e-9;
    }
    Arrays.sort(times);
    return times[steps / 2];
  }

  /// Writes an event for each run of each kernel.
  private void record(SingleStep single, Rng rng, Tensor... inputs) {
    try (Recording recording = new Recording()) {
      recording.enable(KernelEvent.class);
      recording.start();
      for (int i = 0; i < steps; i++) {
        for (Profile.Entry entry : single.step().profile(1, rng, inputs).entries()) {
          new KernelEvent(i + 1, entry).commit();
        }
      }
      recording.stop();
      recording.dump(jfr);
    } catch (IOException e) {
      throw new UncheckedIOException("write " + jfr + ": " + e, e);
    }
  }
}
