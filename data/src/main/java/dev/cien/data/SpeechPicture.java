package dev.cien.data;

import dev.cien.io.Sound;
import java.util.Arrays;

/// A word as a picture of fixed size: its [MelSpectrogram] between its first and its last loud
/// moment, in the middle of as many moments as every picture has.
///
/// Loudness is counted from the loudest place of the word, which is 0, down to silence. After
/// [#normalise] every band has mean 0 over the moments in which something is heard: a microphone
/// that passes some pitches better than others adds a constant to each band, and it is gone.
///
/// @param sound how the spectrogram is made
/// @param frames how many moments a picture has
public record SpeechPicture(MelSpectrogram sound, int frames) {
  /// Nothing is below it: 50 decibels under the loudest place.
  private static final float SILENCE = (float) (-50 * Math.log(10) / 10);

  /// A moment is part of the word if it is at most so far under the loudest moment: 38 decibels.
  private static final double HEARD = 38 * Math.log(10) / 10;

  /// Moments kept before and after.
  private static final int MARGIN = 3;

  /// In which normalised pictures have a deviation of about 1.
  private static final float SCALE = 3;

  /// For single words over a telephone: 80 moments, 1.6 seconds.
  public static SpeechPicture telephone() {
    return new SpeechPicture(MelSpectrogram.telephone(), 80);
  }

  /// How many values a picture has.
  public int size() {
    return frames * sound.bands();
  }

  /// The value of silence before [#normalise].
  public float silence() {
    return SILENCE;
  }

  /// The picture of a word at any rate, moment by moment; a longer word loses both ends.
  public float[] of(Sound word) {
    float[][] rows = sound.of(word.resample(sound.rate()));
    int[] heard = heard(rows);
    float[] picture = new float[size()];
    Arrays.fill(picture, SILENCE);
    int length = heard[1] - heard[0];
    int bands = sound.bands();
    for (int t = 0; t < frames; t++) {
      int from = heard[0] + t - Math.floorDiv(frames - length, 2);
      if (from >= heard[0] && from < heard[1]) {
        System.arraycopy(rows[from], 0, picture, t * bands, bands);
      }
    }
    floor(picture, rows, heard);
    return picture;
  }

  /// Silence is relative: the loudest place of the word is 0.
  private void floor(float[] picture, float[][] rows, int... heard) {
    float loudest = Float.NEGATIVE_INFINITY;
    for (int t = heard[0]; t < heard[1]; t++) {
      for (float value : rows[t]) {
        loudest = Math.max(loudest, value);
      }
    }
    int length = Math.min(heard[1] - heard[0], frames);
    int first = Math.max(0, Math.floorDiv(frames - (heard[1] - heard[0]), 2));
    for (int i = first * sound.bands(); i < (first + length) * sound.bands(); i++) {
      picture[i] = Math.max(SILENCE, picture[i] - loudest);
    }
  }

  /// How long the loud part of a sound is, in seconds.
  public double heardSeconds(Sound word) {
    int[] heard = heard(sound.of(word.resample(sound.rate())));
    return (double) (heard[1] - heard[0]) * sound.hop() / sound.rate();
  }

  /// Moves the loudest place of a changed picture to 0 again.
  void relative(float[] picture) {
    float loudest = Float.NEGATIVE_INFINITY;
    for (float value : picture) {
      loudest = Math.max(loudest, value);
    }
    for (int i = 0; i < picture.length; i++) {
      picture[i] = Math.max(SILENCE, picture[i] - loudest);
    }
  }

  /// Gives every band mean 0 over the moments in which something is heard, in place.
  public void normalise(float[] picture) {
    int bands = sound.bands();
    int[] span = span(picture);
    for (int b = 0; b < bands; b++) {
      double sum = 0;
      for (int t = span[0]; t < span[1]; t++) {
        sum += picture[t * bands + b];
      }
      float mean = (float) (sum / (span[1] - span[0]));
      for (int t = 0; t < frames; t++) {
        picture[t * bands + b] = (picture[t * bands + b] - mean) / SCALE;
      }
    }
  }

  /// The moments of a picture from the first to the last in which something is heard; the second
  /// number is exclusive.
  public int[] span(float[] picture) {
    int bands = sound.bands();
    float[][] rows = new float[frames][];
    for (int t = 0; t < frames; t++) {
      rows[t] = Arrays.copyOfRange(picture, t * bands, (t + 1) * bands);
    }
    return heard(rows);
  }

  /// The loudness of a moment is that of its loudest band.
  private static int[] heard(float[]... rows) {
    float[] loudness = new float[rows.length];
    float most = Float.NEGATIVE_INFINITY;
    for (int t = 0; t < rows.length; t++) {
      loudness[t] = Float.NEGATIVE_INFINITY;
      for (float value : rows[t]) {
        loudness[t] = Math.max(loudness[t], value);
      }
      most = Math.max(most, loudness[t]);
    }
    int first = 0;
    while (loudness[first] < most - HEARD) {
      first++;
    }
    int last = rows.length - 1;
    while (loudness[last] < most - HEARD) {
      last--;
    }
    return new int[] {Math.max(0, first - MARGIN), Math.min(rows.length, last + 1 + MARGIN)};
  }
}
