package dev.cien.data;

import dev.cien.tensor.Rng;
import java.util.Arrays;

/// Random changes of a [SpeechPicture] that leave its word as it was: said faster or slower, by a
/// longer or shorter throat, into another microphone, in noise, with a part missing.
///
/// In its order: time is stretched by up to e^±`time`, unevenly, and moved; pitches are stretched
/// by up to e^±`throat`, as a throat of another length does; bands get louder and softer by a line
/// and waves (`microphone`); noise of a random level and colour drowns what is softer (`noise`);
/// the result is normalised; last, a stretch of moments and a range of bands are set to their mean.
///
/// D. S. Park et al.: SpecAugment, 2019, arXiv:1904.08779 (stretching and masks); N. Jaitly, G.
/// Hinton: Vocal tract length perturbation, 2013.
///
/// @param form the form of the pictures
/// @param time the largest change of speed, as a logarithm
/// @param throat the largest change of pitches, as a logarithm
/// @param microphone the deviation of the change of bands, in nepers of power
/// @param noise the share of pictures that get noise
/// @param masks whether parts are left out
public record SpeechAugmentation(
    SpeechPicture form, double time, double throat, double microphone, double noise, boolean masks)
    implements Augmentation {
  private static final double UNEVEN = 0.25;
  private static final double LOUDEST_NOISE = -3.5;
  private static final double NOISE_RANGE = 7;
  private static final double NOISE_COLOUR = 3;
  private static final float[] HISS = hiss();
  private static final int LONGEST_MASK = 8;
  private static final int WIDEST_MASK = 5;

  @Override
  public void apply(float[] picture, int channels, int height, int width, Rng rng) {
    stretch(picture, rng);
    colour(picture, rng);
    if (rng.nextDouble() < noise) {
      soil(picture, rng);
    }
    form.relative(picture);
    form.normalise(picture);
    if (masks) {
      mask(picture, rng);
    }
  }

  private void stretch(float[] picture, Rng rng) {
    int frames = form.frames();
    int bands = form.sound().bands();
    float[] old = picture.clone();
    int[] span = form.span(old);
    double length = span[1] - span[0];
    double factor = StrictMath.exp(time * between(-1, 1, rng));
    double bend = UNEVEN * between(-1, 1, rng);
    double newLength = Math.min(length * factor, frames);
    double from = between(0, frames - newLength, rng);
    double[] places = places(StrictMath.exp(throat * between(-1, 1, rng)));
    for (int t = 0; t < frames; t++) {
      double u = (t - from) / newLength;
      // Monotone for any bend below 1/π: the middle comes sooner or later, the ends stay.
      double bent = u + bend / StrictMath.PI * StrictMath.sin(StrictMath.PI * u);
      double at = u < 0 || u > 1 ? -1 : span[0] + bent * length;
      for (int b = 0; b < bands; b++) {
        picture[t * bands + b] = at < 0 ? form.silence() : value(old, at, places[b]);
      }
    }
  }

  /// From which band each band comes.
  private double[] places(double factor) {
    MelSpectrogram sound = form.sound();
    double low = MelSpectrogram.mel(sound.lowest());
    double step = (MelSpectrogram.mel(sound.highest()) - low) / (sound.bands() + 1);
    double[] places = new double[sound.bands()];
    for (int b = 0; b < places.length; b++) {
      double hertz = MelSpectrogram.hertz(low + (b + 1) * step) * factor;
      places[b] = Math.clamp((MelSpectrogram.mel(hertz) - low) / step - 1, 0, places.length - 1);
    }
    return places;
  }

  private float value(float[] old, double t, double b) {
    int bands = form.sound().bands();
    int t0 = Math.clamp((int) t, 0, form.frames() - 1);
    int t1 = Math.min(t0 + 1, form.frames() - 1);
    int b0 = (int) b;
    int b1 = Math.min(b0 + 1, bands - 1);
    double dt = t - t0;
    double db = b - b0;
    return (float)
        ((1 - dt) * ((1 - db) * old[t0 * bands + b0] + db * old[t0 * bands + b1])
            + dt * ((1 - db) * old[t1 * bands + b0] + db * old[t1 * bands + b1]));
  }

  private void colour(float[] picture, Rng rng) {
    int bands = form.sound().bands();
    double[] gain = new double[bands];
    double line = 2 * microphone * rng.nextGaussian();
    for (int wave = 1; wave <= 4; wave++) {
      double height = microphone * rng.nextGaussian() / wave;
      for (int b = 0; b < bands; b++) {
        double place = (b + 0.5) / bands;
        gain[b] +=
            height * StrictMath.cos(StrictMath.PI * wave * place)
                + (wave == 1 ? line * (place - 0.5) : 0);
      }
    }
    for (int i = 0; i < picture.length; i++) {
      picture[i] += (float) gain[i % bands];
    }
  }

  /// Of two sounds of very different power the louder is heard: ln(eᵃ + eᵇ) is about max(a, b).
  private void soil(float[] picture, Rng rng) {
    int bands = form.sound().bands();
    double level = LOUDEST_NOISE - NOISE_RANGE * rng.nextDouble();
    double line = NOISE_COLOUR * rng.nextGaussian();
    for (int i = 0; i < picture.length; i++) {
      double place = (i % bands + 0.5) / bands - 0.5;
      float power = (float) (level + line * place) + HISS[rng.nextInt(HISS.length)];
      picture[i] = Math.max(picture[i], power);
    }
  }

  /// The power of noise in a band at a moment is about exponentially distributed: quantiles of its
  /// logarithm.
  private static float[] hiss() {
    float[] quantiles = new float[256];
    for (int i = 0; i < quantiles.length; i++) {
      double share = (i + 0.5) / quantiles.length;
      quantiles[i] = (float) StrictMath.log(-StrictMath.log(1 - share));
    }
    return quantiles;
  }

  private void mask(float[] picture, Rng rng) {
    int bands = form.sound().bands();
    int length = rng.nextInt(LONGEST_MASK + 1);
    int from = rng.nextInt(form.frames() - length + 1);
    Arrays.fill(picture, from * bands, (from + length) * bands, 0);
    int width = rng.nextInt(WIDEST_MASK + 1);
    int low = rng.nextInt(bands - width + 1);
    for (int t = 0; t < form.frames(); t++) {
      Arrays.fill(picture, t * bands + low, t * bands + low + width, 0);
    }
  }

  private static double between(double least, double most, Rng rng) {
    return least + (most - least) * rng.nextDouble();
  }
}
