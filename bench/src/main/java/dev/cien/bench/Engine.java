package dev.cien.bench;

import dev.cien.cli.LargePages;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Somebody who computes training steps: a command that answers a question with one line of JSON.
sealed interface Engine {
  /// As it is called in tables.
  String name();

  /// The command that answers a question.
  List<String> command(Question question);

  /// Environment variables for it: threads, and a C library that keeps the memory it was given
  /// back. Giving it to the system after each step and asking for it again makes native frameworks
  /// up to four times slower where fresh pages are dear, as on virtual machines.
  default Map<String, String> environment(Question question) {
    String threads = Integer.toString(question.threads());
    return Map.of(
        "OMP_NUM_THREADS", threads,
        "MKL_NUM_THREADS", threads,
        "MALLOC_MMAP_MAX_", "0",
        "MALLOC_TRIM_THRESHOLD_", "4294967296",
        "MALLOC_TOP_PAD_", "67108864");
  }

  /// Cien, in a JVM started as its launcher starts one.
  ///
  /// @param home the folder of the benchmarks, beside the engine's
  record Cien(Path home) implements Engine {
    @Override
    public String name() {
      return "cien";
    }

    @Override
    public List<String> command(Question question) {
      Path chosen = home.resolveSibling("tensor").resolve("jvm.options");
      List<String> words =
          new ArrayList<>(java(List.of("@" + chosen, "--add-modules", "jdk.incubator.vector")));
      words.add(System.getProperty("java.class.path"));
      words.addAll(
          List.of(
              "dev.cien.cli.Main",
              "bench",
              "--json",
              "--memory",
              "--forks=0",
              "--only=" + question.name(),
              "--threads=" + question.threads(),
              "--seconds=" + question.seconds(),
              "--warmup=" + question.warmUp()));
      question
          .settings()
          .values()
          .forEach((key, value) -> words.add("--set=" + question.name() + "." + key + "=" + value));
      return words;
    }
  }

  /// A framework in Python.
  record Python(String name, Path interpreter, Path program) implements Engine {
    @Override
    public List<String> command(Question question) {
      List<String> words = new ArrayList<>(List.of(interpreter.toString(), program.toString()));
      words.addAll(asked(name, question));
      return words;
    }
  }

  /// A framework for the JVM, on a class path of its own.
  record Jvm(String name, String classPath, String main) implements Engine {
    @Override
    public List<String> command(Question question) {
      List<String> words =
          new ArrayList<>(
              java(List.of("-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED")));
      words.add(classPath);
      words.add(main);
      words.addAll(asked(name, question));
      return words;
    }
  }

  private static List<String> java(List<String> options) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    if (Runtime.getRuntime().availableProcessors() <= 2) {
      words.add("-XX:CICompilerCount=3");
    }
    if (LargePages.areGiven()) {
      words.add("-XX:+UseTransparentHugePages");
    }
    words.add("-cp");
    return words;
  }

  private static List<String> asked(String engine, Question question) {
    return List.of(
        "--engine",
        engine,
        "--work",
        question.name(),
        "--sizes",
        question.sizes(),
        "--threads",
        Integer.toString(question.threads()),
        "--seconds",
        Double.toString(question.seconds()),
        "--warmup",
        Double.toString(question.warmUp()));
  }

  /// An answer, or why there is none.
  ///
  /// @param sample the measurement, if there is one
  /// @param reason one line otherwise
  record Answer(Optional<Sample> sample, String reason) {}

  /// Asks in a process of its own, and waits at most `limit` seconds.
  default Answer ask(Question question, long limit) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(question));
    builder.environment().putAll(environment(question));
    File said = File.createTempFile("bench", ".out");
    File complained = File.createTempFile("bench", ".err");
    try {
      Process process = builder.redirectOutput(said).redirectError(complained).start();
      if (!process.waitFor(limit, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Answer(Optional.empty(), "no answer within " + limit + " s");
      }
      List<String> lines = read(said);
      Optional<String> json = lines.stream().filter(line -> line.startsWith("{")).findFirst();
      if (process.exitValue() == 0 && json.isPresent()) {
        return new Answer(Optional.of(Sample.of(json.get())), "");
      }
      return new Answer(Optional.empty(), reason(read(complained)));
    } finally {
      said.delete();
      complained.delete();
    }
  }

  /// The line that says what went wrong: the last one that is neither a place in a stack trace nor
  /// a warning.
  static String reason(List<String> errors) {
    return errors.reversed().stream()
        .filter(line -> !Character.isWhitespace(line.charAt(0)) && !line.startsWith("WARNING"))
        .findFirst()
        .orElse("no answer");
  }

  private static List<String> read(File file) throws IOException {
    return new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
