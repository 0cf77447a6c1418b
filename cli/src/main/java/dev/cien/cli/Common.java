package dev.cien.cli;

import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.Option;

/// The options that every command has. [Main] reads them before the commands exist, because the
/// help itself is written in the language they choose; here they are named, checked and explained.
final class Common {
  @Option(
      names = "--lang",
      paramLabel = "${bundle:label.lang}",
      completionCandidates = Languages.class,
      descriptionKey = "common.lang")
  Language language;

  @Option(names = "--verbose", descriptionKey = "common.verbose")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "common.help")
  boolean help;

  /// The languages as they are typed, for shell completion.
  static final class Languages implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Language.values()).map(Language::code).iterator();
    }
  }
}
