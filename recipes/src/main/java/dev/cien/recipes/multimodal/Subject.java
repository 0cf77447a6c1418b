package dev.cien.recipes.multimodal;

import dev.cien.data.Digits;
import dev.cien.data.ImageDataset;
import dev.cien.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What pictures show that two languages have words for.
enum Subject {
  /// Six figures of random sizes.
  SHAPES(
      new String[][] {
        {"círculo", "cuadrado", "triángulo", "rombo", "anillo", "corazón"},
        {"circle", "square", "triangle", "diamond", "ring", "heart"}
      }),
  /// Handwritten digits of MNIST: training has digits of other writers than tests.
  DIGITS(SceneCaptions.DIGITS);

  private static final float SMALLEST = 4.5f;
  private static final float LARGEST = 6.2f;

  /// Points a pixel, across and down, of which the share inside a figure is its ink.
  private static final int FINE = 3;

  private final String[][] names;

  Subject(String[][] names) {
    this.names = names;
  }

  /// Draws one of them.
  interface Pen {
    /// Ink from 0 to 1, `[14, 14]`.
    ///
    /// @param what its number
    float[] draw(int what, Rng rng);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  static Subject of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Their names in a language: 0 Spanish, 1 English.
  List<String> names(int language) {
    return List.of(names[language]);
  }

  int count() {
    return names[0].length;
  }

  /// What draws them.
  ///
  /// @param test whether those that nobody learns from
  Pen pen(boolean test) {
    if (this == SHAPES) {
      return Subject::shape;
    }
    Digits all = Digits.load();
    ImageDataset digits = test ? all.test() : all.train();
    int[][] numbers =
        IntStream.range(0, count())
            .mapToObj(
                label ->
                    IntStream.range(0, digits.size())
                        .filter(i -> digits.label(i) == label)
                        .toArray())
            .toArray(int[][]::new);
    return (what, rng) ->
        DigitScenes.half(digits, numbers[what][rng.nextInt(numbers[what].length)]);
  }

  private static float[] shape(int what, Rng rng) {
    float radius = SMALLEST + (LARGEST - SMALLEST) * (float) rng.nextDouble();
    int side = DigitScenes.DIGIT;
    float[] ink = new float[side * side];
    for (int p = 0; p < ink.length; p++) {
      for (int k = 0; k < FINE * FINE; k++) {
        double u = (p % side + (k % FINE + 0.5) / FINE - side / 2.0) / radius;
        double v = (p / side + (k / FINE + 0.5) / FINE - side / 2.0) / radius;
        ink[p] += isInside(what, u, v) ? 1f / (FINE * FINE) : 0;
      }
    }
    return ink;
  }

  /// Whether a figure about the origin, some 2 wide, holds a point; `v` grows downwards.
  private static boolean isInside(int what, double u, double v) {
    double far = Math.hypot(u, v);
    return switch (what) {
      case 0 -> far < 0.95;
      case 1 -> Math.max(Math.abs(u), Math.abs(v)) < 0.85;
      case 2 -> v < 0.8 && Math.abs(u) < 0.56 * (v + 1);
      case 3 -> Math.abs(u) + Math.abs(v) < 1.1;
      case 4 -> far < 1 && far > 0.55;
      default -> {
        double x = 1.15 * u;
        double y = 0.2 - 1.2 * v;
        double round = x * x + y * y - 1;
        yield round * round * round < x * x * y * y * y;
      }
    };
  }
}
