package dev.cien.course.playground;

import java.util.Arrays;

/// What a training remembers beside parameters and slopes; nothing with plain descent and without
/// batch norm.
///
/// @param updates how many there were
/// @param slots `[slot][row][i]`: what the optimizer remembers. A row is the biases of a layer, the
///   weights to a node, or the scales or shifts of a layer
/// @param norms `[layer][kind][node]` with the kinds of [PlaneNorm]; a layer without batch norm has
///   no kinds
public record PlaneMemory(long updates, double[][][] slots, double[][][] norms) {
  /// Nothing.
  static PlaneMemory none() {
    return new PlaneMemory(0, new double[0][][], new double[0][][]);
  }

  /// A copy that shares nothing.
  PlaneMemory copy() {
    return new PlaneMemory(updates, copy(slots), copy(norms));
  }

  /// How many scales and shifts are learnt.
  int learnt() {
    int count = 0;
    for (double[][] norm : norms) {
      count += norm.length == 0 ? 0 : 2 * norm[0].length;
    }
    return count;
  }

  boolean fits(PlaneMemory other) {
    return updates >= 0
        && shape(slots).equals(shape(other.slots))
        && shape(norms).equals(shape(other.norms));
  }

  private static String shape(double[]... rows) {
    return Arrays.toString(Arrays.stream(rows).mapToInt(row -> row.length).toArray());
  }

  private static String shape(double[][]... all) {
    return Arrays.toString(Arrays.stream(all).map(PlaneMemory::shape).toArray());
  }

  private static double[][][] copy(double[][]... all) {
    double[][][] copy = new double[all.length][][];
    Arrays.setAll(copy, i -> Parameters.copy(all[i]));
    return copy;
  }
}
