package dev.cien.cli;

import dev.cien.tensor.Profile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where the time of a step goes, kernel by kernel, beside what the machine could do.
///
/// The least time of a kernel is that of its arithmetic at the machine's peak or that of its bytes
/// at the speed of memory, whichever is longer (the roofline of Williams, Waterman and Patterson,
/// 2009); its share of peak is that time over the measured one. Values that come from a cache are
/// faster than memory, so small kernels can exceed 100 %.
///
/// @param profile the kernels
/// @param seconds a whole step, with what surrounds the kernels
/// @param gigaflops the machine's peak on as many threads
/// @param gigabytes the speed of its memory
record ProfileReport(Profile profile, double seconds, double gigaflops, double gigabytes) {
  private static final int SHOWN = 30;
  private static final int NAME = 36;
  private static final int LINES = 2;
  private static final String ROW = "%-" + NAME + "s %9s %7s %9s %8s %7s  %s";

  /// The slowest kernels first.
  private List<Profile.Entry> slowest() {
    return profile.entries().stream()
        .sorted(Comparator.comparingDouble((Profile.Entry entry) -> -entry.seconds()))
        .toList();
  }

  double shareOfPeak(Profile.Entry entry) {
    double least = Math.max(entry.flops() / gigaflops, entry.bytes() / gigabytes) * 1e-9;
    return least / entry.seconds();
  }

  void print(Terminal terminal) {
    terminal.say(
        "profile.step",
        1e3 * seconds,
        1e3 * profile.seconds(),
        profile.entries().size(),
        profile.runs());
    terminal.say("profile.peak", gigaflops, gigabytes);
    terminal.line("");
    terminal.line(
        String.format(
            ROW,
            terminal.text("profile.kernel"),
            "ms",
            "%",
            "GFLOP/s",
            "GB/s",
            terminal.text("profile.ofPeak"),
            terminal.text("profile.lines")));
    List<Profile.Entry> sorted = slowest();
    sorted.stream().limit(SHOWN).forEach(entry -> terminal.line(row(terminal, entry)));
    if (sorted.size() > SHOWN) {
      double rest = sorted.stream().skip(SHOWN).mapToDouble(Profile.Entry::seconds).sum();
      terminal.say("profile.rest", sorted.size() - SHOWN, 1e3 * rest);
    }
  }

  private String row(Terminal terminal, Profile.Entry entry) {
    Messages words = terminal.messages();
    String name = entry.kernel();
    return String.format(
        ROW,
        name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…",
        words.number("%.3f", 1e3 * entry.seconds()),
        words.number("%.1f", 100 * entry.seconds() / profile.seconds()),
        words.number("%.1f", entry.flops() / entry.seconds() * 1e-9),
        words.number("%.1f", entry.bytes() / entry.seconds() * 1e-9),
        words.number("%.0f %%", 100 * shareOfPeak(entry)),
        places(entry.lines()));
  }

  /// The first lines as `File.java:12`, without the class and method that stand before them.
  private static String places(List<String> lines) {
    List<String> places =
        lines.stream().map(line -> line.replaceAll(".*\\(|\\)", "")).distinct().toList();
    String first = places.stream().limit(LINES).collect(Collectors.joining(", "));
    return places.size() > LINES ? first + " +" + (places.size() - LINES) : first;
  }

  /// One object for each kernel in the order in which they run, and one for the step.
  void json(Terminal terminal, String recipe) {
    for (Profile.Entry entry : profile.entries()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("event", "kernel");
      fields.put("kernel", entry.kernel());
      fields.put("seconds", entry.seconds());
      fields.put("flops", entry.flops());
      fields.put("bytes", entry.bytes());
      fields.put("shareOfPeak", shareOfPeak(entry));
      fields.put("lines", entry.lines());
      terminal.line(Json.line(fields));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", "finished");
    fields.put("recipe", recipe);
    fields.put("steps", profile.runs());
    fields.put("seconds", seconds);
    fields.put("kernelSeconds", profile.seconds());
    fields.put("gigaflops", gigaflops);
    fields.put("gigabytes", gigabytes);
    terminal.line(Json.line(fields));
  }
}
