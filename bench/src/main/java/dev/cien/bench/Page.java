package dev.cien.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/// A page of results that people write and programs fill: a program replaces what stands between
/// `<!-- measured: NAME -->` and `<!-- end: NAME -->`, and leaves the rest alone.
///
/// @param file the Markdown file
record Page(Path file) {
  /// Checked before anything is measured, so that no hour is lost for a wrong name.
  ///
  /// @throws CommandLine.ParameterException with one sentence, if the page is not there or has no
  ///   such part
  void check(String name, CommandLine command) {
    try {
      replaced(Files.readString(file), name, "");
    } catch (IOException | IllegalArgumentException e) {
      String why =
          e instanceof IOException
              ? "there is no such page; give one that has a part "
                  + begin(name)
                  + " to "
                  + end(name)
              : e.getMessage();
      throw new CommandLine.ParameterException(command, "--out " + file + ": " + why);
    }
  }

  /// Replaces one part.
  ///
  /// @throws IllegalArgumentException if the page has no such part
  void put(String name, String text) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), name, text));
  }

  static String replaced(String page, String name, String text) {
    String begin = begin(name) + "\n";
    String end = end(name);
    int from = page.indexOf(begin);
    int to = page.indexOf(end, from);
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException(
          "the page has no part between " + begin.strip() + " and " + end);
    }
    return page.substring(0, from + begin.length())
        + "\n"
        + text.strip()
        + "\n\n"
        + page.substring(to);
  }

  private static String begin(String name) {
    return "<!-- measured: " + name + " -->";
  }

  private static String end(String name) {
    return "<!-- end: " + name + " -->";
  }
}
