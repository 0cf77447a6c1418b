package dev.cien.course.journal;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;

/// Thrown when a file is no journal, or a change does not fit it.
public final class JournalException extends InputException {
  private static final long serialVersionUID = 1L;

  /// An exception whose message is the English sentence.
  public JournalException(String en, String es) {
    super(new Text(en, es));
  }
}
