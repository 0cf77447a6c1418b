import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times one training step of a workload in another framework for the JVM and prints one line of
/// JSON, for `bench/run sides`.
final class Measure {
  /// The settings of a workload.
  record Sizes(Map<String, String> values) {
    int whole(String key) {
      return Integer.parseInt(values.get(key));
    }

    float number(String key) {
      return Float.parseFloat(values.get(key));
    }

    String word(String key) {
      return values.get(key);
    }

    /// Whether a setting has a value, so that a form that is not written is told from one that is.
    boolean is(String key, String value) {
      return value.equals(values.get(key));
    }
  }

  /// The side of a framework.
  interface Framework {
    String version();

    /// A training step, or `null` if this workload in this form is not written.
    Runnable step(String work, Sizes sizes) throws Exception;
  }

  private static final int BLOCKS = 5;
  private static final int PARTS = 15;
  private static final Pattern PAIR = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");

  private Measure() {}

  static void run(Framework framework, String... args) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      given.put(args[i].substring(2), args[i + 1]);
    }
    Map<String, String> sizes = new HashMap<>();
    Matcher pairs = PAIR.matcher(given.get("sizes"));
    while (pairs.find()) {
      sizes.put(pairs.group(1), pairs.group(2));
    }
    String work = given.get("work");
    Runnable step = framework.step(work, new Sizes(sizes));
    if (step == null) {
      System.err.println(given.get("engine") + "'s side of " + work + " in this form is not written");
      System.exit(1);
    }
    double seconds = Double.parseDouble(given.get("seconds"));
    long start = System.nanoTime();
    step.run();
    double first = millis(start);
    warm(step, Double.parseDouble(given.get("warmup")));
    List<Double> blocks = blocks(step, seconds);
    Collections.sort(blocks);
    System.out.printf(
        Locale.ROOT,
        "{\"work\":\"%s\",\"engine\":\"%s\",\"version\":\"%s\",\"threads\":%s,\"ms\":%.4f,"
            + "\"best_ms\":%.4f,\"first_ms\":%.1f,\"rss_peak_mb\":%.1f}%n",
        work,
        given.get("engine"),
        framework.version(),
        given.get("threads"),
        blocks.get(blocks.size() / 2),
        blocks.getFirst(),
        first,
        memory());
    System.out.flush();
    // Some frameworks leave threads behind that nobody ends.
    System.exit(0);
  }

  private static void warm(Runnable step, double seconds) {
    long start = System.nanoTime();
    for (int i = 0; i < BLOCKS || millis(start) < seconds * 1e3; i++) {
      step.run();
    }
  }

  private static List<Double> blocks(Runnable step, double seconds) {
    List<Double> blocks = new ArrayList<>();
    long start = System.nanoTime();
    while (millis(start) < seconds * 1e3 || blocks.size() < BLOCKS) {
      long block = System.nanoTime();
      int steps = 0;
      while (millis(block) < seconds * 1e3 / PARTS) {
        step.run();
        steps++;
      }
      blocks.add(millis(block) / steps);
    }
    return blocks;
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) * 1e-6;
  }

  /// The most memory this process occupied, in MB, where the system says it.
  private static double memory() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0)
          / 1024.0;
    } catch (IOException e) {
      return 0;
    }
  }
}
