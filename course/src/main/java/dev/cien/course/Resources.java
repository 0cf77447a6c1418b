package dev.cien.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// The files of the course: lessons, experiments, tables.
public final class Resources {
  private Resources() {}

  /// A file's text.
  ///
  /// @param name such as `history/compute.csv`
  public static String text(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("course: expected the file " + name + ", found none.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("course: cannot read " + name, e);
    }
  }

  /// A file's lines that hold something.
  public static Stream<String> lines(String name) {
    return text(name).lines().filter(line -> !line.isBlank());
  }
}
