package dev.cien.zoo.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldNetTest {
  private static final int BINS = 5;

  /// Tokens of a chain of `length` residues and one relative, in `side` columns.
  private static Tensor tokens(int length, int side) {
    int[] tokens = new int[3 * side];
    Arrays.fill(tokens, FoldNet.NONE);
    for (int i = 0; i < length; i++) {
      tokens[i] = i * 7 % 20;
      tokens[side + i] = i % 4 == 0 ? FoldNet.GAP : i * 3 % 20;
    }
    return Tensor.of(tokens, 1, 3, side);
  }

  private static Tensor shares(int length, int side) {
    float[] shares = new float[20 * side];
    System.arraycopy(Tensor.rand(Rng.of(5), length * 20).toFloats(), 0, shares, 0, length * 20);
    return Tensor.of(shares, 1, side, 20);
  }

  /// A network of which no layer is 0.
  private static FoldNet net() {
    FoldNet net = FoldNet.of(4, 3, 1, BINS, Rng.of(1));
    Rng rng = Rng.of(2);
    for (Variable each : Params.of(net).trainable()) {
      each.assign(each.value().add(Tensor.randn(rng, each.shape().dims()).mul(0.2)));
    }
    return net;
  }

  private static float[] logits(FoldNet net, int length, int side) {
    return net.forward(tokens(length, side), shares(length, side), Tensor.ones(1)).toFloats();
  }

  @Test
  void logitsAreSymmetric() {
    int l = 7;
    float[] logits = logits(net(), l, l);
    assertThat(logits).hasSize(l * l * BINS);
    for (int i = 0; i < l; i++) {
      for (int j = 0; j < l; j++) {
        for (int b = 0; b < BINS; b++) {
          assertThat(logits[(i * l + j) * BINS + b])
              .isCloseTo(logits[(j * l + i) * BINS + b], within(1e-4f));
        }
      }
    }
  }

  @Test
  void emptyColumnsChangeNothing() {
    int l = 5;
    int side = 8;
    FoldNet net = net();
    float[] alone = logits(net, l, l);
    float[] filled = logits(net, l, side);
    for (int i = 0; i < l; i++) {
      assertThat(Arrays.copyOfRange(filled, i * side * BINS, (i * side + l) * BINS))
          .containsExactly(
              Arrays.copyOfRange(alone, i * l * BINS, (i + 1) * l * BINS), within(2e-4f));
    }
  }

  @Test
  void itStartsWithoutAnOpinion() {
    FoldNet net = FoldNet.of(8, 6, 1, BINS, Rng.of(1));
    assertThat(logits(net, 5, 5)).containsOnly(0);
  }

  private static TriangleUpdate triangle(boolean outgoing) {
    TriangleUpdate update = TriangleUpdate.of(3, outgoing, Rng.of(3));
    update.join().weight().assign(Tensor.randn(Rng.of(4), 3, 3));
    return update;
  }

  private static double[][][] cube(Tensor x) {
    int l = x.shape().dim(1);
    int c = x.shape().dim(3);
    double[] flat = x.toDoubles();
    double[][][] cube = new double[l][l][c];
    for (int i = 0; i < flat.length; i++) {
      cube[i / c / l][i / c % l][i % c] = flat[i];
    }
    return cube;
  }

  private static double[][][] side(Linear linear, Linear gate, Tensor x) {
    return cube(linear.forward(x).mul(gate.forward(x).sigmoid()));
  }

  @Test
  void trianglesAreSumsOverTheThirdCorner() {
    int l = 4;
    Tensor z = Tensor.randn(Rng.of(6), 1, l, l, 3);
    for (boolean outgoing : new boolean[] {true, false}) {
      TriangleUpdate update = triangle(outgoing);
      Tensor x = update.norm().forward(z);
      double[][][] a = side(update.left(), update.leftGate(), x);
      double[][][] b = side(update.right(), update.rightGate(), x);
      float[] sums = new float[l * l * 3];
      for (int n = 0; n < sums.length; n++) {
        int i = n / 3 / l;
        int j = n / 3 % l;
        for (int k = 0; k < l; k++) {
          sums[n] +=
              (float)
                  (outgoing ? a[i][k][n % 3] * b[j][k][n % 3] : a[k][i][n % 3] * b[k][j][n % 3]);
        }
      }
      Tensor s = update.normSum().forward(Tensor.of(sums, 1, l, l, 3));
      float[] expected =
          update.join().forward(s).mul(update.gate().forward(x).sigmoid()).toFloats();
      assertThat(update.forward(z, Tensor.ones(1, l, l, 1)).toFloats())
          .containsExactly(expected, within(1e-3f));
    }
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    int l = 4;
    TriangleUpdate update = triangle(true);
    Tensor z = Tensor.randn(Rng.of(7), 1, l, l, 3).compute();
    Tensor weight = Tensor.randn(Rng.of(8), 1, l, l, 3).compute();
    Variable at = update.left().weight();
    Tensor start = at.value().detach().compute();
    Tensor direction = Tensor.randn(Rng.of(9), 3, 3).compute();
    Tensor cost = update.forward(z, Tensor.ones(1, l, l, 1)).mul(weight).sum();
    double slope = cost.gradients(List.of(at)).of(at).mul(direction).sum().item();
    double h = 5e-3;
    at.assign(start.add(direction.mul(h)));
    double above = update.forward(z, Tensor.ones(1, l, l, 1)).mul(weight).sum().item();
    at.assign(start.sub(direction.mul(h)));
    double below = update.forward(z, Tensor.ones(1, l, l, 1)).mul(weight).sum().item();
    assertThat((above - below) / (2 * h)).isCloseTo(slope, within(0.01 * Math.abs(slope) + 1e-3));
  }
}
