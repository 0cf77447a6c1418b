package dev.cien.recipes.language;

import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Which token becomes which: IBM's model 1 as in [WordDictionary], over the tokens of a vocabulary
/// that both languages share, as one matrix t(f | e).
///
/// @param probabilities `[tokens, tokens]`: a row for each token e of an original; zeros where it
///   never came
record TokenDictionary(float[][] probabilities) {
  /// Learns from pairs; see [WordDictionary] for the formula.
  static TokenDictionary learn(List<Pairs.Encoded> pairs, int tokens, int rounds) {
    float[][] t = new float[tokens][tokens];
    for (float[] row : t) {
      Arrays.fill(row, 1);
    }
    for (int round = 0; round < rounds; round++) {
      float[][] counts = new float[tokens][tokens];
      for (Pairs.Encoded pair : pairs) {
        count(pair, t, counts);
      }
      for (float[] row : counts) {
        float all = 0;
        for (float count : row) {
          all += count;
        }
        for (int f = 0; all > 0 && f < tokens; f++) {
          row[f] /= all;
        }
      }
      t = counts;
    }
    return new TokenDictionary(t);
  }

  private static void count(Pairs.Encoded pair, float[][] t, float[][] counts) {
    for (int f : pair.to()) {
      float all = 0;
      for (int e : pair.from()) {
        all += t[e][f];
      }
      for (int e : pair.from()) {
        counts[e][f] += t[e][f] / all;
      }
    }
  }

  /// Vectors of the originals' tokens made of those of their translations:
  ///
  /// ```
  /// source(e) = Σ_f t(f | e) · target(f), stretched to length 1
  /// ```
  ///
  /// A token that never came keeps the vector it has.
  ///
  /// @param source `[tokens, d]`
  /// @param target `[tokens, d]`
  Tensor vectors(Tensor source, Tensor target) {
    int tokens = probabilities.length;
    float[] flat = new float[tokens * tokens];
    for (int e = 0; e < tokens; e++) {
      System.arraycopy(probabilities[e], 0, flat, e * tokens, tokens);
    }
    Tensor mixed = Tensor.of(flat, tokens, tokens).matmul(target);
    Tensor length = mixed.square().sum(1).sqrt().unsqueeze(1);
    return Tensor.where(length.gt(0), mixed.div(length.maximum(1e-9)), source);
  }
}
