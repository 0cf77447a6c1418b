package dev.cien.studio;

/// The database that was named cannot be opened: its message says why, in the database's words.
public final class NoDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param cause what the driver said
  public NoDatabaseException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
