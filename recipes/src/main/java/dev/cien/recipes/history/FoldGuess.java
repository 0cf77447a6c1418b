package dev.cien.recipes.history;

/// What a network says of a chain: how likely each distance of each two residues is.
///
/// @param length L
/// @param probabilities `L · L · bins` numbers
record FoldGuess(int length, float[] probabilities) {
  /// The distribution of one distance.
  double[] of(int i, int j) {
    double[] shares = new double[Distances.bins()];
    int at = (i * length + j) * shares.length;
    for (int b = 0; b < shares.length; b++) {
      shares[b] = probabilities[at + b];
    }
    return shares;
  }

  /// The probability of each contact.
  ContactMap contacts() {
    double[][] scores = new double[length][length];
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < length; j++) {
        scores[i][j] = i == j ? 1 : Distances.contact(of(i, j));
      }
    }
    return new ContactMap(scores);
  }

  /// The mean of each distance, `[L][L]`.
  double[][] distances() {
    double[][] means = new double[length][length];
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < length; j++) {
        means[i][j] = i == j ? 0 : Distances.mean(of(i, j));
      }
    }
    return means;
  }

  /// A fold that fits the distances.
  double[][] fold() {
    double[][] variances = new double[length][length];
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < length; j++) {
        variances[i][j] = i == j ? 0 : Distances.variance(of(i, j));
      }
    }
    return CoarseFold.of(distances(), variances);
  }
}
