package dev.cien.data;

import dev.cien.io.Sound;
import java.util.Arrays;

/// How much of each pitch a sound holds, moment by moment, as ears weigh it: the logarithm of the
/// power in bands that are equally wide in mel.
///
/// ```
/// mel(f) = 2595 · log₁₀(1 + f / 700)
/// X_t(k) = Σₙ w(n) · x(t·hop + n) · e^(−2πikn/size)            w the window of Hann
/// M_t(b) = ln( max( Σ_k triangle_b(f_k) · |X_t(k)|², least ) )
/// ```
///
/// The triangle of a band rises from the centre of the band below to its own and falls to the
/// centre of the band above. Samples are taken from −1 to 1.
///
/// S. S. Stevens, J. Volkmann, E. B. Newman: A scale for the measurement of the psychological
/// magnitude pitch, 1937; S. B. Davis, P. Mermelstein: Comparison of parametric representations for
/// monosyllabic word recognition in continuously spoken sentences, 1980.
///
/// @param rate samples a second
/// @param window samples that are looked at together
/// @param hop samples from one window to the next
/// @param size samples of the Fourier transform, a power of two; a window is filled up with zeros
/// @param bands how many bands
/// @param lowest where the lowest band begins, in hertz
/// @param highest where the highest band ends, in hertz
public record MelSpectrogram(
    int rate, int window, int hop, int size, int bands, double lowest, double highest) {
  /// The least power; silence has a finite logarithm.
  public static final double LEAST = 1e-10;

  private static final double FULL = 32_768;

  /// Checks the numbers.
  public MelSpectrogram {
    if (window < 1 || hop < 1 || bands < 1 || size < window || Integer.bitCount(size) != 1) {
      throw Refusal.of(
          "mel spectrogram",
          "a window within a power of two, a hop and a band or more",
          "window " + window + ", size " + size + ", hop " + hop + ", bands " + bands,
          "milliseconds given for samples");
    }
    if (!(lowest >= 0 && lowest < highest && highest <= rate / 2.0)) {
      throw Refusal.of(
          "mel spectrogram",
          "bands between 0 and half the rate, " + rate / 2.0 + " hertz",
          lowest + " to " + highest,
          "the limits of another rate");
    }
  }

  /// For speech over a telephone: 8,000 samples a second, windows of 25 ms every 20 ms, 32 bands
  /// from 100 to 3,800 hertz.
  public static MelSpectrogram telephone() {
    return new MelSpectrogram(8_000, 200, 160, 256, 32, 100, 3_800);
  }

  /// Hertz in mel.
  public static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  /// Mel in hertz.
  public static double hertz(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2595) - 1);
  }

  /// The spectrogram, a row a moment and a column a band; a sound shorter than a window gives one
  /// row.
  ///
  /// @throws IllegalArgumentException if the sound has another rate
  public float[][] of(Sound sound) {
    if (sound.rate() != rate) {
      throw Refusal.of(
          "mel spectrogram",
          rate + " samples a second",
          sound.rate(),
          "a sound as it was read; fix: resample(" + rate + ")");
    }
    short[] samples = sound.samples();
    int frames = 1 + Math.max(0, samples.length - window) / hop;
    double[] hann = hann();
    double[][] triangles = triangles();
    float[][] rows = new float[frames][bands];
    double[][] turns = turns(size);
    double[] real = new double[size];
    double[] imaginary = new double[size];
    for (int t = 0; t < frames; t++) {
      Arrays.fill(real, 0);
      Arrays.fill(imaginary, 0);
      for (int n = 0; n < window && t * hop + n < samples.length; n++) {
        real[n] = hann[n] * samples[t * hop + n] / FULL;
      }
      transform(real, imaginary, turns);
      for (int b = 0; b < bands; b++) {
        double power = 0;
        for (int k = 0; k <= size / 2; k++) {
          if (triangles[b][k] > 0) {
            power += triangles[b][k] * (real[k] * real[k] + imaginary[k] * imaginary[k]);
          }
        }
        rows[t][b] = (float) StrictMath.log(Math.max(power, LEAST));
      }
    }
    return rows;
  }

  private double[] hann() {
    double[] weights = new double[window];
    for (int n = 0; n < window; n++) {
      weights[n] = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * n / window);
    }
    return weights;
  }

  /// The weight of each frequency in each band.
  double[][] triangles() {
    double[] centres = new double[bands + 2];
    double step = (mel(highest) - mel(lowest)) / (bands + 1);
    for (int b = 0; b < centres.length; b++) {
      centres[b] = hertz(mel(lowest) + b * step);
    }
    double[][] weights = new double[bands][size / 2 + 1];
    for (int b = 0; b < bands; b++) {
      for (int k = 0; k <= size / 2; k++) {
        double f = (double) k * rate / size;
        double up = (f - centres[b]) / (centres[b + 1] - centres[b]);
        double down = (centres[b + 2] - f) / (centres[b + 2] - centres[b + 1]);
        weights[b][k] = Math.max(0, Math.min(up, down));
      }
    }
    return weights;
  }

  /// The fast Fourier transform of Cooley and Tukey (1965), in place.
  ///
  /// @param turns e^(−2πik/n) for k below n/2, cosines and sines
  static void transform(double[] real, double[] imaginary, double[]... turns) {
    int n = real.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        swap(real, i, j);
        swap(imaginary, i, j);
      }
    }
    for (int length = 2; length <= n; length <<= 1) {
      for (int k = 0; k < length / 2; k++) {
        double c = turns[0][k * (n / length)];
        double s = turns[1][k * (n / length)];
        for (int from = k; from < n; from += length) {
          int other = from + length / 2;
          double a = real[other] * c - imaginary[other] * s;
          double b = real[other] * s + imaginary[other] * c;
          real[other] = real[from] - a;
          imaginary[other] = imaginary[from] - b;
          real[from] += a;
          imaginary[from] += b;
        }
      }
    }
  }

  /// What [#transform] turns by.
  static double[][] turns(int n) {
    double[][] turns = new double[2][n / 2];
    for (int k = 0; k < n / 2; k++) {
      turns[0][k] = StrictMath.cos(-2 * StrictMath.PI * k / n);
      turns[1][k] = StrictMath.sin(-2 * StrictMath.PI * k / n);
    }
    return turns;
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
