package dev.cien.tensor.compile;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The loops over a space: which axes are parallel, reduced and innermost, after merging neighbours
/// that every access passes through as if they were one axis.
///
/// @param kind the kind of kernel
/// @param groups the axes of the space that each loop runs over, outer loops first
/// @param sizes the size of each loop
/// @param middles how many of the loops before the last are reduced
record Loops(Kernel.Kind kind, List<List<Integer>> groups, int[] sizes, int middles, int[] dims) {

  static Loops of(int[] dims, boolean[] reduced, boolean reduces, List<int[]> strides) {
    int last = dims.length - 1;
    while (last > 0 && dims[last] == 1) {
      last--;
    }
    boolean innerReduced = reduces && (last < 0 || reduced[last]);
    Kernel.Kind kind =
        !reduces ? Kernel.Kind.MAP : innerReduced ? Kernel.Kind.ROW : Kernel.Kind.COLUMN;
    List<Integer> outer = new ArrayList<>();
    List<Integer> middle = new ArrayList<>();
    for (int d = 0; d < dims.length; d++) {
      if (d != last && dims[d] != 1) {
        (reduces && reduced[d] ? middle : outer).add(d);
      }
    }
    List<List<Integer>> outerGroups = merge(outer, dims, strides);
    List<List<Integer>> middleGroups = merge(middle, dims, strides);
    List<Integer> inner = new ArrayList<>();
    if (last >= 0) {
      inner.add(last);
    }
    List<List<Integer>> before = kind == Kernel.Kind.ROW ? middleGroups : outerGroups;
    while (!inner.isEmpty() && !before.isEmpty() && joins(before.getLast(), inner, dims, strides)) {
      inner.addAll(0, before.removeLast());
    }
    List<List<Integer>> groups = new ArrayList<>(outerGroups);
    groups.addAll(middleGroups);
    groups.add(inner);
    int[] sizes =
        groups.stream()
            .mapToInt(group -> group.stream().mapToInt(d -> dims[d]).reduce(1, (a, b) -> a * b))
            .toArray();
    return new Loops(kind, groups, sizes, middleGroups.size(), dims);
  }

  private static List<List<Integer>> merge(List<Integer> axes, int[] dims, List<int[]> strides) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int axis : axes) {
      List<Integer> next = new ArrayList<>(List.of(axis));
      if (!groups.isEmpty() && joins(groups.getLast(), next, dims, strides)) {
        groups.getLast().add(axis);
      } else {
        groups.add(next);
      }
    }
    return groups;
  }

  /// Whether moving one step along `left` is, in every access, the same as moving past the end of
  /// `right`.
  private static boolean joins(
      List<Integer> left, List<Integer> right, int[] dims, List<int[]> strides) {
    int size = right.stream().mapToInt(d -> dims[d]).reduce(1, (a, b) -> a * b);
    for (int[] each : strides) {
      if (each[left.getLast()] != each[right.getLast()] * size) {
        return false;
      }
    }
    return true;
  }

  int[] outer() {
    return Arrays.copyOf(sizes, sizes.length - 1 - middles);
  }

  int[] middle() {
    return Arrays.copyOfRange(sizes, sizes.length - 1 - middles, sizes.length - 1);
  }

  int inner() {
    return sizes[sizes.length - 1];
  }

  /// An access that moves by `strides` along the axes of the space.
  Access access(int buffer, DType type, int offset, int[] strides) {
    int[] moves =
        groups.stream()
            // A space of one element has no axis to move along; any step is right, and 1 is the
            // one that kernels like best.
            .mapToInt(group -> group.isEmpty() ? 1 : strides[group.getLast()])
            .toArray();
    int loops = moves.length - 1;
    return new Access(
        buffer,
        type,
        offset,
        Arrays.copyOf(moves, loops - middles),
        Arrays.copyOfRange(moves, loops - middles, loops),
        moves[loops]);
  }
}
