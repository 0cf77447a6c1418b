package dev.cien.train;

/// Thrown when training cannot go on: a loss that is not a number, a folder that cannot be written,
/// a checkpoint of another model. The message says what happened and what to do.
public final class TrainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An exception with its whole message.
  public TrainException(String message) {
    super(message);
  }

  /// An exception with its whole message and what led to it.
  public TrainException(String message, Throwable cause) {
    super(message, cause);
  }
}
