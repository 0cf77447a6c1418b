package dev.cien.io;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Thrown when a file is not what it claims to be: truncated, damaged, of another format, or beyond
/// a limit. The message names the file, what was expected, what was found, and the usual cause.
public final class FileFormatException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  /// An exception about a file.
  ///
  /// @param file what was being read: a path or a resource name
  /// @param problem expected, found, cause
  public FileFormatException(Object file, String problem) {
    super(file + ": " + problem, new IOException(problem));
  }

  /// An exception about a file, with what led to it.
  public FileFormatException(Object file, String problem, Throwable cause) {
    super(
        file + ": " + problem,
        cause instanceof IOException io ? io : new IOException(problem, cause));
  }
}
