package dev.cien.tensor.cpu;

import java.util.Arrays;

/// One operand of [Attention] packed for the tiles of [MatMulKernel]: panels of columns, one behind
/// the other. What lies behind its last row is zeros, so that whole blocks of rows can be read.
final class AttentionPanels {
  private float[] data = {};
  private int stride;
  private int cols;
  private int count;

  /// Packs element (p, j), for p < `depth` and j < `count`, from `source[at + p·depthStride +
  /// j·laneStride]`, and zeros for p from `depth` to `roomyDepth`.
  void pack(
      MatMulKernel kernel,
      float[] source,
      int at,
      int depthStride,
      int laneStride,
      int depth,
      int roomyDepth,
      int count) {
    this.count = count;
    cols = kernel.cols();
    stride = (roomyDepth + 1) * cols;
    int panels = (count + cols - 1) / cols;
    if (data.length < panels * stride + cols) {
      data = new float[panels * stride + cols];
    }
    kernel.packPanels(
        source, at, depthStride, laneStride, depth, count, data, 0, stride, kernel.cols());
    for (int panel = 0; panel < panels; panel++) {
      int end = panel * stride + roomyDepth * cols;
      Arrays.fill(data, end - (roomyDepth - depth) * cols, end, 0f);
    }
  }

  float[] data() {
    return data;
  }

  /// Where row p of a panel begins.
  int at(int panel, int p) {
    return panel * stride + p * cols;
  }

  /// The panels that hold columns `from` to `to`.
  int first(int from) {
    return from / cols;
  }

  int end(int to) {
    return (Math.min(to, count) + cols - 1) / cols;
  }

  /// Columns in a panel that hold something.
  int live(int panel) {
    return Math.min(cols, count - panel * cols);
  }
}
