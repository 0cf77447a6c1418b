package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import java.util.Arrays;
import java.util.List;

/// Adds whole rows where they belong: `out[place[r]] += source[r]` in increasing `r`.
///
/// Rows that belong together are found first, by counting, which keeps their order. A task then
/// owns some rows of the result and adds to each, several at a time, so that it reads and writes
/// that row once for all of them. Whoever owns a row, each of its elements is added up in the same
/// order.
final class RowSums {
  /// Additions of a task that is worth handing to another thread.
  private static final int TASK = 1 << 14;

  /// Columns of a row that a task adds up: few enough for the first-level cache.
  private static final int WIDE = 1 << 10;

  /// Columns of a row that are worth a task of their own where the result has few rows, and pieces
  /// that it should come in.
  private static final int NARROW = 16;

  private static final int PIECES = 16;

  private static final ThreadLocal<RowSums> LOCAL = ThreadLocal.withInitial(RowSums::new);

  private static final ColdRaces VECTORS = new ColdRaces(RowSums::races);

  /// Where each row goes, and behind which place in `order` the rows that go to each end.
  private int[] places = {};

  private int[] ends = {};

  /// The rows, those that go to the same place side by side.
  private int[] order = {};

  /// What a call adds up.
  private record Call(int inner, Object source, Object out, boolean vectors) {}

  private RowSums() {}

  /// Parameters as in [Indexing#scatterAdd], whose index repeats along the rows; `out` holds what
  /// is added to.
  static void add(
      int outer,
      int axisBase,
      int inner,
      Indexing.Places places,
      int axisSource,
      Object source,
      Object out) {
    RowSums sums = LOCAL.get();
    sums.sort(outer, axisBase, places, axisSource);
    int rows = outer * axisSource;
    int pieces = Math.clamp(PIECES / (outer * axisBase), 1, Math.ceilDiv(inner, NARROW));
    int columns = Math.min(WIDE, Math.ceilDiv(Math.ceilDiv(inner, pieces), NARROW) * NARROW);
    int ranges = Math.ceilDiv(inner, columns);
    int rowsAtOnce = Math.clamp(TASK / columns, 1, rows);
    long work = (long) rows * inner;
    boolean vectors = source instanceof float[] && work > TASK && VECTORS.ready(work);
    Call call = new Call(inner, source, out, vectors);
    Workers.parallelFor(
        Math.ceilDiv(rows, rowsAtOnce) * ranges,
        task -> {
          int from = task / ranges * rowsAtOnce;
          int to = Math.min(rows, from + rowsAtOnce);
          int first = task % ranges * columns;
          int width = Math.min(columns, inner - first);
          sums.add(call, from, to, first, width);
        });
  }

  private void sort(int outer, int axisBase, Indexing.Places index, int axisSource) {
    int rows = outer * axisSource;
    int count = outer * axisBase;
    if (order.length < rows) {
      order = new int[rows];
      places = new int[rows];
    }
    if (ends.length < count) {
      ends = new int[count];
    }
    Arrays.fill(ends, 0, count, 0);
    for (int o = 0, r = 0; o < outer; o++) {
      for (int j = 0; j < axisSource; j++, r++) {
        places[r] = o * axisBase + index.at(o, j, 0, axisBase);
        ends[places[r]]++;
      }
    }
    for (int d = 0, begin = 0; d < count; d++) {
      int many = ends[d];
      ends[d] = begin;
      begin += many;
    }
    for (int r = 0; r < rows; r++) {
      order[ends[places[r]]++] = r;
    }
  }

  /// Adds the rows of all places whose first row comes at `from` to `to` in the order.
  private void add(Call call, int from, int to, int first, int width) {
    int at = from;
    if (from > 0 && places[order[from]] == places[order[from - 1]]) {
      at = ends[places[order[from]]];
    }
    while (at < to) {
      int place = places[order[at]];
      add(call, at, ends[place], first, width, place * call.inner + first);
      at = ends[place];
    }
  }

  private void add(Call call, int from, int to, int first, int width, int outAt) {
    int inner = call.inner;
    int at = from;
    if (call.source instanceof float[] floats) {
      float[] sums = (float[]) call.out;
      for (; at + 4 <= to; at += 4) {
        int a = order[at] * inner + first;
        int b = order[at + 1] * inner + first;
        int c = order[at + 2] * inner + first;
        int d = order[at + 3] * inner + first;
        if (call.vectors) {
          RowVector.addFour(floats, a, b, c, d, sums, outAt, width);
        } else {
          addFour(floats, a, b, c, d, sums, outAt, 0, width);
        }
      }
    }
    for (; at < to; at++) {
      int a = order[at] * inner + first;
      if (call.vectors) {
        RowVector.add((float[]) call.source, a, (float[]) call.out, outAt, width);
      } else {
        IndexingElements.addRow(call.source, a, call.out, outAt, width);
      }
    }
  }

  /// `out[outAt + e] += x[a + e] + …`, one after the other, for `e` from `from` to `to`.
  static void addFour(
      float[] x, int a, int b, int c, int d, float[] out, int outAt, int from, int to) {
    for (int e = from; e < to; e++) {
      out[outAt + e] = out[outAt + e] + x[a + e] + x[b + e] + x[c + e] + x[d + e];
    }
  }

  private static List<Race> races() {
    int steps = 32;
    int lanes = VectorSupport.lanes();
    int most = steps * lanes;
    float[] x = (float[]) Buffers.allocate(DType.FLOAT32, 4 * most);
    float[] out = (float[]) Buffers.allocate(DType.FLOAT32, most);
    return List.of(
        new Race(
            n -> RowVector.addFour(x, 0, most, 2 * most, 3 * most, out, 0, n * lanes),
            n -> addFour(x, 0, most, 2 * most, 3 * most, out, 0, 0, n * lanes),
            steps,
            6 * steps),
        new Race(
            n -> RowVector.add(x, 0, out, 0, n * lanes),
            n -> IndexingElements.addRow(x, 0, out, 0, n * lanes),
            steps,
            3 * steps));
  }
}
