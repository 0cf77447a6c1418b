package dev.cien.tensor.cpu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// What each query may see, read once before the work begins: the first and the last key, and
/// whether some between them are hidden. Pairs of matrices that share a mask share its reading.
final class AttentionMask implements IntConsumer {
  private final int keys;
  private final int row;
  private final int col;

  /// Where among the operands the mask is, if there is one.
  private final int operand;

  private final boolean present;

  /// For each pair of matrices the number of its mask, and where each mask begins.
  private final int[] maskOf;

  private final int[] offsets;

  /// Rows of a mask that may differ.
  private final int rows;

  private final int[] first;
  private final int[] end;
  private final boolean[] holes;

  /// Rows of which nothing may be seen: then everything is seen alike, from the first key to the
  /// last.
  private final boolean[] blind;

  private byte[] hidden = {};

  private AttentionMask(
      Attention.Sizes sizes, Attention.Matrices mask, int operand, boolean present) {
    this.operand = operand;
    this.present = present;
    keys = sizes.keys();
    row = mask.row();
    col = mask.col();
    rows = row == 0 ? 1 : sizes.queries();
    Map<Integer, Integer> known = new LinkedHashMap<>();
    maskOf = new int[mask.offsets().length];
    for (int i = 0; i < maskOf.length; i++) {
      maskOf[i] = known.computeIfAbsent(mask.offsets()[i], _ -> known.size());
    }
    offsets = known.keySet().stream().mapToInt(Integer::intValue).toArray();
    first = new int[offsets.length * rows];
    end = new int[offsets.length * rows];
    holes = new boolean[offsets.length * rows];
    blind = new boolean[offsets.length * rows];
    Arrays.fill(end, keys);
  }

  /// The mask that comes as an operand, or none if there are not as many: then every query sees
  /// every key.
  static AttentionMask of(Attention.Sizes sizes, List<Attention.Matrices> in, int operand) {
    boolean present = in.size() > operand;
    Attention.Matrices mask =
        present ? in.get(operand) : new Attention.Matrices(new int[] {0}, 0, 0);
    return new AttentionMask(sizes, mask, operand, present);
  }

  /// Reads the mask's bytes, if there is one.
  void read(Object[] buffers) {
    if (present) {
      hidden = (byte[]) buffers[operand];
      Workers.parallelFor(offsets.length, this);
    }
  }

  /// Reads one mask.
  @Override
  public void accept(int mask) {
    for (int r = 0; r < rows; r++) {
      int at = offsets[mask] + r * row;
      int from = 0;
      while (from < keys && hidden[at + from * col] == 0) {
        from++;
      }
      int to = keys;
      while (to > from && hidden[at + (to - 1) * col] == 0) {
        to--;
      }
      int seen = from;
      while (seen < to && hidden[at + seen * col] != 0) {
        seen++;
      }
      int i = mask * rows + r;
      blind[i] = from == to;
      first[i] = blind[i] ? 0 : from;
      end[i] = blind[i] ? keys : to;
      holes[i] = seen < to;
    }
  }

  private int index(int matrix, int query) {
    return (offsets.length == 1 ? 0 : maskOf[matrix]) * rows + (rows == 1 ? 0 : query);
  }

  /// Whether a query may see nothing: then it sees everything alike.
  boolean isBlind(int matrix, int query) {
    return blind[index(matrix, query)];
  }

  /// The first key that counts for a query.
  int first(int matrix, int query) {
    return first[index(matrix, query)];
  }

  /// The key behind the last that counts for a query.
  int end(int matrix, int query) {
    return end[index(matrix, query)];
  }

  /// Writes over the scores of a query what counts nothing: −∞ for what it may not see, from key
  /// `from` to key `to`. A query that sees nothing gets equal scores for all keys.
  ///
  /// @param at where the score of key 0 lies, or would lie
  void hide(int matrix, int query, float[] scores, int at, int from, int to) {
    int i = index(matrix, query);
    if (blind[i]) {
      Arrays.fill(scores, at + from, at + keys, 0f);
    }
    fill(scores, at + from, at + first[i], Float.NEGATIVE_INFINITY);
    fill(scores, at + end[i], at + to, Float.NEGATIVE_INFINITY);
    if (holes[i]) {
      int mask = offsets[offsets.length == 1 ? 0 : maskOf[matrix]] + (rows == 1 ? 0 : query * row);
      for (int key = first[i]; key < end[i]; key++) {
        if (hidden[mask + key * col] == 0) {
          scores[at + key] = Float.NEGATIVE_INFINITY;
        }
      }
    }
  }

  /// Less than a block: a call for so few would take longer than they do.
  private static void fill(float[] array, int from, int to, float value) {
    for (int i = from; i < to; i++) {
      array[i] = value;
    }
  }
}
