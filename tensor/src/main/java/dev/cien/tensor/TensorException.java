package dev.cien.tensor;

import dev.cien.tensor.graph.Site;
import java.util.Arrays;

/// Thrown when an operation cannot be recorded or computed. The message names the operation, what
/// was expected, what was found, and how to put it right; the stack trace starts at the line that
/// wrote the operation.
public class TensorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An exception with its whole message.
  @SuppressWarnings(
      "this-escape") // The stack trace belongs to Throwable; no subclass overrides its accessors.
  public TensorException(String message) {
    super(message);
    startAtUser();
  }

  /// An exception with its whole message and what led to it.
  @SuppressWarnings("this-escape")
  public TensorException(String message, Throwable cause) {
    super(message, cause);
    startAtUser();
  }

  /// Drops the library's own frames from the top of the stack trace.
  private void startAtUser() {
    StackTraceElement[] frames = getStackTrace();
    int first = 0;
    while (first < frames.length
        && Site.isLibrary(frames[first].getClassName(), frames[first].getFileName())) {
      first++;
    }
    if (first < frames.length) {
      setStackTrace(Arrays.copyOfRange(frames, first, frames.length));
    }
  }
}
