package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Equal bits whoever computes.
class AttentionBitsTest {
  private final int threads = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(threads);
  }

  @Test
  void rowsOfEitherKindGiveTheSameBits() {
    assumeTrue(VectorSupport.available(), "needs the Vector API");
    Random random = new Random(1);
    for (int count : new int[] {16, 32, 160, 1024}) {
      int apart = count + 16;
      float[] x = floats(8 * apart, 3, random);
      x[5] = Float.NEGATIVE_INFINITY;
      x[apart + 7] = 200;
      float[] slopes = floats(8 * apart, 1, random);
      List<float[]> results = new ArrayList<>();
      for (AttentionRows rows : List.of(AttentionRows.scalar(), AttentionRows.vector())) {
        float[] e = x.clone();
        float[] s = slopes.clone();
        float[] sums = new float[8];
        rows.exponentials(e, 0, apart, 7, count, sums);
        rows.slopes(e, s, 0, apart, 7, count, sums);
        results.addAll(List.of(e, s, sums));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(results.get(i + 3)).as("%d of %d", i, count).isEqualTo(results.get(i));
      }
    }
  }

  @Test
  void tilesOfEitherKindAndAnyThreadsGiveTheSameBits() throws InterruptedException {
    Random random = new Random(2);
    int[][] sizes = {{5, 37, 65, 9, 40}, {3, 700, 530, 16, 33}, {2, 64, 1, 3, 3}};
    for (int[] size : sizes) {
      Attention.Sizes each = new Attention.Sizes(size[1], size[2], size[3], size[4]);
      Case given = new Case(size[0], each, random);
      List<float[]> scalar = given.run(MatMulKernels.scalar(), AttentionRows.scalar());
      Workers.setThreads(1);
      assertThat(given.run(MatMulKernels.scalar(), AttentionRows.scalar()))
          .usingRecursiveComparison()
          .isEqualTo(scalar);
      if (VectorSupport.available()) {
        for (int count : new int[] {1, 2, 3}) {
          Workers.setThreads(count);
          assertThat(given.run(MatMulKernels.vector(), AttentionRows.vector()))
              .as("%s, %d threads", each, count)
              .usingRecursiveComparison()
              .isEqualTo(scalar);
        }
      }
      Workers.setThreads(threads);
    }
  }

  private static float[] floats(int count, double scale, Random random) {
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) (scale * random.nextGaussian());
    }
    return x;
  }

  /// Operands, with a mask that has holes and hides all from some queries.
  private static final class Case {
    private final int matrices;
    private final Attention.Sizes sizes;
    private final List<float[]> operands = new ArrayList<>();
    private final List<Attention.Matrices> places = new ArrayList<>();
    private final byte[] mask;

    Case(int matrices, Attention.Sizes sizes, Random random) {
      this.matrices = matrices;
      this.sizes = sizes;
      int[] rows = {sizes.queries(), sizes.keys(), sizes.keys(), sizes.queries()};
      int[] cols = {sizes.width(), sizes.width(), sizes.valueWidth(), sizes.valueWidth()};
      for (int i = 0; i < 4; i++) {
        operands.add(floats(matrices * rows[i] * cols[i], 1, random));
        places.add(places(rows[i] * cols[i], cols[i]));
      }
      mask = new byte[matrices * sizes.queries() * sizes.keys()];
      for (int i = 0; i < mask.length; i++) {
        int query = i / sizes.keys() % sizes.queries();
        int key = i % sizes.keys();
        boolean seen = query % 11 != 3 && key <= query + 5 && random.nextInt(9) > 0;
        mask[i] = (byte) (seen ? 1 : 0);
      }
      places.add(places(sizes.queries() * sizes.keys(), sizes.keys()));
    }

    private Attention.Matrices places(int each, int row) {
      int[] offsets = new int[matrices];
      for (int i = 0; i < matrices; i++) {
        offsets[i] = i * each;
      }
      return new Attention.Matrices(offsets, row, 1);
    }

    List<float[]> run(MatMulKernel kernel, AttentionRows rows) {
      float[] y = new float[matrices * sizes.queries() * sizes.valueWidth()];
      List<Attention.Matrices> in = new ArrayList<>(places);
      in.remove(3);
      new AttentionForward(sizes, in)
          .run(
              kernel,
              rows,
              new Object[] {operands.get(0), operands.get(1), operands.get(2), mask, y});
      int each =
          sizes.queries() * sizes.width() + sizes.keys() * (sizes.width() + sizes.valueWidth());
      float[] gradients = new float[matrices * each];
      new AttentionBackward(sizes, places)
          .run(
              kernel,
              rows,
              new Object[] {
                operands.get(0), operands.get(1), operands.get(2), operands.get(3), mask, gradients
              });
      return List.of(y, gradients);
    }
  }
}
