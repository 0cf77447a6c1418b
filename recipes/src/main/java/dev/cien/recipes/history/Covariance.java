package dev.cien.recipes.history;

import dev.cien.data.AminoAcids;
import java.util.ArrayList;
import java.util.List;

/// Which columns of an alignment change together: mutual information, less what each column shares
/// with all others.
///
/// ```
/// MI_ij  = Σ_ab p_ij(a,b) ln( p_ij(a,b) / (p_i(a) p_j(b)) )     over rows with a letter in both
/// score  = MI_ij − MI_i· MI_·j / MI_··
/// ```
///
/// with means over the other columns. It needs hundreds of sequences; from a handful everything
/// seems to go together.
///
/// S. Dunn, L. Wahl, G. Gloor: Mutual information without the influence of phylogeny or entropy
/// dramatically improves residue contact prediction, 2008.
final class Covariance {
  private static final int LETTERS = AminoAcids.LETTERS.length();

  private Covariance() {}

  /// The scores of all pairs of columns, `[L][L]`.
  ///
  /// @param sequence the first row
  /// @param rows the others
  static double[][] of(String sequence, List<String> rows) {
    List<String> all = new ArrayList<>(rows);
    all.add(sequence);
    int n = sequence.length();
    double[][] shared = new double[n][n];
    double[] mean = new double[n];
    double whole = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double information = information(all, i, j);
        shared[i][j] = information;
        shared[j][i] = information;
        mean[i] += information / (n - 1);
        mean[j] += information / (n - 1);
        whole += 2 * information / ((double) n * (n - 1));
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j && whole > 0) {
          shared[i][j] -= mean[i] * mean[j] / whole;
        }
      }
    }
    return shared;
  }

  private static double information(List<String> rows, int i, int j) {
    int[][] both = new int[LETTERS][LETTERS];
    int[] left = new int[LETTERS];
    int[] right = new int[LETTERS];
    int count = 0;
    for (String row : rows) {
      int a = AminoAcids.number(row.charAt(i));
      int b = AminoAcids.number(row.charAt(j));
      if (a < LETTERS && b < LETTERS) {
        both[a][b]++;
        left[a]++;
        right[b]++;
        count++;
      }
    }
    double sum = 0;
    for (int a = 0; a < LETTERS; a++) {
      for (int b = 0; b < LETTERS && left[a] > 0; b++) {
        if (both[a][b] > 0) {
          double p = (double) both[a][b] / count;
          sum += p * Math.log(p * count * count / ((double) left[a] * right[b]));
        }
      }
    }
    return sum;
  }
}
