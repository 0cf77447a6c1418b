package dev.cien.tensor.cpu;

import java.util.List;
import java.util.function.IntConsumer;

/// The way forward of [Attention]. A task is some hundred queries of one pair of matrices.
final class AttentionForward implements IntConsumer {
  private static final ThreadLocal<Own> OWN = ThreadLocal.withInitial(Own::new);

  private final Attention.Sizes sizes;
  private final List<Attention.Matrices> in;
  private final AttentionMask mask;
  private final int matrices;
  private final int tasksEach;
  private MatMulKernel kernel;
  private AttentionRows rows;
  private float[] query;
  private float[] key;
  private float[] value;
  private float[] result;

  /// What a thread keeps.
  private static final class Own {
    final AttentionGroup group = new AttentionGroup();
    final AttentionGroup.Rows queries = new AttentionGroup.Rows();
    final AttentionPanels values = new AttentionPanels();
    float[] scores = {};
  }

  AttentionForward(Attention.Sizes sizes, List<Attention.Matrices> in, AttentionMask mask) {
    this.sizes = sizes;
    this.in = in;
    this.mask = mask;
    matrices = in.getFirst().offsets().length;
    AttentionRows.prepare();
    tasksEach = (sizes.queries() + Attention.QUERIES - 1) / Attention.QUERIES;
  }

  void run(Object[] buffers) {
    long work = matrices * sizes.products();
    run(
        MatMulKernels.currentNarrow(work),
        AttentionRows.current(matrices * sizes.scores()),
        buffers);
  }

  void run(MatMulKernel kernel, AttentionRows rows, Object[] buffers) {
    this.kernel = kernel;
    this.rows = rows;
    query = (float[]) buffers[0];
    key = (float[]) buffers[1];
    value = (float[]) buffers[2];
    mask.read(buffers.length > 4 ? (byte[]) buffers[3] : null);
    result = (float[]) buffers[buffers.length - 1];
    Workers.parallelFor(matrices * tasksEach, this);
  }

  @Override
  public void accept(int task) {
    int matrix = task / tasksEach;
    int first = task % tasksEach * Attention.QUERIES;
    int end = Math.min(sizes.queries(), first + Attention.QUERIES);
    Own own = OWN.get();
    AttentionGroup group = own.group;
    group.begin(sizes, mask, kernel, rows);
    group.packKeys(key, in.get(1), matrix);
    Attention.Matrices values = in.get(2);
    own.values.pack(
        kernel,
        value,
        values.offsets()[matrix],
        values.row(),
        values.col(),
        sizes.keys(),
        sizes.roomyKeys(),
        sizes.valueWidth());
    own.queries.of(query, in.get(0), matrix, first, end - first, sizes.width());
    int apart = AttentionGroup.apart(sizes, kernel);
    if (own.scores.length < kernel.rows() * apart) {
      own.scores = new float[kernel.rows() * apart];
    }
    for (int at = first; at < end; at += kernel.rows()) {
      int live = Math.min(kernel.rows(), end - at);
      group.range(matrix, at, live);
      int left = own.queries.at + (at - first) * own.queries.apart;
      group.multiply(
          own.queries.data,
          left,
          own.queries.apart,
          sizes.width(),
          group.keys,
          own.scores,
          0,
          apart,
          live);
      group.exponentials(matrix, at, live, own.scores, 0, apart);
      mix(own, matrix, at, live, apart);
    }
  }

  /// The weighted means of the values.
  private void mix(Own own, int matrix, int at, int live, int apart) {
    AttentionGroup group = own.group;
    int to = (matrix * sizes.queries() + at) * sizes.valueWidth();
    for (int panel = 0; panel < own.values.end(sizes.valueWidth()); panel++) {
      int cols = own.values.live(panel);
      group.mix(own.scores, 0, apart, own.values, panel, live);
      for (int r = 0; r < live; r++) {
        float share = 1 / group.sum(r);
        int from = r * kernel.cols();
        int y = to + r * sizes.valueWidth() + panel * kernel.cols();
        for (int j = 0; j < cols; j++) {
          result[y + j] = group.tile[from + j] * share;
        }
      }
    }
  }
}
