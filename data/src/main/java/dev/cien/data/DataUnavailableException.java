package dev.cien.data;

/// Thrown when a data set is not here and could not be fetched. The message says what was tried,
/// and which files to place where by hand.
public final class DataUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An exception with its whole message.
  public DataUnavailableException(String message) {
    super(message);
  }
}
