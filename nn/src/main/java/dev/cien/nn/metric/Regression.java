package dev.cien.nn.metric;

import dev.cien.tensor.DType;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import java.util.Locale;

/// How far predicted numbers lie from true ones.
///
/// Shapes: prediction and target are equal, but for axes of size 1.
///
/// @param kind which measure
public record Regression(Kind kind) implements Metric<Errors> {
  /// How distance is measured.
  public enum Kind {
    /// The mean squared error.
    MSE,
    /// Its root, in the unit of the target.
    RMSE,
    /// The mean absolute error.
    MAE,
    /// 1 − Σ(prediction − target)² / Σ(target − mean)²: the part of the target's variance that is
    /// explained; below 0 for predictions worse than the mean, NaN where the target does not vary.
    R2
  }

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Errors start() {
    return Errors.NONE;
  }

  @Override
  public Errors update(Errors state, Tensor prediction, Tensor target) {
    if (!prediction.squeeze().shape().equals(target.squeeze().shape())) {
      throw new ShapeException(
          name()
              + ": expected prediction and target of one shape, found "
              + prediction.shape()
              + " and "
              + target.shape()
              + ". Usual cause: a last layer with another number of outputs than the target has.");
    }
    double[] predicted = prediction.cast(DType.FLOAT64).toDoubles();
    double[] actual = target.cast(DType.FLOAT64).toDoubles();
    Errors errors = state;
    for (int i = 0; i < predicted.length; i++) {
      errors = errors.plus(predicted[i], actual[i]);
    }
    return errors;
  }

  @Override
  public double value(Errors state) {
    return switch (kind) {
      case MSE -> state.squared() / state.count();
      case RMSE -> Math.sqrt(state.squared() / state.count());
      case MAE -> state.absolute() / state.count();
      case R2 -> state.spread() == 0 ? Double.NaN : 1 - state.squared() / state.spread();
    };
  }

  @Override
  public boolean higherIsBetter() {
    return kind == Kind.R2;
  }
}
