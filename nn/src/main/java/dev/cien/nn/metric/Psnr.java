package dev.cien.nn.metric;

import dev.cien.tensor.Tensor;

/// The peak signal-to-noise ratio of pictures in decibels, 10 · log₁₀(peak² / mean square error),
/// the mean over pictures. Ten times less square error is 10 dB more.
///
/// Shapes: prediction and target `[N, C, H, W]`. A picture without any error makes it infinite.
///
/// @param peak the largest value that a pixel can have, 1 for pictures from 0 to 1
public record Psnr(double peak) implements Metric<Mean> {
  @Override
  public String name() {
    return "psnr";
  }

  @Override
  public Mean start() {
    return Mean.NONE;
  }

  @Override
  public Mean update(Mean state, Tensor prediction, Tensor target) {
    Ssim.check(name(), prediction, target, 1);
    double[] p = prediction.toDoubles();
    double[] t = target.toDoubles();
    int samples = target.shape().dim(0);
    int length = t.length / Math.max(1, samples);
    Mean mean = state;
    for (int i = 0; i < samples; i++) {
      double squares = 0;
      for (int at = i * length; at < (i + 1) * length; at++) {
        squares += (p[at] - t[at]) * (p[at] - t[at]);
      }
      mean = mean.plus(10 * StrictMath.log10(peak * peak * length / squares));
    }
    return mean;
  }

  @Override
  public double value(Mean state) {
    return state.value();
  }
}
