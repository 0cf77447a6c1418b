package dev.cien.tensor.cpu;

/// Copies operands into panels and tiles into results, in plain Java, for any strides.
final class MatMulPacking {

  /// Elements from which a call of the JVM's own copy is quicker than a loop.
  private static final int LONG = 16;

  private MatMulPacking() {}

  /// See [MatMulKernel#pack].
  static void pack(
      float[] source,
      int at,
      int depthStride,
      int laneStride,
      int depth,
      int count,
      float[] panel,
      int panelAt,
      int width) {
    if (laneStride == 1) {
      for (int p = 0; p < depth; p++) {
        copy(source, at + p * depthStride, panel, panelAt + p * width, count);
      }
      return;
    }
    int l = 0;
    for (; l + 4 <= count; l += 4) {
      fourLanes(
          source, at + l * laneStride, depthStride, laneStride, depth, panel, panelAt + l, width);
    }
    for (; l < count; l++) {
      int from = at + l * laneStride;
      for (int p = 0; p < depth; p++) {
        panel[panelAt + p * width + l] = source[from + p * depthStride];
      }
    }
  }

  /// Not with vectors: in one process of eight C2 compiled such a copy anew while it was in use,
  /// made an object of each vector, and left it so.
  static void copy(float[] source, int from, float[] panel, int to, int count) {
    if (count >= LONG) {
      System.arraycopy(source, from, panel, to, count);
      return;
    }
    for (int l = 0; l < count; l++) {
      panel[to + l] = source[from + l];
    }
  }

  private static void fourLanes(
      float[] source,
      int at0,
      int depthStride,
      int laneStride,
      int depth,
      float[] panel,
      int to,
      int width) {
    int at1 = at0 + laneStride;
    int at2 = at1 + laneStride;
    int at3 = at2 + laneStride;
    for (int p = 0; p < depth; p++) {
      int from = p * depthStride;
      int out = to + p * width;
      panel[out] = source[at0 + from];
      panel[out + 1] = source[at1 + from];
      panel[out + 2] = source[at2 + from];
      panel[out + 3] = source[at3 + from];
    }
  }

  /// Writes (`add` false) or adds (`add` true) the first `rows`×`cols` of a tile to `c[at +
  /// r·rowStride + j·colStride]`.
  static void store(
      float[] tile,
      int width,
      int rows,
      int cols,
      float[] c,
      int at,
      int rowStride,
      int colStride,
      boolean add) {
    for (int r = 0; r < rows; r++) {
      int from = r * width;
      int to = at + r * rowStride;
      if (add) {
        for (int j = 0; j < cols; j++) {
          c[to + j * colStride] += tile[from + j];
        }
      } else {
        for (int j = 0; j < cols; j++) {
          c[to + j * colStride] = tile[from + j];
        }
      }
    }
  }
}
