package dev.cien.recipes.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.ProteinChain;
import dev.cien.data.Proteins;
import dev.cien.tensor.Rng;
import dev.cien.zoo.fold.FoldNet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Precision, lDDT, covariance, folds and superpositions, against values worked out by hand.
class FoldFiguresTest {
  private static ProteinChain chain(double... x) {
    float[] places = new float[3 * x.length];
    for (int i = 0; i < x.length; i++) {
      places[3 * i] = (float) x[i];
    }
    return new ProteinChain("made up", "A".repeat(x.length), places);
  }

  /// 30 residues, 10 Å apart; the last six return to the first six, so that (i, i + 24) touch.
  private static ProteinChain hairpin() {
    double[] x = new double[30];
    for (int i = 0; i < x.length; i++) {
      x[i] = i < 24 ? 10 * i : 10 * (i - 24) + 5;
    }
    return chain(x);
  }

  @Test
  void precisionCountsTheLikeliestPairsFarAlongTheChain() {
    ProteinChain truth = hairpin();
    // 5 Å to the one of the same place and to the next one: 6 pairs (i, i + 24), 5 of (i + 1, i +
    // 24).
    assertThat(Distances.longContacts(truth)).isEqualTo(6);
    assertThat(ContactMap.fifth(truth)).isEqualTo(6);
    double[][] scores = new double[30][30];
    scores[0][24] = 0.9;
    scores[1][25] = 0.8;
    scores[0][29] = 0.7;
    scores[2][28] = 0.6;
    scores[3][10] = 1;
    // Then, of equal ones, those that are nearest along the chain: (2, 26) and (3, 27).
    assertThat(new ContactMap(scores).precision(truth)).isCloseTo(4.0 / 6, within(1e-12));
    assertThat(new ContactMap(scores).best(1, Distances.LONG_RANGE))
        .containsExactly(new ContactMap.Pair(0, 24));
  }

  @Test
  void distancesFallIntoBins() {
    assertThat(Distances.bin(5.99)).isZero();
    assertThat(Distances.bin(6)).isEqualTo(1);
    assertThat(Distances.bin(8)).isEqualTo(2);
    assertThat(Distances.bin(23.9)).isEqualTo(8);
    assertThat(Distances.bin(100)).isEqualTo(Distances.bins() - 1);
    double[] shares = {0.25, 0.25, 0, 0.5, 0, 0, 0, 0, 0, 0};
    assertThat(Distances.contact(shares)).isEqualTo(0.5);
    assertThat(Distances.mean(shares)).isCloseTo(8.55, within(1e-12));
    assertThat(Distances.variance(shares)).isCloseTo(6.4075, within(1e-9));
  }

  @Test
  void lddtCountsDistancesThatAreKept() {
    ProteinChain truth = chain(0, 4, 8, 100);
    // Pairs within 15 Å: 4, 4 and 8. Off by 0, 0.7 and 0.7: of four thresholds 4, 3 and 3 hold.
    double[][] model = {{0, 0, 0}, {4, 0, 0}, {8.7, 0, 0}, {0, 50, 0}};
    assertThat(Lddt.of(truth, model)).isCloseTo(10.0 / 12, within(1e-12));
    double[][] mirrored = {{0, 1, 0}, {-4, 1, 0}, {-8, 1, 0}, {9, 9, 9}};
    assertThat(Lddt.of(truth, mirrored)).isEqualTo(1);
  }

  @Test
  void covarianceIsInformationLessWhatAllShare() {
    // Columns 0 and 1 go together, 2 never changes: MI is ln 2 for the first pair and 0 else.
    double[][] scores = Covariance.of("AAC", List.of("AAC", "DDC", "DDC", "-XC"));
    double ln2 = Math.log(2);
    // Column means ln 2 / 2, ln 2 / 2 and 0, mean of all ln 2 / 3.
    assertThat(scores[0][1]).isCloseTo(ln2 - ln2 / 2 * (ln2 / 2) / (ln2 / 3), within(1e-12));
    assertThat(scores[1][0]).isEqualTo(scores[0][1]);
    assertThat(scores[0][2]).isCloseTo(0, within(1e-12));
    assertThat(Covariance.of("ACD", List.of())[0][1]).isZero();
  }

  /// A spiral, which has a hand.
  private static double[][] spiral() {
    double[][] places = new double[40][];
    for (int i = 0; i < places.length; i++) {
      places[i] = new double[] {6 * Math.cos(i * 0.6), 6 * Math.sin(i * 0.6), 1.5 * i};
    }
    return places;
  }

  @Test
  void superpositionTurnsButMirrorsOnlyIfAllowed() {
    double[][] fixed = spiral();
    double[][] turned = new double[fixed.length][];
    double[][] mirrored = new double[fixed.length][];
    for (int i = 0; i < fixed.length; i++) {
      turned[i] = new double[] {fixed[i][1] + 5, -fixed[i][0], fixed[i][2] - 7};
      mirrored[i] = new double[] {fixed[i][0], fixed[i][1], -fixed[i][2]};
    }
    assertThat(Superposition.apart(Superposition.onto(turned, fixed, false), fixed))
        .isLessThan(1e-6);
    assertThat(Superposition.apart(Superposition.onto(mirrored, fixed, false), fixed))
        .isGreaterThan(2);
    assertThat(Superposition.apart(Superposition.onto(mirrored, fixed, true), fixed))
        .isLessThan(1e-6);
    // Points along x and y halved: the root of the mean square of 1 and 1 Å is 1.
    assertThat(Superposition.apart(new double[][] {{0, 0, 0}}, new double[][] {{0, 0, 1}}))
        .isEqualTo(1);
  }

  @Test
  void trueDistancesGiveTheFold() {
    double[][] places = spiral();
    int n = places.length;
    double[][] wanted = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        wanted[i][j] = CoarseFold.distance(places[i], places[j]);
      }
    }
    double[][] fold = CoarseFold.of(wanted, new double[n][n]);
    assertThat(Superposition.apart(Superposition.onto(fold, places, true), places)).isLessThan(0.5);
  }

  private static Proteins.Member member(int length) {
    double[] x = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = 3.8 * i;
    }
    return new Proteins.Member(chain(x), 0, new float[20 * length], List.of("C".repeat(length)));
  }

  @Test
  void thePriorKnowsHowFarResiduesAre() {
    FoldPrior prior = FoldPrior.of(List.of(List.of(member(60))));
    assertThat(prior.distances(1)[0]).isEqualTo(1);
    assertThat(Distances.mean(prior.distances(3))).isEqualTo(11);
    assertThat(prior.distances(30)[Distances.bins() - 1]).isEqualTo(1);
    assertThat(prior.byDistance(60).scores()[10][12]).isEqualTo(1);
    assertThat(prior.byDistance(60).scores()[10][40]).isZero();
  }

  @Test
  void samplesArePacked() {
    FoldInput input =
        new FoldInput("ACX", List.of("A-Y", "CCC"), Optional.of(new float[60])).crop(1, 3);
    int[] packed = new int[FoldInput.size(2, 4)];
    input.pack(packed, 0, 2, 4);
    int none = FoldNet.NONE;
    int gap = FoldNet.GAP;
    assertThat(packed).startsWith(1, gap, none, none, gap, 19, none, none);
    // The last row: shares are known, where there is a residue.
    assertThat(packed).endsWith(1, 1, 0, 0);
    // C, C and Y of three: without shares those of the rows serve.
    input.withoutShares().pack(packed, 0, 2, 4);
    assertThat(packed[4 * (2 + 1)]).isEqualTo(1000);
    assertThat(packed[4 * (2 + 19) + 1]).isEqualTo(500);
    assertThat(packed).endsWith(0, 0, 0, 0);
  }

  @Test
  void stretchesHaveTheBinsOfTheirPlaces() {
    ProteinCrops crops =
        new ProteinCrops(List.of(List.of(member(5)), List.of(member(90))), 8, 2, 0, Rng.of(1));
    int[] targets = crops.forEpoch(3, 1).batch(0, 1).targets().toInts();
    int ignored = ProteinCrops.IGNORED;
    // 3.8 Å a step: three are 11.4, four 15.2; nearer ones are not asked about, the chain has five.
    assertThat(targets).startsWith(ignored, ignored, ignored, 3, 5, ignored, ignored, ignored);
    assertThat(targets[64 + 7]).isEqualTo(Distances.bins() - 1);
    assertThat(crops.forEpoch(3, 1).batch(1).inputs().toInts())
        .isEqualTo(crops.forEpoch(3, 1).batch(1).inputs().toInts());
  }
}
