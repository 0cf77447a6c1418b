package dev.cien.bench.kernels;

import dev.cien.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Param;

/// Sums and their like, over all elements, rows, columns and channels.
public class Reduction extends KernelBenchmark {
  private static final int[] MATRIX = {4096, 1024};
  private static final int[] IMAGES = {32, 64, 32, 32};

  /// What is reduced, and over what.
  public enum Case {
    SUM_ALL(x -> x.sum(), MATRIX),
    SUM_ROWS(x -> x.sum(1), MATRIX),
    SUM_COLUMNS(x -> x.sum(0), MATRIX),
    MAX_ROWS(x -> x.max(1), MATRIX),
    ARGMAX_ROWS(x -> x.argMax(1), MATRIX),
    VARIANCE_ROWS(x -> x.var(1), MATRIX),
    MEAN_CHANNELS(x -> x.mean(0, 2, 3), IMAGES),
    MEAN_PIXELS(x -> x.mean(2, 3), IMAGES);

    private final UnaryOperator<Tensor> function;
    private final int[] dims;

    Case(UnaryOperator<Tensor> function, int[] dims) {
      this.function = function;
      this.dims = dims;
    }
  }

  /// The case.
  @Param public Case reduction;

  @Override
  Kernel kernel() {
    Tensor x = normal(reduction.dims);
    return Kernel.moving(FLOAT * x.size(), forward(in -> reduction.function.apply(in[0])), x);
  }
}
