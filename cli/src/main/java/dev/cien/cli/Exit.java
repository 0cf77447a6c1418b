package dev.cien.cli;

/// The exit codes, which scripts rely on.
final class Exit {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int INTERRUPTED = 130;

  private Exit() {}
}
