package dev.cien.tensor;

/// Thrown when an operation cannot be recorded or computed. The message names the operation, what was expected, what
/// was found, and how to put it right; the stack trace starts at the line that wrote the operation.
public class TensorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An exception with its whole message.
  public TensorException(String message) {
    super(message);
  }

  /// An exception with its whole message and what led to it.
  public TensorException(String message, Throwable cause) {
    super(message, cause);
  }
}
