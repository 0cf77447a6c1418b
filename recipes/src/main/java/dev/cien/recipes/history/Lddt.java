package dev.cien.recipes.history;

import dev.cien.data.ProteinChain;

/// The local distance difference test on α carbons: how much of what is near in the truth is at the
/// right distance in a model.
///
/// ```
/// lDDT = mean over the pairs with d < 15 Å in the truth of
///        the share of 0.5, 1, 2 and 4 Å that |d_model − d| stays below
/// ```
///
/// It needs no superposition and does not see mirror images. A chain folded wrongly scores about
/// 0.2 to 0.4, since neighbours along it are always near.
///
/// V. Mariani et al.: lDDT, a local superposition-free score for comparing protein structures and
/// models using distance difference tests, 2013. Here over all pairs at once, not by residue, and
/// without its checks of stereochemistry.
final class Lddt {
  private static final double RADIUS = 15;
  private static final double[] THRESHOLDS = {0.5, 1, 2, 4};

  private Lddt() {}

  /// The score, 0 to 1.
  ///
  /// @param model x, y, z of each residue
  static double of(ProteinChain truth, double[][] model) {
    long kept = 0;
    long pairs = 0;
    for (int i = 0; i < model.length; i++) {
      for (int j = i + 1; j < model.length; j++) {
        double wanted = truth.distance(i, j);
        if (wanted < RADIUS) {
          pairs++;
          double off = Math.abs(CoarseFold.distance(model[i], model[j]) - wanted);
          for (double threshold : THRESHOLDS) {
            kept += off < threshold ? 1 : 0;
          }
        }
      }
    }
    return pairs == 0 ? 0 : (double) kept / (THRESHOLDS.length * pairs);
  }
}
