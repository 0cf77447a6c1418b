package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Equal bits whoever computes and however the work is split.
class MatMulBitsTest {

  private final int threads = Workers.threads();

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(threads);
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    Random random = new Random(11);
    List<MatMulCase> cases =
        List.of(
            MatMulCase.transposed(1, 300, 333, 700, false, true, random),
            MatMulCase.transposed(1, 1, 2000, 1000, false, false, random),
            MatMulCase.transposed(1, 64, 64, 5000, true, false, random),
            MatMulCase.transposed(24, 65, 63, 64, true, true, random),
            MatMulCase.transposed(1, 1000, 10, 300, false, false, random));
    for (MatMulCase product : cases) {
      for (MatMulKernel kernel : MatMulCase.kernels()) {
        Workers.setThreads(1);
        float[] alone = product.multiply(kernel);
        for (int count : new int[] {2, 3, 8}) {
          Workers.setThreads(count);
          assertThat(product.multiply(kernel))
              .as("%s, %d threads", product, count)
              .isEqualTo(alone);
        }
      }
    }
  }

  @Test
  void anElementDependsOnItsRowAndColumnOnly() {
    MatMulCase whole = MatMulCase.transposed(1, 70, 90, 400, false, false, new Random(12));
    float[] c = whole.multiply();
    for (int[] at : new int[][] {{0, 0}, {69, 89}, {8, 32}, {33, 31}}) {
      float[] one = new float[1];
      MatMul.multiply(
          1,
          1,
          1,
          400,
          whole.a(),
          new int[] {at[0] * 400},
          400,
          1,
          whole.b(),
          new int[] {at[1]},
          90,
          1,
          one,
          new int[] {0},
          1);
      assertThat(one[0]).isEqualTo(c[at[0] * 90 + at[1]]);
    }
  }

  @Test
  void theSwitchToTheVectorKernelCannotBeSeen() throws InterruptedException {
    MatMulCase product = MatMulCase.transposed(1, 50, 60, 70, false, true, new Random(13));
    float[] before = product.multiply();
    MatMulKernels.awaitVector();
    assertThat(product.multiply()).isEqualTo(before);
  }

  @Test
  @Timeout(60)
  void concurrentCallersDoNotDisturbEachOther() throws InterruptedException {
    Workers.setThreads(4);
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int c = 0; c < 12; c++) {
      MatMulCase product =
          MatMulCase.transposed(1, 100 + c, 80, 90, c % 2 == 0, c % 3 == 0, new Random(c));
      float[] promised = product.promised();
      callers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int round = 0; round < 50; round++) {
                      if (!Arrays.equals(product.multiply(), promised)) {
                        wrong.incrementAndGet();
                      }
                    }
                  }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(wrong.get()).isZero();
  }

  /// Not even 16 bytes a call, the smallest object. Other threads may allocate something beside it,
  /// but not every time.
  @Test
  @Timeout(60)
  void allocatesNothingInSteadyState() throws InterruptedException {
    var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Workers.setThreads(2);
    MatMulCase single = MatMulCase.transposed(1, 24, 40, 16, false, true, new Random(14));
    MatMulCase parallel = MatMulCase.transposed(1, 100, 96, 64, false, true, new Random(15));
    MatMulKernels.awaitVector();
    for (MatMulCase product : List.of(single, parallel)) {
      float[] c = product.result();
      double bytes = Double.MAX_VALUE;
      for (int tries = 0; tries < 50 && bytes >= 16; tries++) {
        long before = memory.getTotalThreadAllocatedBytes();
        repeat(1000, product, c);
        bytes = (memory.getTotalThreadAllocatedBytes() - before) / 1000.0;
      }
      assertThat(bytes).as("bytes a call for %s", product).isLessThan(16);
    }
  }

  private static void repeat(int times, MatMulCase product, float[] c) {
    for (int round = 0; round < times; round++) {
      MatMul.multiply(
          1,
          product.m(),
          product.n(),
          product.k(),
          product.a(),
          product.aOffsets(),
          product.aRow(),
          product.aCol(),
          product.b(),
          product.bOffsets(),
          product.bRow(),
          product.bCol(),
          c,
          product.cOffsets(),
          product.cRow());
    }
  }
}
