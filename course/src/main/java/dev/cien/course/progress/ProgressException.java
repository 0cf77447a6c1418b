package dev.cien.course.progress;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;

/// Thrown when an entry of the log makes no sense.
public final class ProgressException extends InputException {
  private static final long serialVersionUID = 1L;

  /// An exception whose message is the English sentence.
  public ProgressException(String en, String es) {
    super(new Text(en, es));
  }
}
