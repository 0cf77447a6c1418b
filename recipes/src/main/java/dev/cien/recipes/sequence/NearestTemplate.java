package dev.cien.recipes.sequence;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.SpeechPicture;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What recognised words before networks did: the word of the recording that is most like this one
/// when time may run faster and slower.
///
/// D(i, j) = d(i, j) + min(D(i−1, j), D(i, j−1), D(i−1, j−1)), divided by the sum of both lengths;
/// d is the Euclidean distance of two moments of the normalised spectrograms. Paths that leave the
/// diagonal by more than a fifth are not looked at.
///
/// H. Sakoe, S. Chiba: Dynamic programming algorithm optimization for spoken word recognition,
/// 1978.
final class NearestTemplate {
  private static final double BAND = 0.2;

  private final SpeechPicture form;
  private final float[][][] templates;
  private final int[] words;

  /// @param takes pictures that are not normalised yet
  NearestTemplate(Dataset takes, SpeechPicture form) {
    this.form = form;
    Batch all = takes.all();
    float[] values = all.inputs().toFloats();
    this.words = all.targets().toInts();
    this.templates = new float[words.length][][];
    for (int i = 0; i < words.length; i++) {
      float[] picture = Arrays.copyOfRange(values, i * form.size(), (i + 1) * form.size());
      int[] span = form.span(picture);
      form.normalise(picture);
      templates[i] = rows(picture, span);
    }
  }

  /// The share of normalised pictures whose nearest template is of their word.
  double accuracy(Dataset samples) {
    Batch all = samples.all();
    float[] values = all.inputs().toFloats();
    int[] targets = all.targets().toInts();
    long right =
        IntStream.range(0, targets.length)
            .parallel()
            .filter(
                i -> {
                  float[] picture =
                      Arrays.copyOfRange(values, i * form.size(), (i + 1) * form.size());
                  return nearest(rows(picture, heard(picture))) == targets[i];
                })
            .count();
    return (double) right / targets.length;
  }

  private int nearest(float[]... word) {
    double least = Double.POSITIVE_INFINITY;
    int best = 0;
    for (int i = 0; i < templates.length; i++) {
      double distance = distance(word, templates[i], least);
      if (distance < least) {
        least = distance;
        best = words[i];
      }
    }
    return best;
  }

  /// The distance of two words, or infinity as soon as it is known to be more than `most`.
  static double distance(float[][] a, float[][] b, double most) {
    int n = a.length;
    int m = b.length;
    double[] above = new double[m + 1];
    Arrays.fill(above, Double.POSITIVE_INFINITY);
    above[0] = 0;
    double reach = Math.max(BAND * Math.max(n, m), 2);
    double limit = most * (n + m);
    for (int i = 1; i <= n; i++) {
      double[] row = new double[m + 1];
      Arrays.fill(row, Double.POSITIVE_INFINITY);
      double centre = (double) i * m / n;
      double least = Double.POSITIVE_INFINITY;
      for (int j = (int) Math.max(1, centre - reach); j <= Math.min(m, centre + reach); j++) {
        double before = Math.min(above[j - 1], Math.min(above[j], row[j - 1]));
        row[j] = before + euclidean(a[i - 1], b[j - 1]);
        least = Math.min(least, row[j]);
      }
      if (least > limit) {
        return Double.POSITIVE_INFINITY;
      }
      above = row;
    }
    return above[m] / (n + m);
  }

  private static double euclidean(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      float d = a[i] - b[i];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  /// Where a normalised picture is not filled up: what is before and after is the same in every
  /// moment.
  private int[] heard(float[] picture) {
    int bands = form.sound().bands();
    int first = 0;
    int last = form.frames();
    while (first + 1 < last && same(picture, first, first + 1, bands)) {
      first++;
    }
    while (last - 1 > first && same(picture, last - 1, last - 2, bands)) {
      last--;
    }
    return new int[] {first, last};
  }

  private static boolean same(float[] picture, int t, int u, int bands) {
    return Arrays.equals(picture, t * bands, (t + 1) * bands, picture, u * bands, (u + 1) * bands);
  }

  private float[][] rows(float[] picture, int... span) {
    int bands = form.sound().bands();
    return IntStream.range(span[0], span[1])
        .mapToObj(t -> Arrays.copyOfRange(picture, t * bands, (t + 1) * bands))
        .toArray(float[][]::new);
  }
}
