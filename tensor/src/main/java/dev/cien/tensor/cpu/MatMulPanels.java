package dev.cien.tensor.cpu;

/// A right operand of float32 matrix products, packed once for many of them: the weight of a
/// recurrent layer, which every step multiplies by.
///
/// Packed for the kernel of that moment, which the products then use, too. Not for several threads
/// that pack at the same time.
public final class MatMulPanels {
  /// Panels that are packed together: what each step of K reads is then a few whole cache lines.
  private static final int TOGETHER = 4;

  private int k;
  private int n;
  private MatMulKernel kernel = MatMulKernels.scalar();
  private float[] data = {};

  /// Packs an operand of `k` rows and `n` columns: element (p, j) lies at `at + p·row + j·col`.
  public void pack(int k, int n, float[] b, int at, int row, int col) {
    pack(MatMulKernels.current((long) k * n), k, n, b, at, row, col);
  }

  void pack(MatMulKernel with, int k, int n, float[] b, int at, int row, int col) {
    this.kernel = with;
    this.k = k;
    this.n = n;
    int width = kernel.cols();
    int panels = Math.ceilDiv(n, width);
    if (data.length < panels * width * k) {
      data = new float[panels * width * k];
    }
    MatMulKernel now = kernel;
    Workers.parallelFor(
        Math.ceilDiv(panels, TOGETHER),
        task -> {
          int first = task * TOGETHER;
          int count = Math.min(TOGETHER * width, n - first * width);
          for (int from = 0; from < k; from += MatMul.DEPTH) {
            int steps = Math.min(MatMul.DEPTH, k - from);
            now.packPanels(
                b,
                at + from * row + first * width * col,
                row,
                col,
                steps,
                count,
                data,
                at(first, from),
                steps * width,
                width);
          }
        });
  }

  MatMulKernel kernel() {
    return kernel;
  }

  float[] data() {
    return data;
  }

  /// Where a panel's block of K that starts at `from` begins: blocks, then panels.
  int at(int panel, int from) {
    int width = kernel.cols();
    int steps = Math.min(MatMul.DEPTH, k - from);
    return (from * Math.ceilDiv(n, width) + panel * steps) * width;
  }
}
