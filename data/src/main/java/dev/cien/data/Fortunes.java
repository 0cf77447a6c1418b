package dev.cien.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Spanish sayings, quotations and proverbs, from the program `fortune`: a million characters of
/// Spanish in short texts. Fetched once: `cien data get fortunes-es`.
///
/// Collected by A. Martín Domingo, J. Fernández-Sanguino and others; the sayings are presumed to be
/// in the public domain, the collection is under the GPL, version 2 or later. The files that Debian
/// marks as offensive are not part of it.
///
/// @param all all sayings, in the order of their files
public record Fortunes(List<Saying> all) {
  /// The set's name in the catalog.
  public static final String NAME = "fortunes-es";

  private static final String BORDER = "%";

  /// A saying.
  ///
  /// @param text its lines
  /// @param author who said it, as the collection has it, or empty
  public record Saying(String text, String author) {}

  /// Copies.
  public Fortunes {
    all = List.copyOf(all);
  }

  /// Reads the sayings from the user's cache.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static Fortunes load() {
    return load(DataCache.standard());
  }

  /// Reads the sayings from a cache.
  public static Fortunes load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry(NAME)).resolve("fortunes.txt"));
  }

  /// Reads a file in which a line `%` ends each saying, and a line that begins with `--` names who
  /// said it.
  static Fortunes read(Path file) {
    List<Saying> sayings = new ArrayList<>();
    List<String> text = new ArrayList<>();
    List<String> author = new ArrayList<>();
    List<String> lines = new ArrayList<>(TextFiles.lines(file));
    lines.add(BORDER);
    for (String line : lines) {
      if (line.equals(BORDER)) {
        String said = String.join("\n", text).strip();
        if (!said.isEmpty()) {
          sayings.add(new Saying(said, String.join(" ", author)));
        }
        text.clear();
        author.clear();
      } else if (!author.isEmpty() || line.strip().startsWith("--") && !text.isEmpty()) {
        author.add(line.strip().replaceFirst("^--+\\s*", ""));
      } else {
        text.add(line.stripTrailing());
      }
    }
    return new Fortunes(sayings);
  }

  /// Training, validation and test; no saying of one part is in another.
  public TextParts<Saying> parts() {
    return TextParts.of(
        all.stream().map(List::of).toList(), saying -> List.of(saying.text));
  }

  /// The lines of many files one after the other, each saying ended by a line `%`.
  static List<String> lines(List<List<Path>> groups) {
    List<String> joined = new ArrayList<>();
    for (List<Path> files : groups) {
      for (Path file : files) {
        TextFiles.lines(file).forEach(line -> joined.add(line.stripTrailing()));
        if (!joined.isEmpty() && !joined.getLast().equals(BORDER)) {
          joined.add(BORDER);
        }
      }
    }
    return joined;
  }
}
