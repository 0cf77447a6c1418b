package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.graph.Op;
import dev.cien.tensor.reference.Reference;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Accuracy of the elementary functions in `float32`, in units in the last place of the exact
/// result: over all magnitudes, densely where they are used, and at the edges.
class ElementaryFunctionsTest {
  private record Function(
      String name, UnaryOperator<Tensor> of, double low, double high, double ulps) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final int COUNT = 200_000;
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float[] EDGES = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    1e-40f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    INF,
    -INF,
    Float.NaN,
    1,
    -1,
    Math.nextUp(1f),
    Math.nextDown(1f),
    -Math.nextDown(1f),
    88.722839f,
    88.72284f,
    89,
    -87.33655f,
    -103.97f,
    -103.98f,
    -104,
    -200,
    9.01f,
    -9.01f,
    16.7f,
    -17,
    3.9f,
    4.1f,
    0.5f,
    (float) Math.PI,
    (float) (Math.PI / 2),
    1e5f,
    0x1p17f,
    -0x1p17f
  };

  static Stream<Function> functions() {
    return Stream.of(
        new Function("exp", Tensor::exp, -104, 89, 2),
            new Function("expm1", Tensor::expm1, -20, 89, 2.5),
        new Function("log", Tensor::log, 0, 100, 2),
            new Function("log1p", Tensor::log1p, -1, 10, 2.5),
        new Function("sqrt", Tensor::sqrt, 0, 100, 0.5),
            new Function("sin", Tensor::sin, -100, 100, 0.9),
        new Function("cos", Tensor::cos, -100, 100, 0.9),
            new Function("tanh", Tensor::tanh, -10, 10, 2.5),
        new Function("sigmoid", Tensor::sigmoid, -90, 90, 3),
            new Function("erf", Tensor::erf, -4, 4, 2.5));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void denselyInTheUsualRange(Function function) {
    float[] x = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = (float) (function.low + (function.high - function.low) * i / (COUNT - 1));
    }
    check(function, x);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void overAllMagnitudes(Function function) {
    // Beyond 2¹⁷ sine and cosine have an absolute accuracy: see farAnglesAreAbsolutelyAccurate.
    float most = List.of("sin", "cos").contains(function.name) ? 0x1p17f : Float.MAX_VALUE;
    float[] x = new float[COUNT];
    int bits = 1;
    for (int i = 0; i < COUNT; i++) {
      float value = Float.intBitsToFloat(bits);
      x[i] = Math.abs(value) <= most ? value : 0.25f;
      bits += (int) ((1L << 32) / COUNT) + 1;
    }
    check(function, x);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void atTheEdges(Function function) {
    check(function, EDGES);
  }

  /// Beside multiples of a quarter turn the result is what is left when almost all digits cancel.
  @ParameterizedTest
  @MethodSource("circular")
  void besideQuarterTurns(Function function) {
    float[] x = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      float quarter = (float) ((1 + i / 4) * (Math.PI / 2));
      x[i] = Float.intBitsToFloat(Float.floatToIntBits(quarter) + i % 4 - 1);
    }
    check(function, x);
  }

  @ParameterizedTest
  @MethodSource("circular")
  void farAnglesAreAbsolutelyAccurate(Function function) {
    float[] x = new float[COUNT];
    int first = Float.floatToIntBits(0x1p17f);
    int last = Float.floatToIntBits(Float.MAX_VALUE);
    for (int i = 0; i < COUNT; i++) {
      float size = Float.intBitsToFloat(first + (int) ((long) (last - first) * i / (COUNT - 1)));
      x[i] = i % 2 == 0 ? size : -size;
    }
    float[] y = function.of.apply(Tensor.of(x)).toFloats();
    for (int i = 0; i < COUNT; i++) {
      double exact = function.name.equals("sin") ? StrictMath.sin(x[i]) : StrictMath.cos(x[i]);
      assertThat(Math.abs(y[i] - exact)).as("%s(%s)", function.name, x[i]).isLessThan(0x1p-24);
    }
  }

  /// Bases and exponents of all sizes, small exponents to bases near 1, and results near both ends.
  @Test
  void powers() {
    SplittableRandom random = new SplittableRandom(11);
    float[] x = new float[5 * COUNT];
    float[] y = new float[5 * COUNT];
    for (int i = 0; i < x.length; i++) {
      double base = StrictMath.exp(8 * (random.nextDouble() - 0.5));
      x[i] =
          switch (i % 5) {
            case 0 -> Float.intBitsToFloat(random.nextInt());
            case 1 -> 1 + (float) (StrictMath.pow(2, -24 * random.nextDouble()) * (i % 2 - 0.5));
            case 2 -> (float) (i % 2 == 0 ? base : -base);
            default -> (float) base;
          };
      double largest = 128 * Math.log(2) / Math.abs(Math.log(Math.abs(x[i])));
      y[i] =
          switch (i % 5) {
            case 0 -> Float.intBitsToFloat(random.nextInt());
            case 1 -> (float) (largest * (2 * random.nextDouble() - 1));
            case 2 -> random.nextInt(21) - 10;
            case 3 -> (float) (largest * (i % 2 == 0 ? 1 : -1) * (1 + 0.2 * random.nextDouble()));
            default -> (float) (10 * random.nextDouble() - 5);
          };
    }
    checkPowers(x, y);
  }

  /// Every special base with every special exponent: zeros, infinities, NaN, whole and odd ones.
  @Test
  void powersOfSpecialValues() {
    float[] exponents = {
      0f,
      -0f,
      1,
      -1,
      2,
      -2,
      3,
      -3,
      0.5f,
      -0.5f,
      1.5f,
      0x1p23f,
      0x1p23f + 1,
      0x1p24f - 1,
      0x1p24f,
      8388607.5f,
      1e30f,
      -1e30f,
      INF,
      -INF,
      Float.NaN,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      127,
      128,
      -149,
      -150,
      1e-30f
    };
    float[] bases = {2, -2, 0.5f, -0.5f, -INF, -Float.MIN_NORMAL, 1.5f, -1.5f};
    int all = EDGES.length + bases.length;
    float[] x = new float[all * exponents.length];
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      int base = i % all;
      x[i] = base < EDGES.length ? EDGES[base] : bases[base - EDGES.length];
      y[i] = exponents[i / all];
    }
    checkPowers(x, y);
  }

  private static void checkPowers(float[] x, float[] y) {
    float[] actual = Tensor.of(x).pow(Tensor.of(y)).toFloats();
    double worst = 0;
    int at = 0;
    for (int i = 0; i < x.length; i++) {
      double error = ulps(actual[i], StrictMath.pow(x[i], y[i]));
      if (error > worst) {
        worst = error;
        at = i;
      }
    }
    assertThat(worst).as("pow(%s, %s) = %s", x[at], y[at], actual[at]).isLessThanOrEqualTo(0.8);
  }

  static Stream<Function> circular() {
    return functions().filter(function -> List.of("sin", "cos").contains(function.name));
  }

  private static void check(Function function, float[] x) {
    Tensor y = function.of.apply(Tensor.of(x));
    assertThat(y.node().op()).isInstanceOf(Op.Unary.class);
    double[] exact = Reference.evaluateDoubles(List.of(y.node())).getFirst();
    float[] actual = y.toFloats();
    double worst = 0;
    int at = 0;
    for (int i = 0; i < x.length; i++) {
      double error = ulps(actual[i], exact[i]);
      if (error > worst) {
        worst = error;
        at = i;
      }
    }
    assertThat(worst)
        .as("%s(%s) = %s, expected %s", function.name, x[at], actual[at], (float) exact[at])
        .isLessThanOrEqualTo(function.ulps);
  }

  /// The distance in units in the last place of the exact result; infinite where one is NaN or
  /// infinite and the other not, and where a zero has the wrong sign.
  private static double ulps(float actual, double exact) {
    float nearest = (float) exact;
    if (Float.compare(actual, nearest) == 0) {
      return Math.abs(actual - exact) <= Float.MAX_VALUE && actual != 0
          ? Math.abs(actual - exact) / Math.ulp(nearest)
          : 0;
    }
    if (Float.isNaN(actual)
        || Float.isNaN(nearest)
        || Float.isInfinite(actual)
        || Float.isInfinite(nearest)
        || actual == 0 && nearest == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.abs(actual - exact) / Math.ulp(nearest);
  }
}
