package dev.cien.tensor.cpu;

import java.util.Arrays;

/// What both directions of [Attention] do for a group of queries, as many as a tile has rows: the
/// scores, and weights in their place. Each thread has its own.
final class AttentionGroup {
  final AttentionPanels keys = new AttentionPanels();
  float[] tile = {};

  private Attention.Sizes sizes;
  private AttentionMask mask;
  private MatMulKernel kernel;
  private AttentionRows rows;

  /// Keys that somebody in the group at hand may see: from and to whole blocks.
  int from;

  int to;

  private final float[] sums = new float[8];

  void begin(Attention.Sizes sizes, AttentionMask mask, MatMulKernel kernel, AttentionRows rows) {
    this.sizes = sizes;
    this.mask = mask;
    this.kernel = kernel;
    this.rows = rows;
    if (tile.length < kernel.rows() * kernel.cols()) {
      tile = new float[kernel.rows() * kernel.cols()];
    }
  }

  /// Packs the keys of a pair of matrices as the right operand of scores.
  void packKeys(float[] key, Attention.Matrices in, int matrix) {
    keys.pack(
        kernel,
        key,
        in.offsets()[matrix],
        in.col(),
        in.row(),
        sizes.width(),
        sizes.width(),
        sizes.keys());
  }

  /// Elements between rows of scores: whole panels, and not so many that rows would share the
  /// places of a cache.
  static int apart(Attention.Sizes sizes, MatMulKernel kernel) {
    int cols = Math.max(kernel.cols(), Attention.BLOCK);
    return (sizes.keys() + cols - 1) / cols * cols + AttentionRows.STRIPES;
  }

  /// Sets [#from] and [#to] for a group.
  void range(int matrix, int query, int live) {
    int least = sizes.keys();
    int most = 0;
    for (int r = 0; r < live; r++) {
      least = Math.min(least, mask.first(matrix, query + r));
      most = Math.max(most, mask.end(matrix, query + r));
    }
    from = least / Attention.BLOCK * Attention.BLOCK;
    to = (most + Attention.BLOCK - 1) / Attention.BLOCK * Attention.BLOCK;
  }

  /// Writes products of a group's rows with the panels that hold keys [#from] to [#to], row r from
  /// `at + r·apart` on.
  void multiply(
      float[] left,
      int leftAt,
      int leftRow,
      int depth,
      AttentionPanels right,
      float[] out,
      int at,
      int apart,
      int live) {
    for (int panel = right.first(from); panel < right.end(to); panel++) {
      kernel.multiplyRows(
          depth,
          left,
          leftAt,
          leftRow,
          right.data(),
          right.at(panel, 0),
          kernel.cols(),
          out,
          at + panel * kernel.cols(),
          apart,
          live,
          right.live(panel));
    }
  }

  /// Multiplies a group's rows, row r from `at + r·apart` on, with a panel of what belongs to the
  /// keys: [#tile] then holds sums over the keys.
  void mix(float[] rows, int at, int apart, AttentionPanels right, int panel, int live) {
    kernel.multiplyRows(
        to - from,
        rows,
        at + from,
        apart,
        right.data(),
        right.at(panel, from),
        kernel.cols(),
        tile,
        0,
        kernel.cols(),
        live,
        right.live(panel));
  }

  /// Turns a group's scores into e^(score − largest), exactly 0 for what is hidden, and keeps the
  /// sums for [#sum].
  void exponentials(int matrix, int query, int live, float[] scores, int at, int apart) {
    for (int r = 0; r < live; r++) {
      mask.hide(matrix, query + r, scores, at + r * apart, from, to);
    }
    rows.exponentials(scores, at + from, apart, live, to - from, sums);
  }

  /// Turns exponentials into weights, and the weights' gradients into those of the scores.
  void slopes(int matrix, int query, int live, float[] weights, float[] slopes, int at, int apart) {
    for (int r = 0; r < live; r++) {
      for (int key = sizes.keys(); key < to; key++) {
        slopes[at + r * apart + key] = 0f;
      }
    }
    rows.slopes(weights, slopes, at + from, apart, live, to - from, sums);
    for (int r = 0; r < live; r++) {
      if (mask.isBlind(matrix, query + r)) {
        Arrays.fill(slopes, at + r * apart + from, at + r * apart + to, 0f);
      }
    }
  }

  /// The sum of the exponentials of row r.
  float sum(int r) {
    return sums[r];
  }

  /// The rows of an operand that tiles read where they are: its own array, or a copy where its
  /// columns are not next to each other.
  static final class Rows {
    private float[] copy = {};
    float[] data;
    int at;
    int apart;

    void of(float[] array, Attention.Matrices in, int matrix, int first, int count, int width) {
      int from = in.offsets()[matrix] + first * in.row();
      if (in.col() == 1 || width == 1) {
        data = array;
        at = from;
        apart = in.row();
        return;
      }
      if (copy.length < count * width) {
        copy = new float[count * width];
      }
      for (int r = 0; r < count; r++) {
        for (int p = 0; p < width; p++) {
          copy[r * width + p] = array[from + r * in.row() + p * in.col()];
        }
      }
      data = copy;
      at = 0;
      apart = width;
    }
  }
}
