package dev.cien.bench.kernels;

import dev.cien.tensor.Tensor;
import org.openjdk.jmh.annotations.Param;

/// Matrix products: large, odd, thin, transposed, many small ones, and those of the workloads.
public class MatMul extends KernelBenchmark {
  /// `batch` products of `[rows, inner]` by `[inner, columns]`.
  public enum Shape {
    SQUARE_512(512, 512, 512),
    SQUARE_1024(1024, 1024, 1024),
    SQUARE_2048(2048, 2048, 2048),
    LEFT_TRANSPOSED_1024(1, 1024, 1024, 1024, true, false),
    RIGHT_TRANSPOSED_1024(1, 1024, 1024, 1024, false, true),
    BOTH_TRANSPOSED_1024(1, 1024, 1024, 1024, true, true),
    ODD_1000_777_333(1000, 777, 333),
    PRIME_509_521_503(509, 521, 503),
    ONE_ROW(1, 1024, 1024),
    FEW_ROWS(8, 1024, 1024),
    FEW_COLUMNS(1024, 1024, 8),
    THIN_INNER(1024, 8, 1024),
    MLP_HIDDEN(1, 64, 784, 512, false, true),
    GPT_UP(1, 1024, 192, 768, false, true),
    GPT_WEIGHT_GRADIENT(1, 768, 1024, 192, true, false),
    LSTM_STEP(1, 32, 256, 1024, false, true),
    BATCHED_SCORES(48, 128, 32, 128, false, true),
    BATCHED_SMALL(256, 16, 16, 16, false, false);

    private final int batch;
    private final int rows;
    private final int inner;
    private final int columns;
    private final boolean left;
    private final boolean right;

    Shape(int rows, int inner, int columns) {
      this(1, rows, inner, columns, false, false);
    }

    Shape(int batch, int rows, int inner, int columns, boolean left, boolean right) {
      this.batch = batch;
      this.rows = rows;
      this.inner = inner;
      this.columns = columns;
      this.left = left;
      this.right = right;
    }

    /// A matrix that lies in memory transposed if `transposed`.
    private Tensor matrix(int height, int width, boolean transposed) {
      int first = transposed ? width : height;
      int second = transposed ? height : width;
      return batch == 1 ? normal(first, second) : normal(batch, first, second);
    }
  }

  /// The shape.
  @Param public Shape shape;

  @Override
  Kernel kernel() {
    return Kernel.computing(
        2.0 * shape.batch * shape.rows * shape.inner * shape.columns,
        forward(in -> (shape.left ? in[0].t() : in[0]).matmul(shape.right ? in[1].t() : in[1])),
        shape.matrix(shape.rows, shape.inner, shape.left),
        shape.matrix(shape.inner, shape.columns, shape.right));
  }
}
