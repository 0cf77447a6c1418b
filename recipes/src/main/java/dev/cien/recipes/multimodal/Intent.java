package dev.cien.recipes.multimodal;

import dev.cien.recipes.Text;
import java.util.Arrays;
import java.util.List;

/// What somebody may ask the assistant for.
enum Intent {
  /// Which number it is.
  READ(false, new Text("which number it is", "qué número es")),
  /// The sum with a number.
  PLUS(true, new Text("plus", "más")),
  /// The difference from a number.
  MINUS(true, new Text("minus", "menos")),
  /// The product with a number.
  TIMES(true, new Text("times", "por")),
  /// Whether it is larger than a number.
  GREATER(true, new Text("greater than", "mayor que")),
  /// Whether it is smaller than a number.
  LESS(true, new Text("less than", "menor que")),
  /// Whether it is even or odd.
  EVEN(false, new Text("even or odd", "par o impar")),
  /// What the thing is called.
  NAME(false, new Text("what it is called", "cómo se llama")),
  /// What it is called in the other language.
  TRANSLATE(false, new Text("in the other language", "en el otro idioma"));

  private final boolean counts;
  private final Text title;

  Intent(boolean counts, Text title) {
    this.counts = counts;
    this.title = title;
  }

  /// What it is called.
  Text title() {
    return title;
  }

  /// Whether a number belongs to it.
  boolean counts() {
    return counts;
  }

  /// Whether it is about a thing and not about a number.
  boolean isAboutThings() {
    return this == NAME || this == TRANSLATE;
  }

  /// Those that follow upon a number.
  static List<Intent> onNumbers() {
    return Arrays.stream(values()).filter(intent -> !intent.isAboutThings()).toList();
  }
}
