package dev.cien.tensor.cpu;

import java.util.List;

/// The way forward of [Attention]. A task is some hundred queries of one pair of matrices.
final class AttentionForward extends AttentionRun {
  private static final ThreadLocal<Own> OWN = ThreadLocal.withInitial(Own::new);

  /// What a thread keeps.
  private static final class Own {
    final AttentionGroup group = new AttentionGroup();
    final AttentionGroup.Rows queries = new AttentionGroup.Rows();
    final AttentionPanels values = new AttentionPanels();
    float[] scores = {};
  }

  AttentionForward(Attention.Sizes sizes, List<Attention.Matrices> in) {
    super(sizes, in, 3, 1, (sizes.queries() + Attention.QUERIES - 1) / Attention.QUERIES);
  }

  @Override
  public void accept(int task) {
    int matrix = task / tasksEach;
    int first = task % tasksEach * Attention.QUERIES;
    int end = Math.min(sizes.queries(), first + Attention.QUERIES);
    Own own = OWN.get();
    AttentionGroup group = own.group;
    begin(group, matrix);
    Attention.Matrices values = in.get(2);
    own.values.pack(
        kernel,
        operands[2],
        values.offsets()[matrix],
        values.row(),
        values.col(),
        sizes.keys(),
        sizes.roomyKeys(),
        sizes.valueWidth());
    own.queries.of(operands[0], in.get(0), matrix, first, end - first, sizes.width());
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
