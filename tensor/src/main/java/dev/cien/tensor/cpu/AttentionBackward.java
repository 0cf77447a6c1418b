package dev.cien.tensor.cpu;

import java.util.Arrays;
import java.util.List;

/// The way back of [Attention]. With weights P, the result's gradient dY and dP = dY·Vᵀ: dV =
/// Pᵀ·dY, dS = P∘(dP − Σ P∘dP), dQ = dS·K, dK = dSᵀ·Q. A task is one pair of matrices, because the
/// gradients of keys and values add up over the queries.
final class AttentionBackward extends AttentionRun {
  private static final ThreadLocal<Own> OWN = ThreadLocal.withInitial(Own::new);

  /// What a thread keeps: operands of one pair of matrices, and weights and their gradients for a
  /// stretch of queries.
  private static final class Own {
    final AttentionGroup group = new AttentionGroup();
    final AttentionGroup.Rows queries = new AttentionGroup.Rows();
    final AttentionGroup.Rows slopes = new AttentionGroup.Rows();
    final AttentionPanels valuesAcross = new AttentionPanels();
    final AttentionPanels keysDown = new AttentionPanels();
    final AttentionPanels queriesDown = new AttentionPanels();
    final AttentionPanels slopesDown = new AttentionPanels();
    float[] weights = {};
    float[] scoreSlopes = {};
    float[] left = {};

    /// The keys that each group of the stretch looked at.
    int[] from = {};

    int[] to = {};

    /// The groups of the stretch, and its queries.
    int groups;

    int count;

    void fit(int floats, int panel) {
      if (weights.length < floats) {
        weights = new float[floats];
        // Not the same length: arrays of one length lie in the same places of a page.
        scoreSlopes = new float[floats + 5 * AttentionRows.STRIPES];
      }
      if (from.length < groups) {
        from = new int[groups];
        to = new int[groups];
      }
      if (left.length < panel) {
        left = new float[panel];
      }
    }

    /// Whether a group looked at some keys of a block.
    boolean looked(int group, int block) {
      return from[group] <= block && to[group] > block;
    }
  }

  AttentionBackward(Attention.Sizes sizes, List<Attention.Matrices> in) {
    super(sizes, in, 4, 2, 1);
  }

  @Override
  public void accept(int matrix) {
    Own own = OWN.get();
    begin(own.group, matrix);
    int keys = sizes.keys();
    int roomy = sizes.roomyKeys();
    Attention.Matrices key = in.get(1);
    Attention.Matrices value = in.get(2);
    own.keysDown.pack(
        kernel,
        operands[1],
        key.offsets()[matrix],
        key.row(),
        key.col(),
        keys,
        roomy,
        sizes.width());
    own.valuesAcross.pack(
        kernel,
        operands[2],
        value.offsets()[matrix],
        value.col(),
        value.row(),
        sizes.valueWidth(),
        sizes.valueWidth(),
        keys);
    int queryGradient = matrix * gradientSize();
    int keyGradient = queryGradient + sizes.queries() * sizes.width();
    int valueGradient = keyGradient + keys * sizes.width();
    Arrays.fill(result, keyGradient, valueGradient + keys * sizes.valueWidth(), 0f);
    int stretch = sizes.stretch();
    for (int first = 0; first < sizes.queries(); first += stretch) {
      int end = Math.min(sizes.queries(), first + stretch);
      weights(own, matrix, first, end, queryGradient);
      columns(own, own.scoreSlopes, own.queriesDown, sizes.width(), keyGradient);
      columns(own, own.weights, own.slopesDown, sizes.valueWidth(), valueGradient);
    }
  }

  private int gradientSize() {
    return sizes.queries() * sizes.width() + sizes.keys() * (sizes.width() + sizes.valueWidth());
  }

  private int apart() {
    return AttentionGroup.apart(sizes, kernel);
  }

  /// The weights of a stretch of queries and the gradients of their scores, and from these the
  /// gradients of the queries.
  private void weights(Own own, int matrix, int first, int end, int queryGradient) {
    int count = end - first;
    int tall = kernel.rows();
    int groups = (count + tall - 1) / tall;
    own.count = count;
    own.groups = groups;
    own.fit(groups * tall * apart(), (groups * tall + 1) * Attention.BLOCK);
    own.queries.of(operands[0], in.get(0), matrix, first, count, sizes.width());
    own.slopes.of(operands[3], in.get(3), matrix, first, count, sizes.valueWidth());
    down(own.queriesDown, own.queries, count, sizes.width());
    down(own.slopesDown, own.slopes, count, sizes.valueWidth());
    for (int g = 0; g < groups; g++) {
      int query = first + g * tall;
      int live = Math.min(tall, end - query);
      own.group.range(matrix, query, live);
      own.from[g] = own.group.from;
      own.to[g] = own.group.to;
      group(own, matrix, query, g * tall, live);
      queryGradients(own, g * tall, live, queryGradient + query * sizes.width());
    }
  }

  private void down(AttentionPanels panels, AttentionGroup.Rows rows, int count, int width) {
    panels.pack(kernel, rows.data, rows.at, rows.apart, 1, count, count, width);
  }

  /// One group, whose first row is `row` of the stretch.
  private void group(Own own, int matrix, int query, int row, int live) {
    AttentionGroup group = own.group;
    int apart = apart();
    int at = row * apart;
    int q = own.queries.at + row * own.queries.apart;
    int y = own.slopes.at + row * own.slopes.apart;
    group.multiply(
        own.queries.data,
        q,
        own.queries.apart,
        sizes.width(),
        group.keys,
        own.weights,
        at,
        apart,
        live);
    group.exponentials(matrix, query, live, own.weights, at, apart);
    group.multiply(
        own.slopes.data,
        y,
        own.slopes.apart,
        sizes.valueWidth(),
        own.valuesAcross,
        own.scoreSlopes,
        at,
        apart,
        live);
    group.slopes(matrix, query, live, own.weights, own.scoreSlopes, at, apart);
  }

  private void queryGradients(Own own, int row, int live, int to) {
    AttentionGroup group = own.group;
    for (int panel = 0; panel < own.keysDown.end(sizes.width()); panel++) {
      int cols = own.keysDown.live(panel);
      group.mix(own.scoreSlopes, row * apart(), apart(), own.keysDown, panel, live);
      for (int r = 0; r < live; r++) {
        int y = to + r * sizes.width() + panel * kernel.cols();
        System.arraycopy(group.tile, r * kernel.cols(), result, y, cols);
      }
    }
  }

  /// Adds to the gradients of keys or values, `[L, width]` from `to` on, what a stretch of queries
  /// gives: the transpose of `weights` times `right`. Whole blocks of keys, because groups look at
  /// those.
  private void columns(Own own, float[] weights, AttentionPanels right, int width, int to) {
    int tall = kernel.rows();
    for (int block = 0; block < sizes.keys(); block += Attention.BLOCK) {
      int first = 0;
      int last = own.groups - 1;
      while (first <= last && !own.looked(first, block)) {
        first++;
      }
      while (last > first && !own.looked(last, block)) {
        last--;
      }
      if (first > last) {
        continue;
      }
      int keys = Math.min(Attention.BLOCK, sizes.keys() - block);
      int row = first * tall;
      int depth = Math.min(own.count, (last + 1) * tall) - row;
      int panel = (depth + 1) * tall;
      clear(own, weights, first, last, block, keys);
      kernel.packPanels(
          weights, row * apart() + block, apart(), 1, depth, keys, own.left, 0, panel, tall);
      for (int key = 0; key < keys; key += tall) {
        int at = to + (block + key) * width;
        int live = Math.min(tall, keys - key);
        columns(own, depth, key / tall * panel, live, right, row, width, at);
      }
    }
  }

  /// Zeros where a group between two others looked at none of a block's keys.
  private void clear(Own own, float[] weights, int first, int last, int block, int keys) {
    for (int group = first + 1; group < last; group++) {
      if (!own.looked(group, block)) {
        for (int r = 0; r < kernel.rows(); r++) {
          int at = (group * kernel.rows() + r) * apart() + block;
          Arrays.fill(weights, at, at + keys, 0f);
        }
      }
    }
  }

  private void columns(
      Own own, int depth, int left, int live, AttentionPanels right, int row, int width, int to) {
    float[] tile = own.group.tile;
    for (int panel = 0; panel < right.end(width); panel++) {
      int cols = right.live(panel);
      kernel.multiply(
          depth,
          own.left,
          left,
          right.data(),
          right.at(panel, row),
          tile,
          0,
          kernel.cols(),
          live,
          cols);
      int at = to + panel * kernel.cols();
      if (cols == kernel.cols()) {
        kernel.store(tile, live, result, at, width, true);
      } else {
        MatMulPacking.store(tile, kernel.cols(), live, cols, result, at, width, 1, true);
      }
    }
  }
}
