package dev.cien.tensor.cpu;

import java.util.function.IntConsumer;

/// Reading and adding at places along an axis that are themselves data.
///
/// Arrays are seen as `[outer, axis, inner]`. The index has element `(o, j, i)` at `o * s0 + j * s1
/// + i * s2` of its array; a step of 0 repeats it. Where `s2 == 0` (looking up the rows of an
///   embedding table) whole rows are moved.
public final class Indexing {
  /// Elements of a task that is worth handing to another thread.
  private static final int TASK = 1 << 14;

  /// Rows shorter than this are moved element by element.
  private static final int ROW = 8;

  /// Elements whose places are worked out together.
  private static final int PIECE = 512;

  private static final ThreadLocal<int[]> WHERE = ThreadLocal.withInitial(() -> new int[PIECE]);

  private Indexing() {}

  /// An index that names no place of its axis.
  public static final class OutsideException extends IndexOutOfBoundsException {
    private static final long serialVersionUID = 1L;

    private final long index;
    private final int[] position;

    OutsideException(long index, int o, int j, int i, int limit) {
      super("index " + index + " at [" + o + ", " + j + ", " + i + "] of an axis of " + limit);
      this.index = index;
      position = new int[] {o, j, i};
    }

    /// The index.
    public long index() {
      return index;
    }

    /// Where it stands, in an index of shape `[outer, axis, inner]`.
    public int[] position() {
      return position.clone();
    }
  }

  /// How the index array is read.
  ///
  /// @param index `int[]` or `long[]`
  /// @param s0 elements between neighbours along the outer axis
  /// @param s1 elements between neighbours along the indexed axis
  /// @param s2 elements between neighbours along the inner axis
  public record Places(Object index, long s0, long s1, long s2) {
    public Places {
      if (!(index instanceof int[]) && !(index instanceof long[])) {
        throw new IllegalArgumentException(
            "index: expected int[] or long[], found " + index.getClass().getSimpleName());
      }
    }

    int at(int o, int j, int i, int limit) {
      int where = (int) (o * s0 + j * s1 + i * s2);
      long value = index instanceof int[] words ? words[where] : ((long[]) index)[where];
      if (value < 0 || value >= limit) {
        throw new OutsideException(value, o, j, i, limit);
      }
      return (int) value;
    }
  }

  /// `out[o, j, i] = x[o, index[o, j, i], i]`.
  ///
  /// @param x values of shape `[outer, axisIn, inner]`: `float[]`, `double[]`, `int[]`, `long[]`,
  ///   `short[]` or `byte[]`
  /// @param out receives shape `[outer, axisOut, inner]`, same type
  /// @throws IndexOutOfBoundsException if an index is negative or not below `axisIn`
  public static void gather(
      Object x, int outer, int axisIn, int inner, Places places, int axisOut, Object out) {
    if ((long) outer * axisOut * inner == 0) {
      return;
    }
    int rows = outer * axisOut;
    int rowsAtOnce = Math.clamp(TASK / inner, 1, rows);
    boolean whole = places.s2() == 0 && inner >= ROW;
    parallel(
        Math.ceilDiv(rows, rowsAtOnce),
        task -> {
          int from = task * rowsAtOnce;
          int to = Math.min(rows, from + rowsAtOnce);
          if (whole) {
            for (int row = from, o = from / axisOut, j = from % axisOut; row < to; row++) {
              int found = places.at(o, j, 0, axisIn);
              System.arraycopy(x, (o * axisIn + found) * inner, out, row * inner, inner);
              if (++j == axisOut) {
                j = 0;
                o++;
              }
            }
            return;
          }
          int[] where = WHERE.get();
          for (int at = from * inner; at < to * inner; at += PIECE) {
            int length = Math.min(PIECE, to * inner - at);
            locate(places, axisOut, axisIn, inner, at, length, where);
            IndexingElements.read(x, where, out, at, length);
          }
        });
  }

  private static void locate(
      Places places, int axisPlaces, int axis, int inner, int at, int length, int[] where) {
    int i = at % inner;
    int j = at / inner % axisPlaces;
    int o = at / inner / axisPlaces;
    int[] words = places.index() instanceof int[] ints ? ints : null;
    int place = (int) (o * places.s0() + j * places.s1() + i * places.s2());
    int s1 = (int) places.s1();
    int s2 = (int) places.s2();
    for (int e = 0; e < length; e++) {
      int found = words == null ? -1 : words[place];
      if (found < 0 || found >= axis) {
        // A long, or out of range, which this says.
        found = places.at(o, j, i, axis);
      }
      where[e] = (o * axis + found) * inner + i;
      place += s2;
      if (++i == inner) {
        i = 0;
        place += s1 - inner * s2;
        if (++j == axisPlaces) {
          j = 0;
          o++;
          place = (int) (o * places.s0());
        }
      }
    }
  }

  /// `out = base`, then `out[o, index[o, j, i], i] += source[o, j, i]` in increasing `j`.
  ///
  /// @param base values of shape `[outer, axisBase, inner]`: `float[]`, `double[]`, `int[]` or
  ///   `long[]`; may be `out`, which then holds them already
  /// @param source what to add, shape `[outer, axisSource, inner]`, same type
  /// @param out receives the result, same type and shape as `base`
  /// @throws IndexOutOfBoundsException if an index is negative or not below `axisBase`
  public static void scatterAdd(
      Object base,
      int outer,
      int axisBase,
      int inner,
      Places places,
      int axisSource,
      Object source,
      Object out) {
    if (base != out) {
      copy(base, out, outer * axisBase * inner);
    }
    if ((long) outer * axisSource * inner == 0) {
      return;
    }
    if (places.s2() == 0 && inner >= ROW) {
      RowSums.add(outer, axisBase, inner, places, axisSource, source, out);
      return;
    }
    int outersAtOnce = Math.clamp(TASK / ((long) axisSource * inner), 1, outer);
    parallel(
        Math.ceilDiv(outer, outersAtOnce),
        task -> {
          int from = task * outersAtOnce;
          int to = Math.min(outer, from + outersAtOnce);
          int end = to * axisSource * inner;
          int[] where = WHERE.get();
          for (int at = from * axisSource * inner; at < end; at += PIECE) {
            int length = Math.min(PIECE, end - at);
            locate(places, axisSource, axisBase, inner, at, length, where);
            IndexingElements.add(source, at, where, out, length);
          }
        });
  }

  private static void copy(Object from, Object to, int length) {
    int piece = 1 << 18;
    parallel(
        Math.ceilDiv(length, piece),
        task -> {
          int at = task * piece;
          System.arraycopy(from, at, to, at, Math.min(piece, length - at));
        });
  }

  private static void parallel(int tasks, IntConsumer body) {
    if (tasks == 1) {
      body.accept(0);
    } else if (tasks > 1) {
      Workers.parallelFor(tasks, body);
    }
  }
}
