package dev.cien.cli;

/// One line of a watched terminal, written over and over on standard error; nowhere if nobody
/// watches.
///
/// It is cleared with spaces rather than with an escape sequence, which consoles of Windows print.
final class StatusLine {
  private final Terminal terminal;
  private int length;

  StatusLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Shows a text in place of the last one.
  void show(String text) {
    if (terminal.interactive()) {
      terminal.err().print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
      terminal.err().flush();
      length = text.length();
    }
  }

  /// Makes the line empty, for other things to be written.
  void clear() {
    if (length > 0) {
      show("");
      terminal.err().print("\r");
      terminal.err().flush();
    }
  }
}
