package dev.cien.cli;

import java.io.PrintStream;

/// Where a command speaks: standard output for results, standard error for everything else, in one
/// language.
///
/// @param out results
/// @param err progress and errors
/// @param messages the sentences
/// @param interactive whether a person watches standard error, so that a line may be redrawn
/// @param columns how wide a line may be
record Terminal(
    PrintStream out, PrintStream err, Messages messages, boolean interactive, int columns) {
  static final int DEFAULT_COLUMNS = 100;

  /// Prints the sentence of a key on standard output.
  void say(String key, Object... values) {
    out.println(messages.text(key, values));
  }

  /// Prints a line as it is on standard output.
  void line(String text) {
    out.println(text);
  }

  /// Prints the sentence of a key on standard error.
  void tell(String key, Object... values) {
    err.println(messages.text(key, values));
  }

  String text(String key, Object... values) {
    return messages.text(key, values);
  }
}
