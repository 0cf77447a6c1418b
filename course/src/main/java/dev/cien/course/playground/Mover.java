package dev.cien.course.playground;

/// How one parameter moves, given the mean slope of a batch: the rules of `dev.cien.optim` with
/// PyTorch's usual numbers, on a single `double`.
///
/// With g the slope, t the number of the update and r the rate:
///
/// ```
/// SGD        p ← p − r·g
/// MOMENTUM   b ← 0.9·b + g                          p ← p − r·b
/// NESTEROV   b ← 0.9·b + g                          p ← p − r·(g + 0.9·b)
/// ADAGRAD    s ← s + g²                             p ← p − r·g / (√s + 10⁻¹⁰)
/// RMSPROP    s ← 0.99·s + 0.01·g²                   p ← p − r·g / (√s + 10⁻⁸)
/// ADAM       m ← 0.9·m + 0.1·g   v ← 0.999·v + 0.001·g²
///            p ← p − r / (1 − 0.9ᵗ) · m / (√v / √(1 − 0.999ᵗ) + 10⁻⁸)
/// ADAMW      p ← (1 − 0.01·r)·p, then as ADAM
/// ```
public enum Mover {
  /// Plain gradient descent, that of TensorFlow Playground.
  SGD("sgd", 0),
  /// With a memory of the direction.
  MOMENTUM("momentum", 1),
  /// The same, with the slope looked at one step ahead.
  NESTEROV("nesterov", 1),
  /// A rate of its own for each parameter, which only shrinks.
  ADAGRAD("adagrad", 1),
  /// A rate of its own for each parameter, by its last slopes.
  RMSPROP("rmsprop", 1),
  /// Momentum and a rate of its own for each parameter.
  ADAM("adam", 2),
  /// The same with weight decay of 0.01.
  ADAMW("adamw", 2);

  private static final double KEPT = 0.9;
  private static final double SMOOTHING = 0.99;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final double DECAY = 0.01;

  private final String key;
  private final int slots;

  Mover(String key, int slots) {
    this.key = key;
    this.slots = slots;
  }

  /// What links call it.
  public String key() {
    return key;
  }

  /// How many numbers it remembers of each parameter.
  int slots() {
    return slots;
  }

  /// Whether it divides by the size of the slopes, so that a step is about as long as the rate.
  public boolean isAdaptive() {
    return switch (this) {
      case SGD, MOMENTUM, NESTEROV -> false;
      case ADAGRAD, RMSPROP, ADAM, ADAMW -> true;
    };
  }

  /// The parameter after the update; its memory is changed in place.
  ///
  /// @param memory `[slot][row][i]`
  /// @param updates which update it is, from 1
  double moved(
      double value, double slope, double rate, long updates, double[][][] memory, int row, int i) {
    return switch (this) {
      case SGD -> value - rate * slope;
      case MOMENTUM -> value - rate * kept(memory[0][row], i, slope);
      case NESTEROV -> value - rate * (slope + KEPT * kept(memory[0][row], i, slope));
      case ADAGRAD -> {
        memory[0][row][i] += slope * slope;
        yield value - rate * slope / (Math.sqrt(memory[0][row][i]) + 1e-10);
      }
      case RMSPROP -> {
        double[] square = memory[0][row];
        square[i] = SMOOTHING * square[i] + (1 - SMOOTHING) * slope * slope;
        yield value - rate * slope / (Math.sqrt(square[i]) + EPSILON);
      }
      case ADAM -> value - adam(slope, rate, updates, memory[0][row], memory[1][row], i);
      case ADAMW ->
          value * (1 - rate * DECAY)
              - adam(slope, rate, updates, memory[0][row], memory[1][row], i);
    };
  }

  private static double kept(double[] buffer, int i, double slope) {
    buffer[i] = KEPT * buffer[i] + slope;
    return buffer[i];
  }

  private static double adam(
      double slope, double rate, long updates, double[] mean, double[] square, int i) {
    mean[i] = KEPT * mean[i] + (1 - KEPT) * slope;
    square[i] = BETA_2 * square[i] + (1 - BETA_2) * slope * slope;
    double root = Math.sqrt(square[i]) / Math.sqrt(1 - StrictMath.pow(BETA_2, updates));
    return rate / (1 - StrictMath.pow(KEPT, updates)) * mean[i] / (root + EPSILON);
  }
}
