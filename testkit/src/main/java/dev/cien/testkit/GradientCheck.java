package dev.cien.testkit;

import dev.cien.tensor.DType;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Compares recorded gradients with differences of function values, in `float64`.
///
/// The quick check projects: for random v and u, ⟨v, J·u⟩ by central differences equals ⟨Jᵀ·v, u⟩
/// by [Gradients]. The full one compares every element of the Jacobian J. The second-derivative
/// check applies the quick one to ⟨Jᵀ·v, w⟩.
///
/// Inputs that are not `float64` (indices, masks) are held fixed. At corners (max of equal numbers,
/// |0|) differences mean nothing: give inputs away from them.
public final class GradientCheck {
  private static final double STEP = 1e-6;
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-7;

  /// A function of tensors whose gradients are checked.
  @FunctionalInterface
  public interface Formula {
    /// The result for the inputs `x`.
    Tensor of(List<Tensor> x);
  }

  private GradientCheck() {}

  /// All three checks; the full Jacobian only where it has at most 2,000 elements.
  ///
  /// @throws AssertionError naming the input and both numbers if a gradient is wrong
  public static void all(String what, Formula formula, Tensor... inputs) {
    first(what, formula, inputs);
    int results = formula.of(List.of(inputs)).size();
    if (Arrays.stream(inputs)
            .filter(GradientCheck::varies)
            .mapToLong(x -> (long) x.size() * results)
            .sum()
        <= 2_000) {
      jacobian(what, formula, inputs);
    }
    second(what, formula, inputs);
  }

  /// The projected check of first derivatives.
  ///
  /// @throws AssertionError naming the input and both numbers if a gradient is wrong
  public static void first(String what, Formula formula, Tensor... inputs) {
    List<Tensor> x = List.of(inputs);
    Tensor y = formula.of(x);
    Tensor v = direction(11, y);
    List<Tensor> varying = x.stream().filter(GradientCheck::varies).toList();
    Gradients gradients = Gradients.of(y, v, varying);
    for (int i = 0; i < inputs.length; i++) {
      if (!varies(inputs[i])) {
        continue;
      }
      Tensor gradient = gradients.of(inputs[i]);
      if (!gradient.shape().equals(inputs[i].shape())) {
        throw new AssertionError(
            what
                + ": the gradient of input "
                + i
                + " has shape "
                + gradient.shape()
                + ", expected "
                + inputs[i].shape());
      }
      double[] u = direction(23 + i, inputs[i]).toDoubles();
      double[] up = moved(formula, inputs, i, u, STEP);
      double[] down = moved(formula, inputs, i, u, -STEP);
      double numeric = 0;
      double magnitude = 0;
      double[] weights = v.toDoubles();
      for (int k = 0; k < up.length; k++) {
        numeric += weights[k] * (up[k] - down[k]) / (2 * STEP);
        magnitude +=
            Math.abs(weights[k]) * (Math.abs(up[k]) + Math.abs((up[k] - down[k]) / (2 * STEP)));
      }
      double recorded = dot(gradient.toDoubles(), u);
      if (!(Math.abs(recorded - numeric) <= ABSOLUTE + RELATIVE * magnitude)) {
        throw new AssertionError(
            what
                + ": gradient of input "
                + i
                + " "
                + inputs[i].shape()
                + " in a random direction is "
                + recorded
                + ", differences of the values give "
                + numeric);
      }
    }
  }

  /// The check of every element of the Jacobian.
  ///
  /// @throws AssertionError naming the elements and both numbers if a gradient is wrong
  public static void jacobian(String what, Formula formula, Tensor... inputs) {
    Tensor y = formula.of(List.of(inputs));
    List<Tensor> varying = Arrays.stream(inputs).filter(GradientCheck::varies).toList();
    double[][][] recorded = new double[y.size()][inputs.length][];
    for (int k = 0; k < y.size(); k++) {
      double[] one = new double[y.size()];
      one[k] = 1;
      Gradients gradients = Gradients.of(y, tensor(one, y), varying);
      for (int i = 0; i < inputs.length; i++) {
        recorded[k][i] = varies(inputs[i]) ? gradients.of(inputs[i]).toDoubles() : null;
      }
    }
    for (int i = 0; i < inputs.length; i++) {
      for (int j = 0; varies(inputs[i]) && j < inputs[i].size(); j++) {
        double[] u = new double[inputs[i].size()];
        u[j] = 1;
        double[] up = moved(formula, inputs, i, u, STEP);
        double[] down = moved(formula, inputs, i, u, -STEP);
        for (int k = 0; k < up.length; k++) {
          double numeric = (up[k] - down[k]) / (2 * STEP);
          double magnitude = Math.abs(numeric) + Math.abs(up[k]);
          if (!(Math.abs(recorded[k][i][j] - numeric) <= ABSOLUTE + RELATIVE * magnitude)) {
            throw new AssertionError(
                what
                    + ": derivative of result element "
                    + k
                    + " for element "
                    + j
                    + " of input "
                    + i
                    + " is "
                    + recorded[k][i][j]
                    + ", differences of the values give "
                    + numeric);
          }
        }
      }
    }
  }

  /// The projected check of second derivatives.
  ///
  /// @throws AssertionError naming the input and both numbers if a second derivative is wrong
  public static void second(String what, Formula formula, Tensor... inputs) {
    Formula projected =
        x -> {
          Tensor y = formula.of(x);
          List<Tensor> varying = x.stream().filter(GradientCheck::varies).toList();
          Gradients gradients = Gradients.of(y, direction(31, y), varying);
          Tensor sum = Tensor.of(new double[] {0}).reshape();
          for (int i = 0; i < varying.size(); i++) {
            Tensor at = varying.get(i);
            sum = sum.add(gradients.of(at).mul(direction(41 + i, at)).sum());
          }
          return sum;
        };
    first("second derivative of " + what, projected, inputs);
  }

  private static boolean varies(Tensor x) {
    return x.dtype() == DType.FLOAT64;
  }

  private static double[] moved(
      Formula formula, Tensor[] inputs, int which, double[] direction, double by) {
    double[] values = inputs[which].toDoubles().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += by * direction[i];
    }
    Tensor[] at = inputs.clone();
    at[which] = tensor(values, inputs[which]);
    return formula.of(List.of(at)).toDoubles();
  }

  private static Tensor direction(long seed, Tensor like) {
    return Samples.float64(seed, like.shape().dims());
  }

  private static Tensor tensor(double[] values, Tensor like) {
    return Tensor.of(values, values.length).reshape(like.shape().dims());
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
