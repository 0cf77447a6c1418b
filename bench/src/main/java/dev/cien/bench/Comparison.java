package dev.cien.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// All samples of a side-by-side run as Markdown tables: medians over the forks, and how many times
/// faster Cien is than the best of the others.
final class Comparison {
  private static final String OURS = "cien";

  private record Cell(String work, int threads, String engine) {}

  private final List<String> engines;
  private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();
  private final Map<String, String> reasons = new LinkedHashMap<>();

  /// For these engines, in the order of the columns; the first is `cien`.
  Comparison(List<String> engines) {
    this.engines = List.copyOf(engines);
  }

  void add(Sample sample) {
    samples
        .computeIfAbsent(
            new Cell(sample.work(), sample.threads(), sample.engine()), key -> new ArrayList<>())
        .add(sample);
  }

  /// Notes why an engine gave no answer.
  void missing(String engine, String work, String reason) {
    reasons.putIfAbsent(engine + ", " + work, reason);
  }

  /// The versions of the engines, as they say themselves.
  String versions() {
    return samples.values().stream()
        .flatMap(Collection::stream)
        .filter(sample -> !sample.version().isEmpty())
        .map(sample -> sample.engine() + " " + sample.version())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /// All tables.
  String markdown() {
    StringBuilder page = new StringBuilder();
    for (int threads : threads()) {
      page.append("\n### One step, ").append(threads).append(count(threads)).append("\n\n");
      page.append("Milliseconds, the median over the forks; the last column says how many times")
          .append(" faster Cien is than the best other.\n\n");
      page.append(table(threads, Sample::ms, "best other / cien"));
    }
    int most = threads().isEmpty() ? 0 : threads().last();
    page.append("\n### The first step of a process, in ms\n\n");
    page.append(table(most, Sample::firstMs, "best other / cien"));
    page.append("\n### The most memory a process occupied, in MB\n\n");
    page.append("Of `cien` beside it the heap in use between steps.\n\n");
    page.append(table(most, Sample::residentMb, "least other / cien"));
    if (!reasons.isEmpty()) {
      page.append("\n### Not answered\n\n");
      reasons.forEach(
          (what, why) -> page.append("* ").append(what).append(": ").append(why).append('\n'));
    }
    return page.toString();
  }

  private static String count(int threads) {
    return threads == 1 ? " thread" : " threads";
  }

  private TreeSet<Integer> threads() {
    return samples.keySet().stream()
        .map(Cell::threads)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String table(int threads, ToDoubleFunction<Sample> figure, String ratio) {
    StringBuilder table = new StringBuilder("| |");
    engines.forEach(engine -> table.append(' ').append(engine).append(" |"));
    table.append(' ').append(ratio).append(" |\n|---|");
    table.append("---:|".repeat(engines.size() + 1)).append('\n');
    for (String work : works()) {
      table.append("| ").append(work).append(" |");
      for (String engine : engines) {
        OptionalDouble value = median(work, threads, engine, figure);
        table.append(' ').append(value.isPresent() ? number(value.getAsDouble()) : "–");
        if (engine.equals(OURS) && ratio.startsWith("least")) {
          median(work, threads, engine, Sample::heapMb)
              .ifPresent(heap -> table.append(" (").append(number(heap)).append(')'));
        }
        table.append(" |");
      }
      OptionalDouble ours = median(work, threads, OURS, figure);
      OptionalDouble best =
          engines.stream()
              .filter(engine -> !engine.equals(OURS))
              .map(engine -> median(work, threads, engine, figure))
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .min();
      table
          .append(' ')
          .append(
              ours.isPresent() && best.isPresent()
                  ? String.format(Locale.ROOT, "%.2f", best.getAsDouble() / ours.getAsDouble())
                  : "–")
          .append(" |\n");
    }
    return table.toString();
  }

  private List<String> works() {
    return samples.keySet().stream().map(Cell::work).distinct().toList();
  }

  private OptionalDouble median(
      String work, int threads, String engine, ToDoubleFunction<Sample> figure) {
    double[] values =
        samples.getOrDefault(new Cell(work, threads, engine), List.of()).stream()
            .mapToDouble(figure)
            .filter(value -> value > 0)
            .toArray();
    Arrays.sort(values);
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(values[values.length / 2]);
  }

  /// Three digits that count.
  static String number(double value) {
    int digits = Math.clamp(2 - (int) Math.floor(Math.log10(value)), 0, 4);
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
