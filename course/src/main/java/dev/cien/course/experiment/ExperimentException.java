package dev.cien.course.experiment;

import dev.cien.recipes.Text;

/// Thrown when an experiment's file or a prediction cannot be used.
public final class ExperimentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Text text;

  /// An exception whose message is the English sentence.
  public ExperimentException(String en, String es) {
    super(en);
    this.text = new Text(en, es);
  }

  /// What is wrong, in both languages.
  public Text text() {
    return text;
  }
}
