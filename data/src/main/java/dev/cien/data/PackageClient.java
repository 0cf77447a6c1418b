package dev.cien.data;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs the user's own package clients, configured as the user has them.
final class PackageClient {
  private static final long MINUTES = 30;
  private static final int MESSAGE = 300;

  private PackageClient() {}

  /// Fetches an npm package as a `.tgz` into an empty folder.
  static Path npm(String name, String version, Path folder) throws IOException {
    run(folder, "npm", "pack", "--silent", "--ignore-scripts", name + "@" + version);
    return only(folder, ".tgz");
  }

  /// Fetches a Debian package as a `.deb` into an empty folder.
  static Path deb(String name, Path folder) throws IOException {
    run(folder, "apt-get", "download", "-qq", name);
    return only(folder, ".deb");
  }

  /// The files of a Debian package as a tar archive beside it.
  static Path tar(Path deb) throws IOException {
    Path tar = deb.resolveSibling("files.tar");
    run(tar, deb.getParent(), "dpkg-deb", "--fsys-tarfile", deb.toString());
    return tar;
  }

  private static void run(Path folder, String... command) throws IOException {
    run(folder.resolve("client.log"), folder, command);
  }

  private static void run(Path output, Path folder, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    words.set(0, find(command[0]).toString());
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

  private static String nullDevice() {
    return File.separatorChar == '\\' ? "NUL" : "/dev/null";
  }

  /// What the client complained about: its last lines, made one.
  private static String reason(Path errors) throws IOException {
    String text =
        new String(Files.readAllBytes(errors), Charset.defaultCharset())
            .strip()
            .replaceAll("\\s*\\R\\s*", "; ");
    return text.isEmpty() ? "" : ": " + text.substring(Math.max(0, text.length() - MESSAGE));
  }

  /// The client's program on the search path.
  private static Path find(String program) throws IOException {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
      for (String ending :
          File.separatorChar == '\\' ? List.of(".exe", ".cmd", ".bat") : List.of("")) {
        Path candidate = Path.of(folder, program + ending);
        if (!folder.isEmpty() && Files.isExecutable(candidate)) {
          return candidate;
        }
      }
    }
    throw new IOException(program + " is not installed");
  }

  private static Path only(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .findFirst()
          .orElseThrow(() -> new IOException("the client left no file that ends in " + ending));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
