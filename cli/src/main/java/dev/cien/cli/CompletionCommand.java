package dev.cien.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the script by which bash and zsh complete the command: `source <(cien completion)`.
@Command(name = "completion")
final class CompletionCommand implements Runnable {
  /// What the parser calls its function.
  private static final String FUNCTION = "_complete_cien";

  private final Terminal terminal;

  @Mixin Common common;
  @Spec CommandSpec spec;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    String script = AutoComplete.bash("cien", spec.root().commandLine());
    // The parser's functions, then ours around them, then the line that registers one.
    int registration = script.lastIndexOf("\n# Define a completion specification");
    terminal.line(
        script.substring(0, registration)
            + SettingKeys.script(FUNCTION)
            + script.substring(registration).replace(FUNCTION, SettingKeys.FUNCTION));
  }
}
