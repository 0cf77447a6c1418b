package dev.cien.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/// A part of a page of results that people write and programs fill: a program replaces what stands
/// between `<!-- measured: NAME -->` and `<!-- end: NAME -->`, and leaves the rest alone.
///
/// @param file the Markdown file
/// @param name of the part
record Page(Path file, String name) {
  /// What `--out` names, if anything. Asked before anything is measured, so that no hour is lost
  /// for a wrong name.
  ///
  /// @param file may be null
  /// @throws CommandLine.ParameterException with one sentence, if the page cannot be read or has no
  ///   such part
  static Optional<Page> at(Path file, String name, CommandLine command) {
    if (file == null) {
      return Optional.empty();
    }
    try {
      replaced(Files.readString(file), name, "");
    } catch (IOException e) {
      throw wrong(file, "there is no such page, or it cannot be read", command);
    } catch (IllegalArgumentException e) {
      throw wrong(file, e.getMessage(), command);
    }
    return Optional.of(new Page(file, name));
  }

  private static CommandLine.ParameterException wrong(Path file, String why, CommandLine command) {
    return new CommandLine.ParameterException(command, "--out " + file + ": " + why);
  }

  /// Replaces the part.
  void put(String text) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), name, text));
  }

  /// @throws IllegalArgumentException if the page has no such part
  static String replaced(String page, String name, String text) {
    String begin = "<!-- measured: " + name + " -->\n";
    String end = "<!-- end: " + name + " -->";
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
}
