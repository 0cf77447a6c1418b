package dev.cien.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program behind `bench/run`.
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    description = "Measures Cien's kernels, or whole training steps beside other frameworks.",
    subcommands = {KernelsCommand.class, SidesCommand.class})
public final class Main implements Runnable {
  private Main() {}

  /// Runs one command.
  public static void main(String[] args) {
    int code = new CommandLine(new Main()).execute(args);
    if (code != 0) {
      throw new IllegalStateException("bench/run ended with code " + code);
    }
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
