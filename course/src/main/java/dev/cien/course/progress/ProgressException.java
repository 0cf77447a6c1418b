package dev.cien.course.progress;

import dev.cien.recipes.Text;

/// Thrown when an entry of the log makes no sense. It is the learner's to mend, so it speaks the
/// languages of the course.
public final class ProgressException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Text text;

  /// An exception whose message is the English sentence.
  public ProgressException(String en, String es) {
    super(en);
    this.text = new Text(en, es);
  }

  /// What is wrong, in both languages.
  public Text text() {
    return text;
  }
}
