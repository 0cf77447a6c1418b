package dev.cien.recipes.history;

import dev.cien.data.ProteinChain;

/// How distances between α carbons are told apart, and what a contact is.
///
/// Ten bins, in ångström: below 6, then steps of 2 up to 20, 20 to 24, and beyond. Two residues are
/// in contact below 8, and far along the chain from 24 residues on, as CASP counts.
final class Distances {
  /// Residues that are so far apart along the chain.
  static final int LONG_RANGE = 24;

  /// Ångström.
  static final double CONTACT = 8;

  /// The upper edge of each bin but the last.
  private static final double[] EDGES = {6, 8, 10, 12, 14, 16, 18, 20, 24};

  /// What stands for each bin when a distance is wanted.
  private static final double[] MIDDLES = {5.2, 7, 9, 11, 13, 15, 17, 19, 22, 30};

  private static final int CONTACT_BINS = 2;

  private Distances() {}

  static int bins() {
    return MIDDLES.length;
  }

  /// The bin of a distance.
  static int bin(double distance) {
    int bin = 0;
    while (bin < EDGES.length && distance >= EDGES[bin]) {
      bin++;
    }
    return bin;
  }

  /// The probability of a contact.
  static double contact(double... probabilities) {
    double sum = 0;
    for (int b = 0; b < CONTACT_BINS; b++) {
      sum += probabilities[b];
    }
    return sum;
  }

  /// The mean of the distances.
  static double mean(double... probabilities) {
    double sum = 0;
    for (int b = 0; b < MIDDLES.length; b++) {
      sum += probabilities[b] * MIDDLES[b];
    }
    return sum;
  }

  /// The variance of the distances.
  static double variance(double... probabilities) {
    double mean = mean(probabilities);
    double sum = 0;
    for (int b = 0; b < MIDDLES.length; b++) {
      sum += probabilities[b] * (MIDDLES[b] - mean) * (MIDDLES[b] - mean);
    }
    return sum;
  }

  static boolean isContact(ProteinChain chain, int i, int j) {
    return chain.distance(i, j) < CONTACT;
  }

  /// How many contacts a chain has between residues that are far along it.
  static int longContacts(ProteinChain chain) {
    int count = 0;
    for (int i = 0; i < chain.length(); i++) {
      for (int j = i + LONG_RANGE; j < chain.length(); j++) {
        count += isContact(chain, i, j) ? 1 : 0;
      }
    }
    return count;
  }
}
