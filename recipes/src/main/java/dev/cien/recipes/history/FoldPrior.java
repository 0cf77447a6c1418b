package dev.cien.recipes.history;

import dev.cien.data.AminoAcids;
import dev.cien.data.ProteinChain;
import dev.cien.data.Proteins;
import java.util.List;

/// What one knows of two residues without looking at the rest of the chain, counted in the training
/// chains: how far apart residues are that are so many steps apart along it, and which amino acids
/// touch.
///
/// @param bins counts of distances by steps along the chain, `[steps][bins]`, one family one chain
/// @param touching counts of pairs in contact by amino acids, of those far along the chain, both
///   ways round
/// @param any counts of all such pairs
record FoldPrior(double[][] bins, double[][] touching, double[][] any) {
  private static final int STEPS = 128;
  private static final int LETTERS = AminoAcids.LETTERS.length();

  /// Steps on either side that are counted together; few chains are long.
  private static final int SMOOTH = 3;

  /// Counts the first chain of each family.
  static FoldPrior of(List<List<Proteins.Member>> families) {
    double[][] bins = new double[STEPS][Distances.bins()];
    double[][] touching = new double[LETTERS][LETTERS];
    double[][] any = new double[LETTERS][LETTERS];
    for (List<Proteins.Member> family : families) {
      ProteinChain chain = family.getFirst().chain();
      int[] numbers = chain.sequence().chars().map(c -> AminoAcids.number((char) c)).toArray();
      for (int i = 0; i < numbers.length; i++) {
        for (int j = i + 1; j < numbers.length; j++) {
          int bin = Distances.bin(chain.distance(i, j));
          bins[Math.min(j - i, STEPS - 1)][bin]++;
          if (j - i >= Distances.LONG_RANGE) {
            int contact = Distances.isContact(chain, i, j) ? 1 : 0;
            touching[numbers[i]][numbers[j]] += contact;
            touching[numbers[j]][numbers[i]] += contact;
            any[numbers[i]][numbers[j]]++;
            any[numbers[j]][numbers[i]]++;
          }
        }
      }
    }
    return new FoldPrior(bins, touching, any);
  }

  /// How likely each distance is so many steps along the chain.
  double[] distances(int steps) {
    int at = Math.min(steps, STEPS - 1);
    double[] shares = new double[Distances.bins()];
    double sum = 0;
    // Near steps differ too much from one another to be counted together.
    int reach = at < Distances.LONG_RANGE ? 0 : SMOOTH;
    for (int s = at - reach; s <= Math.min(at + reach, STEPS - 1); s++) {
      for (int b = 0; b < shares.length; b++) {
        shares[b] += bins[s][b];
        sum += bins[s][b];
      }
    }
    for (int b = 0; b < shares.length; b++) {
      shares[b] = sum == 0 ? (b == shares.length - 1 ? 1 : 0) : shares[b] / sum;
    }
    return shares;
  }

  /// Contacts by steps along the chain alone.
  ContactMap byDistance(int length) {
    double[][] scores = new double[length][length];
    for (int steps = 1; steps < length; steps++) {
      double contact = Distances.contact(distances(steps));
      for (int i = 0; i + steps < length; i++) {
        scores[i][i + steps] = contact;
        scores[i + steps][i] = contact;
      }
    }
    return new ContactMap(scores);
  }

  /// Contacts by steps along the chain and by the two amino acids, as if these did not depend on
  /// each other: p(contact | steps) · p(a, b | contact) / p(a, b).
  ContactMap byLetters(String sequence) {
    double[][] scores = byDistance(sequence.length()).scores();
    double all = 1;
    double contacts = 1;
    for (int a = 0; a < LETTERS; a++) {
      for (int b = 0; b < LETTERS; b++) {
        all += any[a][b];
        contacts += touching[a][b];
      }
    }
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        int a = AminoAcids.number(sequence.charAt(i));
        int b = AminoAcids.number(sequence.charAt(j));
        if (a < LETTERS && b < LETTERS) {
          scores[i][j] *= (touching[a][b] + 1) / contacts * all / (any[a][b] + 1);
        }
      }
    }
    return new ContactMap(scores);
  }

  /// The fold that a chain would have if every distance were the usual one.
  double[][] fold(int length) {
    double[][] wanted = new double[length][length];
    double[][] variance = new double[length][length];
    for (int steps = 1; steps < length; steps++) {
      double[] shares = distances(steps);
      for (int i = 0; i + steps < length; i++) {
        wanted[i][i + steps] = Distances.mean(shares);
        wanted[i + steps][i] = wanted[i][i + steps];
        variance[i][i + steps] = Distances.variance(shares);
        variance[i + steps][i] = variance[i][i + steps];
      }
    }
    return CoarseFold.of(wanted, variance);
  }
}
