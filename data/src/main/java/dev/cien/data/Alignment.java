package dev.cien.data;

import java.util.Arrays;

/// The best local alignment of two protein sequences with affine gaps.
///
/// ```
/// H(i,j) = max(0, H(i−1,j−1) + s(aᵢ,bⱼ), E(i,j), F(i,j))
/// E(i,j) = max(H(i,j−1) − open, E(i,j−1) − extend)      F the same upwards
/// ```
///
/// with s from BLOSUM62, 12 for the first position of a gap and 1 for each further one. How
/// surprising a score S is between sequences of m and n residues, as bits, is (λS − ln K) / ln 2; m
/// · n · 2^−bits alignments as good are expected by chance.
///
/// T. Smith, M. Waterman, 1981; O. Gotoh, 1982; S. and J. Henikoff: Amino acid substitution
/// matrices from protein blocks, 1992; λ and K of gapped alignments: S. Altschul, W. Gish, 1996.
///
/// @param score S
/// @param row the other sequence in the columns of the query: a letter where it is aligned, `-`
///   where it has a gap or the alignment does not reach; what it has more is left out
public record Alignment(int score, String row) {
  /// What stands where nothing is aligned.
  public static final char GAP = '-';

  private static final int OPEN = 12;
  private static final int EXTEND = 1;
  private static final double LAMBDA = 0.267;
  private static final double K = 0.041;
  private static final int NEVER = -1_000_000;

  // Where a cell came from: two bits for H, one each for the gaps.
  private static final int DIAGONAL = 1;
  private static final int LEFT = 2;
  private static final int UP = 3;
  private static final int LONGER_LEFT = 4;
  private static final int LONGER_UP = 8;

  // BLOSUM62, rows and columns in the order of ORDER; the last is any other letter.
  private static final String ORDER = "ARNDCQEGHILKMFPSTWYVX";
  private static final int[][] BLOSUM = {
    {4},
    {-1, 5},
    {-2, 0, 6},
    {-2, -2, 1, 6},
    {0, -3, -3, -3, 9},
    {-1, 1, 0, 0, -3, 5},
    {-1, 0, 0, 2, -4, 2, 5},
    {0, -2, 0, -1, -3, -2, -2, 6},
    {-2, 0, 1, -1, -3, 0, 0, -2, 8},
    {-1, -3, -3, -3, -1, -3, -3, -4, -3, 4},
    {-1, -2, -3, -4, -1, -2, -3, -4, -3, 2, 4},
    {-1, 2, 0, -1, -3, 1, 1, -2, -1, -3, -2, 5},
    {-1, -1, -2, -3, -1, 0, -2, -3, -2, 1, 2, -1, 5},
    {-2, -3, -3, -3, -2, -3, -3, -3, -1, 0, 0, -3, 0, 6},
    {-1, -2, -2, -1, -3, -1, -1, -2, -2, -3, -3, -1, -2, -4, 7},
    {1, -1, 1, 0, -1, 0, 0, 0, -1, -2, -2, 0, -1, -2, -1, 4},
    {0, -1, 0, -1, -1, -1, -1, -2, -2, -1, -1, -1, -1, -2, -1, 1, 5},
    {-3, -3, -4, -4, -2, -2, -3, -2, -2, -3, -2, -3, -1, 1, -4, -3, -2, 11},
    {-2, -2, -2, -3, -2, -1, -2, -3, 2, -1, -1, -2, -1, 3, -3, -2, -2, 2, 7},
    {0, -3, -3, -3, -1, -2, -2, -3, -3, 3, 1, -2, 1, -1, -2, -2, 0, -3, -1, 4},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
  };

  private static final int[][] SCORES = square();

  private static int[][] square() {
    int[][] all = new int[BLOSUM.length][BLOSUM.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        all[i][j] = BLOSUM[Math.max(i, j)][Math.min(i, j)];
      }
    }
    return all;
  }

  /// What BLOSUM62 gives two letters that stand in one column.
  public static int score(char a, char b) {
    return SCORES[rank(a)][rank(b)];
  }

  private static int rank(char letter) {
    int at = ORDER.indexOf(letter);
    return at < 0 ? ORDER.length() - 1 : at;
  }

  /// The score of the best alignment of two sequences.
  public static int score(String query, String other) {
    return end(query, other, new byte[0])[0];
  }

  /// The best alignment of a sequence to a query; without a letter in common, an empty one.
  public static Alignment of(String query, String other) {
    byte[] from = new byte[(query.length() + 1) * (other.length() + 1)];
    int[] best = end(query, other, from);
    return new Alignment(best[0], row(from, best[1], query.length(), other));
  }

  /// The best score and the cell where it is reached.
  ///
  /// @param from where each cell came from, to be filled in; empty if nobody wants to know
  private static int[] end(String query, String other, byte[] from) {
    int n = other.length();
    int[] letters = other.chars().map(letter -> rank((char) letter)).toArray();
    int[] h = new int[n + 1];
    int[] f = new int[n + 1];
    Arrays.fill(f, NEVER);
    int[] best = new int[2];
    for (int i = 1; i <= query.length(); i++) {
      row(SCORES[rank(query.charAt(i - 1))], letters, h, f, from, i, best);
    }
    return best;
  }

  /// One row of cells: all that end with residue `i` of the query, from those of the one before.
  private static void row(
      int[] scores, int[] letters, int[] h, int[] f, byte[] from, int i, int[] best) {
    int diagonal = 0;
    int left = 0;
    int e = NEVER;
    int start = i * h.length;
    for (int j = 1; j < h.length; j++) {
      e -= EXTEND;
      int step = e > left - OPEN ? LONGER_LEFT : 0;
      e = Math.max(e, left - OPEN);
      int up = f[j] - EXTEND;
      step |= up > h[j] - OPEN ? LONGER_UP : 0;
      up = Math.max(up, h[j] - OPEN);
      f[j] = up;
      int value = diagonal + scores[letters[j - 1]];
      int origin = DIAGONAL;
      if (e > value) {
        value = e;
        origin = LEFT;
      }
      if (up > value) {
        value = up;
        origin = UP;
      }
      if (value <= 0) {
        value = 0;
        origin = 0;
      }
      diagonal = h[j];
      h[j] = value;
      left = value;
      if (from.length > 0) {
        from[start + j] = (byte) (step | origin);
      }
      if (value > best[0]) {
        best[0] = value;
        best[1] = start + j;
      }
    }
  }

  /// Walks back from the end of the alignment.
  private static String row(byte[] from, int end, int m, String other) {
    char[] row = new char[m];
    Arrays.fill(row, GAP);
    int width = other.length() + 1;
    int at = end;
    while ((from[at] & 3) != 0) {
      switch (from[at] & 3) {
        case DIAGONAL -> {
          row[at / width - 1] = other.charAt(at % width - 1);
          at -= width + 1;
        }
        case LEFT -> {
          while ((from[at] & LONGER_LEFT) != 0) {
            at--;
          }
          at--;
        }
        default -> {
          while ((from[at] & LONGER_UP) != 0) {
            at -= width;
          }
          at -= width;
        }
      }
    }
    return new String(row);
  }

  /// How surprising the score is.
  public double bits() {
    return bits(score);
  }

  private static double bits(int score) {
    return (LAMBDA * score - StrictMath.log(K)) / StrictMath.log(2);
  }

  /// The least score of which fewer than `expected` are found by chance when a query of `m`
  /// residues is held against `n`.
  public static int leastScore(double expected, int m, long n) {
    return (int) Math.ceil(StrictMath.log(K * m * n / expected) / LAMBDA);
  }

  /// The share of the query's positions at which a letter is aligned.
  public double coverage() {
    return row.isEmpty() ? 0 : (double) row.chars().filter(c -> c != GAP).count() / row.length();
  }

  /// The share of aligned positions at which both have the same letter; 0 if none is aligned.
  public double identity(String query) {
    int aligned = 0;
    int same = 0;
    for (int i = 0; i < row.length(); i++) {
      if (row.charAt(i) != GAP) {
        aligned++;
        same += row.charAt(i) == query.charAt(i) ? 1 : 0;
      }
    }
    return aligned == 0 ? 0 : (double) same / aligned;
  }
}
