package dev.cien.tensor.reference;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import java.util.Arrays;
import java.util.List;

/// Attention and its gradient, one query after the other.
final class AttentionReference {
  private final Shape query;
  private final int queries;
  private final int keys;
  private final int width;
  private final int valueWidth;
  private final double[] q;
  private final double[] k;
  private final double[] v;

  /// `null` if nothing is hidden.
  private final long[] mask;

  private AttentionReference(Node node, List<Value> in, int maskAt) {
    query = node.input(0).shape();
    queries = query.dim(-2);
    width = query.dim(-1);
    keys = node.input(2).shape().dim(-2);
    valueWidth = node.input(2).shape().dim(-1);
    q = in.get(0).reals();
    k = in.get(1).reals();
    v = in.get(2).reals();
    mask = in.size() > maskAt ? in.get(maskAt).wholes() : null;
  }

  /// y[…, i, e] = Σⱼ w[…, i, j] · v[…, j, e] with w = softmax(q·kᵀ) over what a query sees.
  static Value attend(Node node, List<Value> in) {
    AttentionReference at = new AttentionReference(node, in, 3);
    double[] y = new double[node.shape().size()];
    for (int row = 0; row < at.rows(); row++) {
      double[] weights = at.weights(row);
      for (int j = 0; j < at.keys; j++) {
        for (int e = 0; e < at.valueWidth; e++) {
          y[row * at.valueWidth + e] += weights[j] * at.v[at.key(row, j) * at.valueWidth + e];
        }
      }
    }
    return new Value.Reals(y);
  }

  /// The gradients of query, key and value, one after the other for each pair of matrices.
  static Value gradient(Node node, List<Value> in) {
    AttentionReference at = new AttentionReference(node, in, 4);
    double[] dy = in.get(3).reals();
    double[] all = new double[node.shape().size()];
    int each = node.shape().dim(-1);
    for (int row = 0; row < at.rows(); row++) {
      int start = row / at.queries * each;
      at.gradient(row, dy, all, start);
    }
    return new Value.Reals(all);
  }

  private void gradient(int row, double[] dy, double[] all, int start) {
    double[] weights = weights(row);
    double[] slopes = new double[keys];
    double mean = 0;
    for (int j = 0; j < keys; j++) {
      for (int e = 0; e < valueWidth; e++) {
        slopes[j] += dy[row * valueWidth + e] * v[key(row, j) * valueWidth + e];
      }
      mean += weights[j] * slopes[j];
    }
    int ofKeys = start + queries * width;
    int ofValues = ofKeys + keys * width;
    for (int j = 0; j < keys; j++) {
      double score = isSeen(row, j) ? weights[j] * (slopes[j] - mean) : 0;
      for (int d = 0; d < width; d++) {
        all[start + row % queries * width + d] += score * k[key(row, j) * width + d];
        all[ofKeys + j * width + d] += score * q[row * width + d];
      }
      for (int e = 0; e < valueWidth; e++) {
        all[ofValues + j * valueWidth + e] += weights[j] * dy[row * valueWidth + e];
      }
    }
  }

  private int rows() {
    return width == 0 ? 0 : query.size() / width;
  }

  private int key(int row, int j) {
    return row / queries * keys + j;
  }

  private boolean isSeen(int row, int j) {
    return mask == null || mask[row * keys + j] != 0;
  }

  private double[] weights(int row) {
    double[] scores = new double[keys];
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < keys; j++) {
      for (int d = 0; d < width; d++) {
        scores[j] += q[row * width + d] * k[key(row, j) * width + d];
      }
      scores[j] = isSeen(row, j) ? scores[j] : -1e30;
      largest = Math.max(largest, scores[j]);
    }
    double sum = 0;
    for (int j = 0; j < keys; j++) {
      scores[j] = Math.exp(scores[j] - largest);
      sum += scores[j];
    }
    double total = sum;
    return Arrays.stream(scores).map(score -> score / total).toArray();
  }
}
