package dev.cien.archtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The checkout under test: its folders, modules and files, found from the folder the build runs
/// in.
final class House {
  static final Path ROOT = root();

  private House() {}

  private static Path root() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("bom")) && Files.isRegularFile(folder.resolve("cien"))) {
        return folder;
      }
    }
    throw new IllegalStateException("The tests must run inside a checkout.");
  }

  /// Every folder that the root pom names as a module.
  static List<String> modules() {
    return Pattern.compile("<module>(.*?)</module>")
        .matcher(read(ROOT.resolve("pom.xml")))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /// Every Java source file, tests included.
  static List<Path> sources() {
    return modules().stream()
        .flatMap(module -> files(ROOT.resolve(module).resolve("src"), ".java"))
        .sorted()
        .toList();
  }

  /// Java source files of what is delivered.
  static List<Path> mainSources() {
    return modules().stream()
        .flatMap(module -> files(ROOT.resolve(module).resolve("src/main/java"), ".java"))
        .sorted()
        .toList();
  }

  /// Every page of documentation in the checkout.
  static List<Path> pages() {
    var top = files(ROOT, ".md", 1);
    return Stream.concat(top, files(ROOT.resolve("docs"), ".md")).sorted().toList();
  }

  static Stream<Path> files(Path folder, String suffix) {
    return files(folder, suffix, Integer.MAX_VALUE);
  }

  private static Stream<Path> files(Path folder, String suffix, int depth) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var walk = Files.walk(folder, depth)) {
      return walk.filter(file -> file.toString().endsWith(suffix)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    return read(file).lines().toList();
  }

  /// A file's path as a person types it from the root, followed by a line number.
  static String at(Path file, int line) {
    return ROOT.relativize(file) + ":" + line;
  }
}
