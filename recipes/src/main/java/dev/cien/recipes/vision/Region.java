package dev.cien.recipes.vision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// Pixels of one class that hang together, with a box about them: something found. Two things of a
/// class that touch are one region; telling them apart would take a detector.
///
/// @param kind its class
/// @param left the first column
/// @param top the first row
/// @param right one more than the last column
/// @param bottom one more than the last row
/// @param size how many pixels
/// @param score the mean probability of the class in them
record Region(RoadClass kind, int left, int top, int right, int bottom, int size, double score) {
  private static final int NEIGHBOURS = 4;

  /// The regions of a class, the largest first. Neighbours are above, below, left and right.
  ///
  /// @param labels the class of each pixel, row by row
  /// @param probabilities of this class, as many
  /// @param width pixels of a row
  /// @param least smaller ones are left out
  static List<Region> of(
      RoadClass kind, int[] labels, float[] probabilities, int width, int least) {
    boolean[] seen = new boolean[labels.length];
    List<Region> found = new ArrayList<>();
    for (int p = 0; p < labels.length; p++) {
      if (!seen[p] && labels[p] == kind.ordinal()) {
        Region region = from(p, kind, labels, probabilities, width, seen);
        if (region.size >= least) {
          found.add(region);
        }
      }
    }
    found.sort(Comparator.comparingInt(region -> -region.size));
    return found;
  }

  private static Region from(
      int start, RoadClass kind, int[] labels, float[] probabilities, int width, boolean... seen) {
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    seen[start] = true;
    int left = width;
    int top = labels.length / width;
    int right = 0;
    int bottom = 0;
    int size = 0;
    double sum = 0;
    while (!open.isEmpty()) {
      int at = open.pop();
      left = Math.min(left, at % width);
      right = Math.max(right, at % width + 1);
      top = Math.min(top, at / width);
      bottom = Math.max(bottom, at / width + 1);
      size++;
      sum += probabilities[at];
      for (int side = 0; side < NEIGHBOURS; side++) {
        int next = neighbour(at, side, width, labels.length);
        if (next >= 0 && !seen[next] && labels[next] == kind.ordinal()) {
          seen[next] = true;
          open.push(next);
        }
      }
    }
    return new Region(kind, left, top, right, bottom, size, sum / size);
  }

  /// The pixel on a side, −1 beyond the edge.
  private static int neighbour(int at, int side, int width, int count) {
    return switch (side) {
      case 0 -> at % width == 0 ? -1 : at - 1;
      case 1 -> at % width == width - 1 ? -1 : at + 1;
      case 2 -> at - width;
      default -> at + width < count ? at + width : -1;
    };
  }
}
