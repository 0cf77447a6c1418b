package dev.cien.bench;

import dev.cien.cli.Peak;
import dev.cien.tensor.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/// What a figure depends on besides the program: machine, system, JVM, date.
///
/// @param peak 10⁹ operations a second that the threads reach together
/// @param bandwidth 10⁹ bytes a second between memory and the threads
record Surroundings(int threads, double onePeak, double peak, double bandwidth) {
  /// Measures the machine, for so many threads.
  static Surroundings measure(int threads) {
    return new Surroundings(
        threads, Peak.gigaflops(1), Peak.gigaflops(threads), Peak.gigabytes(threads));
  }

  /// As a Markdown list.
  String describe() throws IOException {
    return String.format(
        Locale.ROOT,
        """
        * %s; %s, %d processors, %s %s
        * measured peak: %.0f GFLOP/s with one thread, %.0f with %d; %.0f GB/s from and to memory
        * JDK %s, %s
        """,
        LocalDate.now(),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        onePeak,
        peak,
        threads,
        bandwidth,
        Runtime.version(),
        Machine.vectorPath());
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
