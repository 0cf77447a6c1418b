package dev.cien.zoo.diffusion;

import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// How fast data drown in noise: T steps xₜ = √(1 − βₜ) xₜ₋₁ + √βₜ ε with ε ~ N(0, 1).
///
/// Because sums of normal numbers are normal, all steps up to t are one: with ᾱₜ = Πₛ₌₀…ₜ (1 − βₛ),
///
/// xₜ = √ᾱₜ x₀ + √(1 − ᾱₜ) ε,
///
/// so training can jump to any t. Steps are numbered 0 … T − 1; ᾱ₋₁ = 1 is the data themselves.
/// Data should have about mean 0 and deviation 1, or lie in −1 … 1.
///
/// J. Ho, A. Jain, P. Abbeel: Denoising diffusion probabilistic models, 2020,
/// [arXiv:2006.11239](https://arxiv.org/abs/2006.11239), equations 2 and 4.
public final class NoiseSchedule {
  private static final double LARGEST = 0.999;

  private final double[] beta;
  private final double[] kept;

  private NoiseSchedule(double[] beta) {
    this.beta = beta;
    this.kept = new double[beta.length];
    double product = 1;
    for (int t = 0; t < beta.length; t++) {
      if (!(beta[t] > 0 && beta[t] < 1)) {
        throw new IllegalArgumentException(
            "noise schedule: expected a share of noise between 0 and 1 in every step, found "
                + beta[t]
                + " in step "
                + t
                + " of "
                + beta.length
                + ". Usual cause: too few steps; a linear schedule needs more than 20.");
      }
      product *= 1 - beta[t];
      kept[t] = product;
    }
  }

  /// β grows evenly from 10⁻⁴ to 0.02 in 1,000 steps, as in Ho et al.; with fewer steps each is as
  /// much larger, so that the end is the same.
  public static NoiseSchedule linear(int steps) {
    double scale = 1000.0 / steps;
    double[] beta = new double[steps];
    for (int t = 0; t < steps; t++) {
      beta[t] = scale * (1e-4 + (0.02 - 1e-4) * t / Math.max(1, steps - 1));
    }
    return new NoiseSchedule(beta);
  }

  /// ᾱₜ = f(t + 1) / f(0) with f(t) = cos²((t/T + s) / (1 + s) · π/2), s = 0.008: less is lost
  /// early, which helps small pictures.
  ///
  /// A. Nichol, P. Dhariwal: Improved denoising diffusion probabilistic models, 2021,
  /// [arXiv:2102.09672](https://arxiv.org/abs/2102.09672), equation 17.
  public static NoiseSchedule cosine(int steps) {
    double[] beta = new double[steps];
    for (int t = 0; t < steps; t++) {
      beta[t] = Math.min(LARGEST, 1 - squaredCosine(t + 1, steps) / squaredCosine(t, steps));
    }
    return new NoiseSchedule(beta);
  }

  private static double squaredCosine(int t, int steps) {
    double c = StrictMath.cos(((double) t / steps + 0.008) / 1.008 * Math.PI / 2);
    return c * c;
  }

  /// T, how many steps there are.
  public int steps() {
    return beta.length;
  }

  /// βₜ, the share of noise in step t.
  public double beta(int t) {
    return beta[t];
  }

  /// ᾱₜ, the share of the data's variance that is left after step t; 1 for t = −1.
  public double kept(int t) {
    return t < 0 ? 1 : kept[t];
  }

  /// One step: xₜ of xₜ₋₁.
  ///
  /// @param x `[batch, …]`
  /// @param noise N(0, 1), shaped like x
  public Tensor once(Tensor x, int t, Tensor noise) {
    return x.mul(Math.sqrt(1 - beta[t])).add(noise.mul(Math.sqrt(beta[t])));
  }

  /// All steps at once: xₜ of x₀, each sample at a time of its own.
  ///
  /// @param clean x₀ `[batch, …]`
  /// @param time int32 `[batch]`, 0 … T − 1
  /// @param noise N(0, 1), shaped like x₀
  public Tensor noised(Tensor clean, Tensor time, Tensor noise) {
    int[] each = new int[clean.shape().rank()];
    Arrays.fill(each, 1);
    each[0] = clean.shape().dim(0);
    Tensor signal = table(true).indexSelect(0, time).reshape(each);
    Tensor drown = table(false).indexSelect(0, time).reshape(each);
    return clean.mul(signal).add(noise.mul(drown));
  }

  /// √ᾱ or √(1 − ᾱ) of all steps, `[T]`.
  private Tensor table(boolean signal) {
    float[] values = new float[kept.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = (float) Math.sqrt(signal ? kept[t] : 1 - kept[t]);
    }
    return Tensor.of(values, values.length);
  }
}
