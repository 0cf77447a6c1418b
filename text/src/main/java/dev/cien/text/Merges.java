package dev.cien.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToIntBiFunction;

/// The rules of a byte-pair encoding, by the ids of their tokens: which neighbours become one, and
/// the earlier of two rules first.
final class Merges {
  private final Map<Long, Integer> ranks;
  private final int[] merged;

  /// Rules in the order in which they were learnt.
  ///
  /// @param id the id of a token that a rule needs, given the token and the rule in words
  Merges(List<ByteLevelBpe.Merge> merges, ToIntBiFunction<String, String> id) {
    ranks = HashMap.newHashMap(merges.size());
    merged = new int[merges.size()];
    for (int rank = 0; rank < merged.length; rank++) {
      ByteLevelBpe.Merge merge = merges.get(rank);
      String rule = "rule " + rank + " ('" + merge.left() + "' '" + merge.right() + "')";
      long pair = pair(id.applyAsInt(merge.left(), rule), id.applyAsInt(merge.right(), rule));
      merged[rank] = id.applyAsInt(merge.left() + merge.right(), rule);
      // Of two equal rules the first one counts.
      ranks.putIfAbsent(pair, rank);
    }
  }

  /// Joins the pieces of a part: the earliest rule first, of equal ones the leftmost.
  ///
  /// @param ids the pieces; overwritten
  int[] join(int... ids) {
    int count = ids.length;
    // A chain of pieces: where the next and the one before begin; a joined piece's place is -1.
    int[] next = new int[count];
    int[] before = new int[count];
    var waiting = new PriorityQueue<Long>();
    for (int i = 0; i < count; i++) {
      next[i] = i + 1;
      before[i] = i - 1;
    }
    for (int i = 0; i + 1 < count; i++) {
      offer(waiting, ids, i, i + 1);
    }
    while (!waiting.isEmpty()) {
      long first = waiting.poll();
      int rank = (int) (first >>> 32);
      int left = (int) first;
      int right = next[left];
      // What waited may have been joined with others since.
      if (ids[left] < 0 || right >= count || rank(ids[left], ids[right]) != rank) {
        continue;
      }
      ids[left] = merged[rank];
      ids[right] = -1;
      next[left] = next[right];
      if (next[left] < count) {
        before[next[left]] = left;
        offer(waiting, ids, left, next[left]);
      }
      if (before[left] >= 0) {
        offer(waiting, ids, before[left], left);
      }
    }
    return Arrays.stream(ids).filter(id -> id >= 0).toArray();
  }

  private void offer(PriorityQueue<Long> waiting, int[] ids, int left, int right) {
    int rank = rank(ids[left], ids[right]);
    if (rank >= 0) {
      waiting.add((long) rank << 32 | left);
    }
  }

  private int rank(int left, int right) {
    return ranks.getOrDefault(pair(left, right), -1);
  }

  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }
}
