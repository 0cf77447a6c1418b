package dev.cien.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command without a sub-command: says what there is.
@Command(
    name = "cien",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "${bundle:label.command}")
final class Cien implements Runnable {
  /// The commands, in the order in which the help names them.
  static final List<Class<?>> COMMANDS =
      List.of(
          TrainCommand.class,
          EvaluateCommand.class,
          PredictCommand.class,
          SummaryCommand.class,
          ProfileCommand.class,
          RecipesCommand.class,
          CompareCommand.class,
          StudioCommand.class,
          PlaygroundCommand.class,
          JournalCommand.class,
          DataCommand.class,
          DoctorCommand.class,
          BenchCommand.class,
          ClasspathCommand.class,
          CompletionCommand.class);

  private final Terminal terminal;

  @Mixin Common common;
  @Spec CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      descriptionKey = "common.version")
  boolean version;

  Cien(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), terminal.text("error.noCommand"));
  }
}
