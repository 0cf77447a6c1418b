package dev.cien.recipes.history;

/// Back-propagation in a network of two inputs, two hidden neurons and one output, written out: the
/// formulas of 1986 without an engine.
///
/// ```
/// hⱼ = σ(uⱼ·x + cⱼ)        y = σ(v·h + b)        E = mean of (y − t)²
/// δ  = 2(y − t) · y(1 − y)                       ∂E/∂vⱼ = δ·hⱼ       ∂E/∂b  = δ
/// δⱼ = δ·vⱼ · hⱼ(1 − hⱼ)                         ∂E/∂uⱼᵢ = δⱼ·xᵢ     ∂E/∂cⱼ = δⱼ
/// ```
///
/// The nine weights in a row: u₁₁ u₁₂ u₂₁ u₂₂ c₁ c₂ v₁ v₂ b.
final class ByHand {
  static final int WEIGHTS = 9;

  private static final double[][] X = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final double[] T = {0, 1, 1, 0};

  private ByHand() {}

  private static double sigmoid(double z) {
    return 1 / (1 + StrictMath.exp(-z));
  }

  private static double[] hidden(double[] w, double[] x) {
    return new double[] {
      sigmoid(w[0] * x[0] + w[1] * x[1] + w[4]), sigmoid(w[2] * x[0] + w[3] * x[1] + w[5])
    };
  }

  private static double output(double[] w, double[] h) {
    return sigmoid(w[6] * h[0] + w[7] * h[1] + w[8]);
  }

  /// What the network says about a pair of inputs.
  static double answer(double[] w, double a, double b) {
    return output(w, hidden(w, new double[] {a, b}));
  }

  /// The mean squared error over the four rows.
  static double error(double[] w) {
    double sum = 0;
    for (int i = 0; i < T.length; i++) {
      double d = output(w, hidden(w, X[i])) - T[i];
      sum += d * d;
    }
    return sum / T.length;
  }

  /// How many of the four rows are right.
  static int right(double[] w) {
    int right = 0;
    for (int i = 0; i < T.length; i++) {
      right += output(w, hidden(w, X[i])) > 0.5 == (T[i] == 1) ? 1 : 0;
    }
    return right;
  }

  /// The gradient of [#error] by the formulas above.
  static double[] gradient(double[] w) {
    double[] g = new double[WEIGHTS];
    for (int i = 0; i < T.length; i++) {
      double[] h = hidden(w, X[i]);
      double y = output(w, h);
      double delta = 2 * (y - T[i]) * y * (1 - y) / T.length;
      g[8] += delta;
      for (int j = 0; j < 2; j++) {
        g[6 + j] += delta * h[j];
        double deltaHidden = delta * w[6 + j] * h[j] * (1 - h[j]);
        g[4 + j] += deltaHidden;
        g[2 * j] += deltaHidden * X[i][0];
        g[2 * j + 1] += deltaHidden * X[i][1];
      }
    }
    return g;
  }

  /// Gradient descent with momentum, in place: v ← m·v + g, w ← w − r·v.
  static void descend(double[] w, int steps, double rate, double momentum) {
    descend(w, new double[WEIGHTS], steps, rate, momentum);
  }

  /// The same, going on with a velocity v.
  static void descend(double[] w, double[] velocity, int steps, double rate, double momentum) {
    for (int step = 0; step < steps; step++) {
      double[] g = gradient(w);
      for (int i = 0; i < WEIGHTS; i++) {
        velocity[i] = momentum * velocity[i] + g[i];
        w[i] -= rate * velocity[i];
      }
    }
  }
}
