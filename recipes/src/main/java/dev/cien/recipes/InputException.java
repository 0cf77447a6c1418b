package dev.cien.recipes;

/// Thrown when what a person chose or gave does not fit: a setting, a picture, a table, a journal.
/// It is theirs to mend, so it speaks the languages of the course.
public class InputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Text text;

  /// An exception whose message is the English sentence.
  public InputException(Text text) {
    super(text.en());
    this.text = text;
  }

  /// What is wrong, in both languages.
  public Text text() {
    return text;
  }
}
