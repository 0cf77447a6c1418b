package dev.cien.nn.metric;

import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;

/// The structural similarity of pictures: how alike they are in brightness, contrast and structure
/// around each pixel, 1 for equal ones.
///
/// ```
/// ssim = (2·μₓ·μᵧ + c₁)(2·σₓᵧ + c₂) / ((μₓ² + μᵧ² + c₁)(σₓ² + σᵧ² + c₂))
/// ```
///
/// Means, variances and covariance are weighted by a Gaussian of deviation 1.5 over 11 × 11 pixels;
/// c₁ = (0.01 · peak)², c₂ = (0.03 · peak)². The result is the mean over all places where the
/// window fits, over the channels and over the pictures.
///
/// Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli: Image quality assessment: from error
/// visibility to structural similarity, 2004.
///
/// Shapes: prediction and target `[N, C, H, W]`, H and W 11 or more.
///
/// @param peak the largest value that a pixel can have, 1 for pictures from 0 to 1
public record Ssim(double peak) implements Metric<Mean> {
  private static final int SIZE = 11;
  private static final double[] WINDOW = window();

  private static double[] window() {
    double[] weights = new double[SIZE];
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      double distance = (i - SIZE / 2) / 1.5;
      weights[i] = StrictMath.exp(-distance * distance / 2);
      sum += weights[i];
    }
    for (int i = 0; i < SIZE; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  @Override
  public String name() {
    return "ssim";
  }

  @Override
  public Mean start() {
    return Mean.NONE;
  }

  @Override
  public Mean update(Mean state, Tensor prediction, Tensor target) {
    check(name(), prediction, target, SIZE);
    double[] p = prediction.toDoubles();
    double[] t = target.toDoubles();
    int channels = target.shape().dim(1);
    int height = target.shape().dim(2);
    int width = target.shape().dim(3);
    Mean mean = state;
    for (int i = 0; i < target.shape().dim(0); i++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += plane(p, t, (i * channels + c) * height * width, height, width);
      }
      mean = mean.plus(sum / channels);
    }
    return mean;
  }

  /// The similarity of one channel, `height · width` values from `at`.
  private double plane(double[] x, double[] y, int at, int height, int width) {
    int length = height * width;
    double[][] kinds = new double[5][length];
    for (int i = 0; i < length; i++) {
      double a = x[at + i];
      double b = y[at + i];
      kinds[0][i] = a;
      kinds[1][i] = b;
      kinds[2][i] = a * a;
      kinds[3][i] = b * b;
      kinds[4][i] = a * b;
    }
    for (int k = 0; k < kinds.length; k++) {
      kinds[k] = blurred(kinds[k], height, width);
    }
    double c1 = 0.01 * peak * (0.01 * peak);
    double c2 = 0.03 * peak * (0.03 * peak);
    double sum = 0;
    for (int i = 0; i < kinds[0].length; i++) {
      double a = kinds[0][i];
      double b = kinds[1][i];
      sum +=
          (2 * a * b + c1)
              * (2 * (kinds[4][i] - a * b) + c2)
              / ((a * a + b * b + c1) * (kinds[2][i] - a * a + kinds[3][i] - b * b + c2));
    }
    return sum / kinds[0].length;
  }

  /// The weighted mean around every place where the window fits.
  private static double[] blurred(double[] values, int height, int width) {
    int narrow = width - SIZE + 1;
    double[] rows = new double[height * narrow];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < SIZE; k++) {
        rows[i] += WINDOW[k] * values[i / narrow * width + i % narrow + k];
      }
    }
    double[] all = new double[(height - SIZE + 1) * narrow];
    for (int i = 0; i < all.length; i++) {
      for (int k = 0; k < SIZE; k++) {
        all[i] += WINDOW[k] * rows[i + k * narrow];
      }
    }
    return all;
  }

  @Override
  public double value(Mean state) {
    return state.value();
  }

  static void check(String metric, Tensor prediction, Tensor target, int least) {
    if (target.shape().rank() != 4
        || !prediction.shape().equals(target.shape())
        || target.shape().dim(2) < least
        || target.shape().dim(3) < least) {
      throw new ShapeException(
          metric
              + ": expected pictures [N, C, H, W] of one shape and "
              + least
              + " pixels or more a side, found "
              + prediction.shape()
              + " and "
              + target.shape()
              + ". Usual cause: a missing axis for the channel; fix: unsqueeze(1).");
    }
  }
}
