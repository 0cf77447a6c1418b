package dev.cien.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the command once more in a JVM of its own, started as this one was: cold, with nothing
/// compiled for another network.
final class Fork {
  private Fork() {}

  /// The JSON lines that the command prints there.
  ///
  /// @throws Failure if it fails; what it said is on standard error
  static List<JsonNode> run(Terminal terminal, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            System.getProperty("java.class.path"),
            System.getProperty("jdk.module.path", "")));
    command.add(Main.class.getName());
    command.addAll(words);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != Exit.OK) {
        throw Failure.run(terminal.text("error.fork", String.join(" ", words), code), null);
      }
      return said.lines().map(JsonMapper.shared()::readTree).toList();
    } catch (IOException e) {
      throw Failure.run(terminal.text("error.fork", String.join(" ", words), -1), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.run(terminal.text("error.fork", String.join(" ", words), -1), e);
    }
  }
}
