package dev.cien.studio;

import dev.cien.recipes.Text;

/// What was asked for cannot be: a status and a sentence that helps.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Text text;

  Refusal(int status, String es, String en) {
    super(en, null, false, false);
    this.status = status;
    this.text = new Text(en, es);
  }

  /// The request itself is wrong: 400.
  static Refusal bad(String es, String en) {
    return new Refusal(400, es, en);
  }

  /// There is no such thing: 404.
  static Refusal missing(String es, String en) {
    return new Refusal(404, es, en);
  }

  int status() {
    return status;
  }

  Text text() {
    return text;
  }
}
