package dev.cien.cli;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The keys of options such as `--set KEY=VALUE`, of which the parser silently keeps the last.
final class Keys {
  private Keys() {}

  /// Checks that no key is given twice to a command, as the parser does for options.
  ///
  /// @throws ParameterException if one is
  static void checkOnce(Terminal terminal, ParseResult parsed) {
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    for (OptionSpec option : command.matchedOptions()) {
      if (!Map.class.isAssignableFrom(option.type())) {
        continue;
      }
      Set<String> keys = new HashSet<>();
      for (String setting : option.originalStringValues()) {
        String key = setting.substring(0, setting.indexOf('='));
        if (!keys.add(key)) {
          throw new ParameterException(
              command.commandSpec().commandLine(),
              terminal.text("error.twice", option.longestName() + " " + key));
        }
      }
    }
  }
}
