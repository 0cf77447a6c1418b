package dev.cien.train;

/// Thrown when training cannot go on: a loss that is not a number, a folder that cannot be written,
/// a checkpoint of another model. The message says what happened and what to do; [#reason] says it
/// to programs.
public final class TrainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why training could not go on.
  public enum Reason {
    /// The loss became infinite or no number at all.
    NOT_FINITE,
    /// The disk refused to take what a run leaves.
    CANNOT_WRITE,
    /// Another trainer works in the run folder.
    IN_USE,
    /// The folder holds a run, and nobody said that it should go on.
    HOLDS_A_RUN,
    /// There is nothing to go on from.
    NOTHING_TO_RESUME,
    /// Something else, which the message explains.
    OTHER
  }

  private final Reason reason;

  /// An exception with its whole message.
  public TrainException(String message) {
    this(Reason.OTHER, message, null);
  }

  /// An exception with its whole message and what led to it.
  public TrainException(String message, Throwable cause) {
    this(Reason.OTHER, message, cause);
  }

  /// An exception with its whole message, why, and what led to it (null if nothing did).
  public TrainException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// Why, for programs.
  public Reason reason() {
    return reason;
  }
}
