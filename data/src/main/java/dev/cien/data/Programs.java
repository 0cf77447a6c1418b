package dev.cien.data;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs programs that the user has installed, without a shell between.
///
/// @param path the folders to look for them in, as the environment variable `PATH` lists them
record Programs(String path) {
  private static final long MINUTES = 30;
  private static final int MESSAGE = 300;

  /// The programs of this user.
  static Programs standard() {
    String path = System.getenv("PATH");
    return new Programs(path == null ? "" : path);
  }

  /// Runs a program to its end.
  ///
  /// @param output the file for what it says
  /// @param folder where it runs
  /// @param command the program's name, and what it is given
  /// @throws IOException if it is not installed, fails, or takes longer than half an hour
  void run(Path output, Path folder, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    words.set(
        0,
        find(command[0])
            .orElseThrow(() -> new IOException(command[0] + " is not installed"))
            .toString());
    Path errors = folder.resolve("client.err");
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    String text = String.join(" ", command);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(text + ": no end after " + MINUTES + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException(text + ": exit code " + process.exitValue() + reason(errors));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(text + ": interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// A program on the search path.
  Optional<Path> find(String program) {
    for (String folder : path.split(File.pathSeparator)) {
      for (String ending :
          File.separatorChar == '\\' ? List.of(".exe", ".cmd", ".bat") : List.of("")) {
        Path candidate = Path.of(folder, program + ending);
        if (!folder.isEmpty() && Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private static String nullDevice() {
    return File.separatorChar == '\\' ? "NUL" : "/dev/null";
  }

  /// What the program complained about: its last lines, made one.
  private static String reason(Path errors) throws IOException {
    String text =
        new String(Files.readAllBytes(errors), Charset.defaultCharset())
            .strip()
            .replaceAll("\\s*\\R\\s*", "; ");
    return text.isEmpty() ? "" : ": " + text.substring(Math.max(0, text.length() - MESSAGE));
  }
}
