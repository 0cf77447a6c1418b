package dev.cien.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the script by which bash and zsh complete the command: `source <(cien completion)`.
@Command(name = "completion")
final class CompletionCommand implements Runnable {
  private final Terminal terminal;

  @Mixin Common common;
  @Spec CommandSpec spec;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.line(AutoComplete.bash("cien", spec.root().commandLine()));
  }
}
