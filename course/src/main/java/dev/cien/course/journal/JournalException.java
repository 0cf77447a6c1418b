package dev.cien.course.journal;

import dev.cien.recipes.Text;

/// Thrown when a file is no journal, or a change does not fit it. It is the learner's to mend, so
/// it speaks the languages of the course.
public final class JournalException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Text text;

  /// An exception whose message is the English sentence.
  public JournalException(String en, String es) {
    super(en);
    this.text = new Text(en, es);
  }

  /// What is wrong, in both languages.
  public Text text() {
    return text;
  }
}
