package dev.cien.course.playground;

import java.util.ArrayList;
import java.util.List;

/// What the network, and each of its nodes, says all over the plane from −6 to 6.
///
/// A value v from −1 to 1 is the byte 127 · v; beyond, ±127. Rows go from the top, y = 6,
/// downwards.
///
/// @param size cells of the output's map in a row
/// @param output size · size of them
/// @param nodeSize cells of a node's map in a row: means of the finer ones
/// @param nodes `[layer][node]`, the inputs first, without the output
public record PlaneMaps(int size, byte[] output, int nodeSize, List<List<byte[]>> nodes) {
  private static final double REACH = 6;
  private static final int STEPS = 127;

  /// Asks the network at the middle of each cell.
  ///
  /// @param cells cells of a node's map in a row
  /// @param fine how many cells of the output's map are one of a node's, along each side
  public static PlaneMaps of(Playground playground, int cells, int fine) {
    int size = cells * fine;
    List<Integer> shape = new ArrayList<>();
    shape.add(playground.features().size());
    shape.addAll(playground.link().networkShape());
    byte[] output = new byte[size * size];
    double[][][] sums = new double[shape.size()][][];
    for (int layer = 0; layer < sums.length; layer++) {
      sums[layer] = new double[shape.get(layer)][cells * cells];
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double x = (column + 0.5) / size * 2 * REACH - REACH;
        double y = REACH - (row + 0.5) / size * 2 * REACH;
        output[row * size + column] = step(playground.output(x, y));
        int cell = row / fine * cells + column / fine;
        for (int layer = 0; layer < sums.length; layer++) {
          for (int node = 0; node < sums[layer].length; node++) {
            sums[layer][node][cell] += playground.nodeOutput(layer, node);
          }
        }
      }
    }
    List<List<byte[]>> nodes = new ArrayList<>();
    for (double[][] layer : sums) {
      List<byte[]> of = new ArrayList<>();
      for (double[] cellSums : layer) {
        byte[] map = new byte[cells * cells];
        for (int cell = 0; cell < map.length; cell++) {
          map[cell] = step(cellSums[cell] / (fine * fine));
        }
        of.add(map);
      }
      nodes.add(of);
    }
    return new PlaneMaps(size, output, cells, nodes);
  }

  private static byte step(double value) {
    return (byte) Math.round(Math.clamp(value, -1, 1) * STEPS);
  }
}
