package dev.cien.recipes.generative;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.diffusion.NoiseSchedule;
import dev.cien.zoo.diffusion.PointDenoiser;
import java.util.Arrays;

/// How points drown up to a time: in one leap by the formula, and step by step.
final class LiveDrowning {
  static final int STOPS = 25;

  private static final int WALKERS = 5000;
  private static final double START = 1.5;
  private static final int GRID = 13;

  private LiveDrowning() {}

  /// Points at a time.
  ///
  /// @param t 0, the data, to T
  /// @param drowned x and y in turn
  /// @param kept ᾱ, the share of the variance that is left
  /// @param mean where the formula has walkers that begin at 1.5
  /// @param deviation how far it spreads them
  /// @param walkedMean where walkers are that got their noise step by step
  /// @param walkedDeviation how far those are spread
  /// @param probability that chance alone gives a larger gap between the two: Kolmogorov–Smirnov
  /// @param field on a grid, where the network finds the noise to have come from: x, y, dx, dy
  record Drowned(
      int t,
      float[] drowned,
      double kept,
      double mean,
      double deviation,
      double walkedMean,
      double walkedDeviation,
      double probability,
      float[] field) {}

  static Drowned at(NoiseSchedule schedule, PointDenoiser model, float[] clean, int t) {
    int count = clean.length / 2;
    Tensor x = Tensor.of(clean, count, 2);
    double kept = schedule.kept(t - 1);
    float[] drowned =
        t == 0
            ? clean
            : schedule.noised(x, time(t, count), Tensor.randn(Rng.of(8), count, 2)).toFloats();
    double mean = Math.sqrt(kept) * START;
    double deviation = Math.sqrt(1 - kept);
    float[] walked = walked(schedule, t);
    double[] found = moments(walked);
    return new Drowned(
        t,
        drowned,
        kept,
        mean,
        deviation,
        found[0],
        found[1],
        t == 0 ? 1 : Normality.of(walked, mean, deviation).probability(),
        t == 0 ? new float[0] : field(model, t, deviation));
  }

  private static Tensor time(int t, int count) {
    int[] times = new int[count];
    Arrays.fill(times, t - 1);
    return Tensor.of(times, count);
  }

  /// Noise added t times, in double precision.
  private static float[] walked(NoiseSchedule schedule, int t) {
    Rng rng = Rng.of(9);
    float[] places = new float[WALKERS];
    for (int i = 0; i < WALKERS; i++) {
      double x = START;
      for (int s = 0; s < t; s++) {
        double beta = schedule.beta(s);
        x = Math.sqrt(1 - beta) * x + Math.sqrt(beta) * rng.nextGaussian();
      }
      places[i] = (float) x;
    }
    return places;
  }

  private static double[] moments(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new double[] {mean, Math.sqrt(squares / (values.length - 1))};
  }

  private static float[] field(PointDenoiser model, int t, double deviation) {
    int count = GRID * GRID;
    float[] xy = new float[2 * count];
    for (int i = 0; i < count; i++) {
      xy[2 * i] = (float) ((i % GRID - GRID / 2) * 3.0 * Points.REACH / GRID);
      xy[2 * i + 1] = (float) ((i / GRID - GRID / 2) * 3.0 * Points.REACH / GRID);
    }
    float[] noise = model.noise(Tensor.of(xy, count, 2), time(t, count)).toFloats();
    float[] field = new float[4 * count];
    for (int i = 0; i < count; i++) {
      field[4 * i] = xy[2 * i];
      field[4 * i + 1] = xy[2 * i + 1];
      // Half of the way back, so that arrows do not lie on each other.
      field[4 * i + 2] = (float) (-0.5 * deviation * noise[2 * i]);
      field[4 * i + 3] = (float) (-0.5 * deviation * noise[2 * i + 1]);
    }
    return field;
  }
}
