package dev.cien.cli;

import dev.cien.io.IoReason;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.tensor.Machine;
import dev.cien.tensor.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows where the time of a training step goes, kernel by kernel: a recipe's, or that of one of
/// the workloads that `cien bench` times.
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

  @Option(names = "--workload", descriptionKey = "profile.workload")
  boolean workload;

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
    if (steps < 1) {
      throw Failure.usage(terminal.text("error.steps", steps));
    }
    if (threads != null) {
      if (threads < 1) {
        throw Failure.usage(terminal.text("error.threads", threads));
      }
      Machine.threads(threads);
    }
    Profiled profiled = workload ? workload() : recipe();
    warm(profiled);
    double seconds = time(profiled);
    Profile profile = profiled.profile(steps);
    if (jfr != null) {
      record(profiled);
      terminal.tell("profile.recorded", jfr);
    }
    ProfileReport report =
        new ProfileReport(
            profile, seconds, Peak.gigaflops(Machine.threads()), Peak.gigabytes(Machine.threads()));
    if (json) {
      report.json(terminal, profiled.name());
    } else {
      terminal.line(profiled.title().in(terminal.messages().language().locale()));
      report.print(terminal);
    }
    return Exit.OK;
  }

  private Profiled workload() {
    Map<String, String> values = new LinkedHashMap<>();
    set.forEach((key, value) -> values.put(name + "." + key, value));
    return Profiled.of(Bench.of(terminal, List.of(name), values).getFirst());
  }

  private Profiled recipe() {
    Recipe recipe = RecipeNames.find(terminal, name);
    try {
      return Profiled.of(recipe, recipe.settings(set));
    } catch (InputException e) {
      throw Failure.usage(recipe.card().name() + ": " + Reasons.of(terminal, e));
    }
  }

  private void warm(Profiled profiled) {
    long start = System.nanoTime();
    for (int i = 0; i < LEAST_WARM_UP || System.nanoTime() - start < warmup * 1e9; i++) {
      profiled.run();
    }
  }

  /// The median of so many whole steps.
  private double time(Profiled profiled) {
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      long start = System.nanoTime();
      profiled.run();
      times[i] = (System.nanoTime() - start) * 1e-9;
    }
    Arrays.sort(times);
    return times[steps / 2];
  }

  /// Writes an event for each run of each kernel.
  private void record(Profiled profiled) {
    try (Recording recording = new Recording()) {
      recording.enable(KernelEvent.class);
      recording.start();
      for (int i = 0; i < steps; i++) {
        for (Profile.Entry entry : profiled.profile(1).entries()) {
          new KernelEvent(i + 1, entry).commit();
        }
      }
      recording.stop();
      recording.dump(jfr);
    } catch (IOException e) {
      throw new UncheckedIOException("write " + jfr + ": " + IoReason.of(e), e);
    }
  }
}
