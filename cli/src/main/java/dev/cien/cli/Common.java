package dev.cien.cli;

import picocli.CommandLine.Option;

/// The options that every command has. [Main] reads them before the commands exist, because the
/// help itself is written in the language they choose; here they are named, checked and explained.
final class Common {
  @Option(names = "--lang", paramLabel = "LANG", descriptionKey = "common.lang")
  Language language;

  @Option(names = "--verbose", descriptionKey = "common.verbose")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "common.help")
  boolean help;
}
