package dev.cien.tensor.cpu;

import static dev.cien.tensor.loop.FusedMultiplyAdd.fma;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// [Attention] and its gradient in float64: one query after the other, whose weights are all that
/// is kept. A task is one pair of matrices; every sum goes up in order.
final class AttentionDoubles implements IntConsumer {
  private final Attention.Sizes sizes;
  private final List<Attention.Matrices> in;
  private final boolean gradient;
  private final double[][] operands;
  private byte[] mask;
  private double[] result;

  AttentionDoubles(Attention.Sizes sizes, List<Attention.Matrices> in, boolean gradient) {
    this.sizes = sizes;
    this.in = in;
    this.gradient = gradient;
    operands = new double[gradient ? 4 : 3][];
  }

  void run(Object[] buffers) {
    for (int i = 0; i < operands.length; i++) {
      operands[i] = (double[]) buffers[i];
    }
    mask = in.size() > operands.length ? (byte[]) buffers[operands.length] : null;
    result = (double[]) buffers[buffers.length - 1];
    Workers.parallelFor(in.getFirst().offsets().length, this);
  }

  @Override
  public void accept(int matrix) {
    int from = matrix * each();
    Arrays.fill(result, from, from + each(), 0);
    double[] weights = new double[sizes.keys()];
    double[] slopes = new double[sizes.keys()];
    for (int query = 0; query < sizes.queries(); query++) {
      weights(matrix, query, weights);
      if (gradient) {
        gradients(matrix, query, weights, slopes);
      } else {
        mix(matrix, query, weights);
      }
    }
  }

  /// Elements of the result for a pair of matrices.
  private int each() {
    return gradient
        ? sizes.queries() * sizes.width() + sizes.keys() * (sizes.width() + sizes.valueWidth())
        : sizes.queries() * sizes.valueWidth();
  }

  private double at(int operand, int matrix, int row, int col) {
    Attention.Matrices place = in.get(operand);
    return operands[operand][place.offsets()[matrix] + row * place.row() + col * place.col()];
  }

  private boolean isSeen(int matrix, int query, int key) {
    if (mask == null) {
      return true;
    }
    Attention.Matrices place = in.getLast();
    return mask[place.offsets()[matrix] + query * place.row() + key * place.col()] != 0;
  }

  /// The product of a row of one operand with a row of another.
  private double product(int a, int rowA, int b, int rowB, int matrix, int width) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum = fma(at(a, matrix, rowA, i), at(b, matrix, rowB, i), sum);
    }
    return sum;
  }

  private void weights(int matrix, int query, double[] weights) {
    double largest = Double.NEGATIVE_INFINITY;
    boolean blind = true;
    for (int key = 0; key < weights.length; key++) {
      boolean seen = isSeen(matrix, query, key);
      weights[key] =
          seen ? product(0, query, 1, key, matrix, sizes.width()) : Double.NEGATIVE_INFINITY;
      blind &= !seen;
      largest = Math.max(largest, weights[key]);
    }
    double sum = 0;
    for (int key = 0; key < weights.length; key++) {
      weights[key] = blind ? 1 : StrictMath.exp(weights[key] - largest);
      sum += weights[key];
    }
    for (int key = 0; key < weights.length; key++) {
      weights[key] /= sum;
    }
  }

  private void mix(int matrix, int query, double[] weights) {
    int to = matrix * each() + query * sizes.valueWidth();
    for (int key = 0; key < weights.length; key++) {
      add(weights[key], 2, matrix, key, to, sizes.valueWidth());
    }
  }

  /// Adds a multiple of a row of an operand to the result.
  private void add(double factor, int operand, int matrix, int row, int to, int width) {
    for (int i = 0; i < width; i++) {
      result[to + i] = fma(factor, at(operand, matrix, row, i), result[to + i]);
    }
  }

  private void gradients(int matrix, int query, double[] weights, double[] slopes) {
    int width = sizes.width();
    int ofQueries = matrix * each();
    int ofKeys = ofQueries + sizes.queries() * width;
    int ofValues = ofKeys + sizes.keys() * width;
    double mean = 0;
    for (int key = 0; key < slopes.length; key++) {
      slopes[key] = product(3, query, 2, key, matrix, sizes.valueWidth());
      mean = fma(weights[key], slopes[key], mean);
    }
    for (int key = 0; key < slopes.length; key++) {
      double slope = isSeen(matrix, query, key) ? weights[key] * (slopes[key] - mean) : 0;
      add(slope, 1, matrix, key, ofQueries + query * width, width);
      add(slope, 0, matrix, query, ofKeys + key * width, width);
      int to = ofValues + key * sizes.valueWidth();
      add(weights[key], 3, matrix, query, to, sizes.valueWidth());
    }
  }
}
