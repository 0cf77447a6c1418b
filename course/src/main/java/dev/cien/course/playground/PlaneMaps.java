package dev.cien.course.playground;

import java.util.ArrayList;
import java.util.List;

/// What the network, and each of its nodes, says all over the plane from −6 to 6.
///
/// A value v from −1 to 1 is the byte 127 · v; beyond, ±127. Rows go from the top, y = 6,
/// downwards.
///
/// Of several classes, the output's map is how sure the network is, from 0 for a mere guess to 127,
/// and `answers` of what; the last layer has a map of each class, its probability p as 2p − 1.
///
/// @param size cells of the output's map in a row
/// @param output size · size of them
/// @param answers as many, the class in each cell; empty unless there are several
/// @param nodeSize cells of a node's map in a row: means of the finer ones
/// @param nodes `[layer][node]`, the inputs first, without the output unless there are several
///   classes
public record PlaneMaps(
    int size, byte[] output, byte[] answers, int nodeSize, List<List<byte[]>> nodes) {
  private static final double REACH = 6;
  private static final int STEPS = 127;

  /// Asks the network at the middle of each cell.
  ///
  /// @param cells cells of a node's map in a row
  /// @param fine how many cells of the output's map are one of a node's, along each side
  public static PlaneMaps of(Playground playground, int cells, int fine) {
    PlaygroundLink link = playground.link();
    int size = cells * fine;
    List<Integer> shape = new ArrayList<>();
    shape.add(playground.features().size());
    shape.addAll(link.networkShape());
    int classes = link.outputs();
    if (classes > 1) {
      shape.add(classes);
    }
    byte[] output = new byte[size * size];
    byte[] answers = new byte[classes > 1 ? size * size : 0];
    double[][][] sums = new double[shape.size()][][];
    for (int layer = 0; layer < sums.length; layer++) {
      sums[layer] = new double[shape.get(layer)][cells * cells];
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double x = (column + 0.5) / size * 2 * REACH - REACH;
        double y = REACH - (row + 0.5) / size * 2 * REACH;
        int at = row * size + column;
        if (classes > 1) {
          int answer = playground.answer(x, y);
          double sure = playground.nodeOutput(shape.size() - 1, answer);
          answers[at] = (byte) answer;
          output[at] = step((sure * classes - 1) / (classes - 1));
        } else {
          output[at] = step(playground.output(x, y));
        }
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
          double mean = cellSums[cell] / (fine * fine);
          map[cell] = step(nodes.size() > link.networkShape().size() ? 2 * mean - 1 : mean);
        }
        of.add(map);
      }
      nodes.add(of);
    }
    return new PlaneMaps(size, output, answers, cells, nodes);
  }

  private static byte step(double value) {
    return (byte) Math.round(Math.clamp(value, -1, 1) * STEPS);
  }
}
