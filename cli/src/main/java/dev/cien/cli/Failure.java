package dev.cien.cli;

/// Something a person can mend: its message is the one line that they read.
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int code;

  private Failure(int code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /// What was asked for cannot be: exit code 2.
  static Failure usage(String message) {
    return new Failure(Exit.USAGE, message, null);
  }

  /// What was asked for went wrong: exit code 1.
  static Failure run(String message, Throwable cause) {
    return new Failure(Exit.FAILED, message, cause);
  }

  int code() {
    return code;
  }
}
