package dev.cien.bench;

import dev.cien.bench.kernels.AttentionHeads;
import dev.cien.bench.kernels.Convolution;
import dev.cien.bench.kernels.ElementWise;
import dev.cien.bench.kernels.KernelBenchmark;
import dev.cien.bench.kernels.Lookup;
import dev.cien.bench.kernels.MatMul;
import dev.cien.bench.kernels.Normalizing;
import dev.cien.bench.kernels.Reduction;
import dev.cien.bench.kernels.Update;
import dev.cien.cli.LargePages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs the JMH benchmarks of kernels and says how near each comes to what the machine can do.
@Command(
    name = "kernels",
    mixinStandardHelpOptions = true,
    description = "Measures kernels by family, each as a share of this machine's measured peak.")
final class KernelsCommand implements Callable<Integer> {
  private static final List<Class<? extends KernelBenchmark>> FAMILIES =
      List.of(
          MatMul.class,
          Convolution.class,
          AttentionHeads.class,
          ElementWise.class,
          Reduction.class,
          Normalizing.class,
          Lookup.class,
          Update.class);

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "FAMILY",
      description =
          "MatMul, Convolution, AttentionHeads, ElementWise, Reduction, Normalizing, Lookup,"
              + " Update (default: all).")
  List<String> families = new ArrayList<>();

  @Option(
      names = "-p",
      paramLabel = "PARAMETER=VALUE,…",
      description = "Of one family, only these values, such as MatMul -p shape=SQUARE_512,ONE_ROW.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: all processors).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs for each benchmark (default: ${DEFAULT-VALUE}).")
  int forks = 5;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "Seconds of each of three iterations (default: 1), after a warm-up that lasts while the"
              + " JVM's compiler is at work.")
  int seconds = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write the table into the part `kernels` of this page.")
  Path out;

  @Override
  public Integer call() throws Exception {
    Optional<Page> results = Page.at(out, "kernels", spec.commandLine());
    check();
    Surroundings surroundings = Surroundings.measure(threads);
    StringBuilder page = new StringBuilder(surroundings.describe());
    page.append("\n| kernel | | ms | speed | share of peak |\n|---|---|---:|---:|---:|\n");
    System.out.print(page);
    for (Class<?> family : FAMILIES) {
      if (families.isEmpty() || families.contains(family.getSimpleName())) {
        for (RunResult result : run(family)) {
          String row = row(family, result, surroundings);
          System.out.println(row);
          page.append(row).append('\n');
        }
      }
    }
    if (results.isPresent()) {
      results.get().put(page.toString());
    }
    return 0;
  }

  private void check() {
    List<String> names = FAMILIES.stream().map(Class::getSimpleName).toList();
    for (String family : families) {
      if (!names.contains(family)) {
        throw wrong("there is no family called " + family + "; there are " + names);
      }
    }
    if (!parameters.isEmpty() && families.size() != 1) {
      throw wrong("-p chooses among the values of one family: name that family");
    }
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private Collection<RunResult> run(Class<?> family) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Pattern.quote(family.getName()) + "\\.run")
            .verbosity(VerboseMode.SILENT)
            .forks(forks)
            .warmupIterations(1)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementTime(TimeValue.seconds(seconds))
            .jvmArgsAppend(jvmOptions());
    parameters.forEach((name, values) -> options.param(name, values.split(",")));
    return new Runner(options.build()).run();
  }

  /// Results are new arrays, and pages that were never used before cost more than many a kernel:
  /// the heap is small enough to be used again and again, and touched before.
  private String[] jvmOptions() {
    List<String> options =
        new ArrayList<>(
            List.of("-Dcien.threads=" + threads, "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"));
    if (LargePages.areGiven()) {
      options.add("-XX:+UseTransparentHugePages");
    }
    return options.toArray(String[]::new);
  }

  /// One line of the table.
  static String row(Class<?> family, RunResult result, Surroundings surroundings) {
    BenchmarkParams params = result.getParams();
    String names =
        params.getParamsKeys().stream()
            .map(key -> params.getParam(key).toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return row(
        family.getSimpleName(),
        names,
        result.getPrimaryResult().getScore(),
        secondary(result, "gigaflops"),
        secondary(result, "gigabytes"),
        surroundings);
  }

  static String row(
      String family,
      String names,
      double runs,
      double gigaflops,
      double gigabytes,
      Surroundings surroundings) {
    boolean computing = gigaflops > 0;
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.4f | %.1f %s | %.0f %% |",
        family,
        names,
        1e3 / runs,
        computing ? gigaflops : gigabytes,
        computing ? "GFLOP/s" : "GB/s",
        100 * (computing ? gigaflops / surroundings.peak() : gigabytes / surroundings.bandwidth()));
  }

  private static double secondary(RunResult result, String name) {
    Result<?> found = result.getSecondaryResults().get(name);
    return found == null ? 0 : found.getScore();
  }
}
