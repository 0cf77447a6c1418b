package dev.cien.course.experiment;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;

/// Thrown when an experiment's file or a prediction cannot be used.
public final class ExperimentException extends InputException {
  private static final long serialVersionUID = 1L;

  /// An exception whose message is the English sentence.
  public ExperimentException(String en, String es) {
    super(new Text(en, es));
  }
}
