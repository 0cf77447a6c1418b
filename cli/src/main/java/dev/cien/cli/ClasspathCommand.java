package dev.cien.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Prints the class path of this command, for programs of one's own: `java -cp "$(cien classpath)"
/// Mnist.java`.
@Command(name = "classpath")
final class ClasspathCommand implements Runnable {
  private final Terminal terminal;

  @Mixin Common common;

  ClasspathCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    // Where it runs as modules (tests, an image) they are on another path.
    String all =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + System.getProperty("jdk.module.path", "");
    terminal.line(
        Arrays.stream(all.split(File.pathSeparator))
            .filter(entry -> !entry.isBlank())
            .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator)));
  }
}
