package dev.cien.studio;

import dev.cien.recipes.Text;
import java.time.Duration;
import java.util.Optional;

/// What was asked for cannot be: a status and a sentence that helps.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Text text;
  private final transient Optional<Duration> after;

  Refusal(int status, String es, String en) {
    this(status, Optional.empty(), es, en);
  }

  private Refusal(int status, Optional<Duration> after, String es, String en) {
    super(en, null, false, false);
    this.status = status;
    this.text = new Text(en, es);
    this.after = after;
  }

  /// The request itself is wrong: 400.
  static Refusal bad(String es, String en) {
    return new Refusal(400, es, en);
  }

  /// There is no such thing: 404.
  static Refusal missing(String es, String en) {
    return new Refusal(404, es, en);
  }

  /// Not now, but after a while: 429.
  static Refusal later(Duration after, String es, String en) {
    return new Refusal(429, Optional.of(after), es, en);
  }

  int status() {
    return status;
  }

  Text text() {
    return text;
  }

  /// When it is worth asking again, if that is known.
  Optional<Duration> after() {
    return after;
  }
}
