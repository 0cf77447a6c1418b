package dev.cien.io;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Thrown when a file is not what it claims to be: truncated, damaged, of another format, or beyond
/// a limit. The message names the file, what was expected, what was found, the usual cause and what
/// to do.
public final class FileFormatException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  private static final String DAMAGED =
      ". Usual cause: a file that was cut off, or another kind of file under its name; fix: fetch"
          + " or save it again.";

  /// An exception about a file.
  ///
  /// @param file what was being read: a path or a resource name
  /// @param problem expected and found; where it names no usual cause, that of most such problems
  ///   is added: the file is damaged, or another one
  public FileFormatException(Object file, String problem) {
    super(file + ": " + complete(problem), new IOException(problem));
  }

  /// An exception about a file, with what led to it.
  public FileFormatException(Object file, String problem, Throwable cause) {
    super(
        file + ": " + complete(problem),
        cause instanceof IOException io ? io : new IOException(problem, cause));
  }

  private static String complete(String problem) {
    if (problem.contains("sual cause") || problem.contains("ix:")) {
      return problem;
    }
    return (problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem) + DAMAGED;
  }
}
