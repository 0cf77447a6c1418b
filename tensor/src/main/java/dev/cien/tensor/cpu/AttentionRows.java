package dev.cien.tensor.cpu;

import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

import dev.cien.tensor.loop.Exponential;
import java.util.Arrays;
import java.util.List;

/// The passes over rows of scores or weights between the products of [Attention]. `count` is a
/// multiple of [#STRIPES]; sums have one partial sum for each stripe (elements that many apart) and
/// fold them in halves, so that every vector length gives the same bits. Row r begins at `at +
/// r·apart`.
interface AttentionRows {
  /// Elements of the longest vector.
  int STRIPES = 16;

  /// Writes e^(x − largest of its row) over each x and the rows' sums into `sums`. −∞ becomes
  /// exactly 0.
  void exponentials(float[] x, int at, int apart, int rows, int count, float[] sums);

  /// The derivative of softmax: with weights w = e / sum of the row's e, writes each weight over
  /// its e and w · (slope − Σ w·slope) over its slope.
  void slopes(float[] e, float[] slopes, int at, int apart, int rows, int count, float[] sums);

  /// The fastest that is ready, for somebody with so many exponentials to compute.
  static AttentionRows current(long exponentials) {
    boolean ready = Kernels.COLD.ready(exponentials * Kernels.MULTIPLY_ADDS);
    return ready ? Kernels.Vector.ROWS : Kernels.SCALAR;
  }

  /// Has the vectors made fast, before anybody needs them.
  static void prepare() {
    Kernels.COLD.start();
  }

  /// Those with vectors, warm or not. Ask [VectorSupport#available()] first.
  static AttentionRows vector() {
    return Kernels.Vector.ROWS;
  }

  /// Those in plain Java.
  static AttentionRows scalar() {
    return Kernels.SCALAR;
  }

  /// The sum of the stripes from `at` on.
  static float fold(float[] s, int at) {
    float s0 = (s[at] + s[at + 8]) + (s[at + 4] + s[at + 12]);
    float s1 = (s[at + 1] + s[at + 9]) + (s[at + 5] + s[at + 13]);
    float s2 = (s[at + 2] + s[at + 10]) + (s[at + 6] + s[at + 14]);
    float s3 = (s[at + 3] + s[at + 11]) + (s[at + 7] + s[at + 15]);
    return (s0 + s2) + (s1 + s3);
  }

  /// In plain Java.
  final class Scalar implements AttentionRows {
    @Override
    public void exponentials(float[] x, int at, int apart, int rows, int count, float[] sums) {
      float[] stripes = new float[STRIPES];
      for (int r = 0; r < rows; r++) {
        int row = at + r * apart;
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = row; i < row + count; i++) {
          largest = x[i] > largest ? x[i] : largest;
        }
        Arrays.fill(stripes, 0f);
        for (int i = 0; i < count; i++) {
          float e = Exponential.of(x[row + i] - largest);
          x[row + i] = e;
          stripes[i % STRIPES] += e;
        }
        sums[r] = fold(stripes, 0);
      }
    }

    @Override
    public void slopes(
        float[] e, float[] slopes, int at, int apart, int rows, int count, float[] sums) {
      float[] stripes = new float[STRIPES];
      for (int r = 0; r < rows; r++) {
        int row = at + r * apart;
        Arrays.fill(stripes, 0f);
        for (int i = 0; i < count; i++) {
          int stripe = i % STRIPES;
          stripes[stripe] = fma(e[row + i], slopes[row + i], stripes[stripe]);
        }
        float share = 1 / sums[r];
        float mean = fold(stripes, 0) * share;
        for (int i = row; i < row + count; i++) {
          e[i] *= share;
          slopes[i] = e[i] * (slopes[i] - mean);
        }
      }
    }
  }

  /// Plain loops until the vectors are fast.
  final class Kernels {
    /// What plain loops do in the time of one exponential.
    private static final int MULTIPLY_ADDS = 20;

    private static final int STEPS = 2;
    private static final int ROWS = 2;
    private static final AttentionRows SCALAR = new Scalar();
    private static final ColdRaces COLD = new ColdRaces(Kernels::races);

    private Kernels() {}

    /// Loaded only where the Vector API is there.
    private static final class Vector {
      static final AttentionRows ROWS = new AttentionVectorRows();
    }

    private interface Call {
      void run(AttentionRows rows, int count);
    }

    private static List<Race> races() {
      int row = STEPS * STRIPES;
      float[] x = new float[ROWS * row];
      float[] y = new float[ROWS * row];
      float[] sums = new float[ROWS];
      Arrays.fill(sums, 1f);
      return List.of(
          race(25, (rows, count) -> rows.exponentials(x, 0, row, ROWS, count, sums)),
          race(8, (rows, count) -> rows.slopes(x, y, 0, row, ROWS, count, sums)));
    }

    private static Race race(int each, Call call) {
      return new Race(
          n -> call.run(Vector.ROWS, n * STRIPES),
          n -> call.run(SCALAR, n * STRIPES),
          STEPS,
          ROWS * STEPS * each * STRIPES / VectorSupport.lanes());
    }
  }
}
