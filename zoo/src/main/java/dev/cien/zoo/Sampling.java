package dev.cien.zoo;

import dev.cien.tensor.Rng;
import java.util.Arrays;

/// How the next token is drawn from its logits: p = softmax(logits / temperature), cut to the
/// likely ones.
///
/// Top-k keeps the k most likely tokens (Fan et al. 2018, arXiv:1805.04833). Top-p keeps the fewest
/// most likely ones whose probabilities reach p together (Holtzman et al. 2019, arXiv:1904.09751).
///
/// @param temperature below 1 for safer texts, above for bolder ones; at 0 the most likely token is
///   taken and nothing is drawn
/// @param topK how many tokens may be drawn at most
/// @param topP which share of the probability they make up at least
public record Sampling(double temperature, int topK, double topP) {
  /// Checks the ranges.
  public Sampling {
    if (!(temperature >= 0 && temperature < 1e6) || topK < 1 || !(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "sampling: expected a temperature of 0 or more, top-k of 1 or more and top-p above 0 up"
              + " to 1, found "
              + temperature
              + ", "
              + topK
              + " and "
              + topP);
    }
  }

  /// The most likely token, always.
  public static Sampling greedy() {
    return new Sampling(0, 1, 1);
  }

  /// All tokens by their probabilities at a temperature.
  public static Sampling of(double temperature) {
    return new Sampling(temperature, Integer.MAX_VALUE, 1);
  }

  /// At most so many tokens.
  public Sampling withTopK(int count) {
    return new Sampling(temperature, count, topP);
  }

  /// Only the most likely tokens that make up so much of the probability.
  public Sampling withTopP(double share) {
    return new Sampling(temperature, topK, share);
  }

  /// The probability with which each token is drawn. Of equal logits the earlier token comes first.
  public double[] probabilities(float... logits) {
    int[] order = order(logits);
    double[] p = new double[logits.length];
    if (temperature == 0) {
      p[order[0]] = 1;
      return p;
    }
    int most = Math.min(topK, logits.length);
    double sum = 0;
    for (int i = 0; i < most; i++) {
      p[order[i]] = StrictMath.exp((logits[order[i]] - logits[order[0]]) / temperature);
      sum += p[order[i]];
    }
    double kept = 0;
    int count = 0;
    while (count < most && (count == 0 || kept < topP * sum)) {
      kept += p[order[count++]];
    }
    for (int i = 0; i < logits.length; i++) {
      p[order[i]] = i < count ? p[order[i]] / kept : 0;
    }
    return p;
  }

  /// The places of logits, the largest first. Vocabularies have tens of thousands of tokens, and
  /// this is done for each one that is written: a logit and its place are sorted as one number.
  private static int[] order(float... logits) {
    long[] keys = new long[logits.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(Float.isNaN(logits[i]) ? Float.NEGATIVE_INFINITY : logits[i]);
      int rising = bits ^ (bits >> 31 & Integer.MAX_VALUE);
      keys[i] = (long) ~rising << 32 | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /// Draws a token.
  public int draw(Rng rng, float... logits) {
    double[] p = probabilities(logits);
    double left = temperature == 0 ? 0 : rng.nextDouble();
    int last = 0;
    for (int i = 0; i < p.length; i++) {
      if (p[i] > 0) {
        last = i;
        left -= p[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
