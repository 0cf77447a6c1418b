package dev.cien.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the workloads in Cien and in other frameworks, in turn, each in a process of its own.
///
/// Turn by turn, so that what else the machine does meets all of them alike; several turns, because
/// each process may be lucky or not.
@Command(
    name = "sides",
    mixinStandardHelpOptions = true,
    description = "Measures training steps beside other frameworks, in turn, and compares medians.")
final class SidesCommand implements Callable<Integer> {
  private static final List<String> PYTHON = List.of("torch-eager", "torch-compile", "jax-jit");
  private static final List<String> JVM = List.of("djl", "dl4j");

  /// What a process may take beyond its seconds: compiling, and steps slower than expected.
  private static final long PATIENCE = 300;

  @Spec CommandSpec spec;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "The interpreter of an environment with torch, jax and optax.")
  Path python;

  @Option(
      names = "--engines",
      paramLabel = "NAME",
      split = ",",
      description = "torch-eager, torch-compile, jax-jit, djl, dl4j beside cien (default: all).")
  List<String> engines = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these workloads (default: all).")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME.KEY=VALUE",
      description = "A size of a workload, for all engines, such as gpt.T=256.")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "Numbers of threads, with commas between (default: 1 and all processors).")
  List<Integer> threads = new ArrayList<>();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "Turns, each with a process for every engine (default: ${DEFAULT-VALUE}).")
  int forks = 5;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds that count in each process (default: ${DEFAULT-VALUE}).")
  double seconds = 3;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      description =
          "Seconds of steps before: a JVM compiles in them, others need few"
              + " (default: ${DEFAULT-VALUE}).")
  double warmUp = 5;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write the tables into the part `side by side` of this page.")
  Path out;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description =
          "Where each answer is kept at once; what is there already is not measured again.")
  Path keep;

  @Override
  public Integer call() throws Exception {
    Optional<Page> results = Page.at(out, "side by side", spec.commandLine());
    Path home = Path.of(System.getProperty("cien.bench.home", "bench"));
    int all = Runtime.getRuntime().availableProcessors();
    List<Integer> counts = threads.isEmpty() ? List.of(1, all) : threads;
    List<Engine> found = engines(home);
    Kept kept = new Kept(Optional.ofNullable(keep));
    Comparison comparison = new Comparison(found.stream().map(Engine::name).toList());
    for (int fork = 0; fork < forks; fork++) {
      for (int count : counts.stream().distinct().toList()) {
        for (Question question : questions(count)) {
          for (Engine engine : found) {
            ask(fork, engine, question, kept, comparison);
          }
        }
      }
    }
    String page =
        Surroundings.measure(all).describe()
            + "* "
            + comparison.versions()
            + "\n* `"
            + asTyped()
            + "`\n"
            + comparison.markdown();
    System.out.println(page);
    if (results.isPresent()) {
      results.get().put(page);
    }
    return 0;
  }

  private List<Question> questions(int count) {
    try {
      return Question.of(only, set, count, seconds, warmUp);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private void ask(int turn, Engine engine, Question question, Kept kept, Comparison comparison)
      throws IOException, InterruptedException {
    Optional<Sample> before = kept.find(turn, engine, question);
    if (before.isPresent()) {
      comparison.add(before.get());
      return;
    }
    long limit = (long) (question.seconds() + question.warmUp()) + PATIENCE;
    Engine.Answer answer = engine.ask(question, limit);
    if (answer.sample().isPresent()) {
      comparison.add(answer.sample().get());
      kept.add(turn, engine, question, answer.sample().get());
    } else {
      comparison.missing(engine.name(), question.name(), answer.reason());
    }
    System.err.printf(
        "%-8s %d threads %-14s %s%n",
        question.name(),
        question.threads(),
        engine.name(),
        answer
            .sample()
            .map(sample -> Comparison.number(sample.ms()) + " ms")
            .orElse(answer.reason()));
  }

  /// Those that were asked for and are there; one sentence about each that is not.
  private List<Engine> engines(Path home) {
    List<Engine> found = new ArrayList<>();
    found.add(new Engine.Cien(home));
    for (String name : PYTHON) {
      if (wanted(name)) {
        if (python != null && Files.isExecutable(python)) {
          found.add(new Engine.Python(name, python, home.resolve("peers/python/steps.py")));
        } else {
          System.err.println(
              name + ": left out; --python names no interpreter with torch, jax and optax");
        }
      }
    }
    for (String name : JVM) {
      if (wanted(name)) {
        Path folder = home.resolve("peers").resolve(name);
        classPath(folder)
            .ifPresentOrElse(
                path -> found.add(new Engine.Jvm(name, path, "Steps")),
                () ->
                    System.err.println(
                        name
                            + ": left out; it is not built. `mvn -f "
                            + folder.resolve("pom.xml")
                            + " package` builds it where its artifacts can be had"));
      }
    }
    return found;
  }

  private boolean wanted(String engine) {
    return engines.isEmpty() || engines.contains(engine);
  }

  /// The class path that a peer's own build wrote.
  private static Optional<String> classPath(Path folder) {
    Path classes = folder.resolve("target/classes");
    Path libraries = folder.resolve("target/lib");
    return Files.isDirectory(classes) && Files.isDirectory(libraries)
        ? Optional.of(classes + File.pathSeparator + libraries.resolve("*"))
        : Optional.empty();
  }

  /// The command, without the paths of whoever typed it.
  private String asTyped() {
    StringBuilder words = new StringBuilder("bench/run sides");
    if (python != null) {
      words.append(" --python …/").append(python.getFileName());
    }
    if (!engines.isEmpty()) {
      words.append(" --engines ").append(String.join(",", engines));
    }
    if (!only.isEmpty()) {
      words.append(" --only ").append(String.join(",", only));
    }
    set.forEach((key, value) -> words.append(" --set ").append(key).append('=').append(value));
    if (!threads.isEmpty()) {
      words
          .append(" --threads ")
          .append(String.join(",", threads.stream().map(String::valueOf).toList()));
    }
    return words
        .append(" --forks ")
        .append(forks)
        .append(" --seconds ")
        .append(seconds)
        .append(" --warmup ")
        .append(warmUp)
        .toString();
  }
}
