package dev.cien.io;

import java.util.HashMap;
import java.util.Map;

/// A sound with one channel.
///
/// @param rate samples a second
/// @param samples the air pressure over time, 16 bits each; not copied
public record Sound(int rate, short[] samples) {
  /// The lowest rate that is read.
  public static final int LOWEST_RATE = 4_000;

  /// The highest rate that is read.
  public static final int HIGHEST_RATE = 192_000;

  /// How many zero crossings of the sinc function lie on each side in [#resample].
  private static final int CROSSINGS = 16;

  /// The part of the new band that is kept whole; the rest is where the filter falls.
  private static final double BAND = 0.94;

  /// Checks the rate.
  public Sound {
    if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
      throw new IllegalArgumentException(
          "sound: expected "
              + LOWEST_RATE
              + " to "
              + HIGHEST_RATE
              + " samples a second, found "
              + rate
              + ". Usual cause: kilohertz given for hertz; fix: 8000 for telephone speech.");
    }
  }

  /// How long it lasts.
  public double seconds() {
    return (double) samples.length / rate;
  }

  /// The same sound at another rate: each new sample is a weighted mean of old ones, weights from
  /// sin(πt)/(πt) under a window of Hann. What the new rate cannot hold is filtered out.
  public Sound resample(int newRate) {
    if (newRate == rate) {
      return this;
    }
    if (samples.length == 0) {
      return new Sound(newRate, samples);
    }
    Filter filter = new Filter(rate, newRate);
    short[] made = new short[(int) ((long) samples.length * newRate / rate)];
    for (int i = 0; i < made.length; i++) {
      long place = (long) i * rate;
      made[i] = clip(filter.at(samples, (int) (place / newRate), (int) (place % newRate)));
    }
    return new Sound(newRate, made);
  }

  /// Weighted means of samples. The weights depend only on where between two old samples a new one
  /// lies, and these places repeat.
  private static final class Filter {
    private final int newRate;
    private final double cut;
    private final int reach;
    private final Map<Integer, double[]> weights = new HashMap<>();

    Filter(int rate, int newRate) {
      this.newRate = newRate;
      this.cut = BAND * Math.min(1, (double) newRate / rate);
      this.reach = (int) Math.ceil(CROSSINGS / cut);
    }

    /// The mean around `centre + part / newRate`; the ends are repeated beyond them.
    double at(short[] samples, int centre, int part) {
      double[] parts = weights.computeIfAbsent(part, this::weights);
      double sum = 0;
      for (int k = 0; k < parts.length; k++) {
        sum += parts[k] * samples[Math.clamp(centre - reach + k, 0, samples.length - 1)];
      }
      return sum;
    }

    private double[] weights(int part) {
      double[] made = new double[2 * reach + 2];
      double sum = 0;
      for (int k = 0; k < made.length; k++) {
        double distance = k - reach - (double) part / newRate;
        made[k] = weight(distance * cut, distance / (reach + 1));
        sum += made[k];
      }
      for (int k = 0; k < made.length; k++) {
        made[k] /= sum;
      }
      return made;
    }

    private static double weight(double t, double place) {
      if (Math.abs(place) >= 1) {
        return 0;
      }
      double hann = 0.5 + 0.5 * StrictMath.cos(StrictMath.PI * place);
      double x = StrictMath.PI * t;
      return hann * (Math.abs(x) < 1e-9 ? 1 : StrictMath.sin(x) / x);
    }
  }

  private static short clip(double value) {
    return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
