package dev.cien.tensor.reference;

import dev.cien.tensor.Shape;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/// Operations that look along axes: reductions, positions of the largest, order, running sums.
final class ReductionReference {
  private ReductionReference() {}

  static Value sum(Node node, Value x, List<Integer> axes) {
    return reduce(node, x, axes, 0, Double::sum, 0, Long::sum);
  }

  static Value prod(Node node, Value x, List<Integer> axes) {
    return reduce(node, x, axes, 1, (a, b) -> a * b, 1, (a, b) -> a * b);
  }

  static Value max(Node node, Value x, List<Integer> axes) {
    long smallest =
        switch (node.dtype()) {
          case BOOL -> 0;
          case INT32 -> Integer.MIN_VALUE;
          case INT64, BFLOAT16, FLOAT32, FLOAT64 -> Long.MIN_VALUE;
        };
    return reduce(node, x, axes, Double.NEGATIVE_INFINITY, Math::max, smallest, Math::max);
  }

  /// y at the coordinates where the reduced axes are 0 combines all elements along them, beginning
  /// with the neutral one.
  private static Value reduce(
      Node node,
      Value x,
      List<Integer> axes,
      double neutralReal,
      DoubleBinaryOperator onReals,
      long neutralWhole,
      LongBinaryOperator onWholes) {
    int[] strides = node.shape().strides();
    axes.forEach(axis -> strides[axis] = 0);
    int[] places = Coordinates.places(node.input(0).shape(), c -> Coordinates.flat(c, strides));
    return switch (x) {
      case Value.Reals(double[] at) -> {
        double[] y = new double[node.shape().size()];
        Arrays.fill(y, neutralReal);
        for (int i = 0; i < at.length; i++) {
          y[places[i]] = onReals.applyAsDouble(y[places[i]], at[i]);
        }
        yield new Value.Reals(y);
      }
      case Value.Wholes(long[] at) -> {
        long[] y = new long[node.shape().size()];
        Arrays.fill(y, neutralWhole);
        for (int i = 0; i < at.length; i++) {
          y[places[i]] = onWholes.applyAsLong(y[places[i]], at[i]);
        }
        yield new Value.Wholes(y);
      }
    };
  }

  /// The place along `axis` of the first largest element.
  static Value argMax(Node node, Value x, int axis) {
    var lines = Coordinates.Lines.of(node.input(0).shape(), axis);
    long[] y = new long[node.shape().size()];
    for (int l = 0; l < lines.count(); l++) {
      int best = 0;
      for (int i = 1; i < lines.length(); i++) {
        if (order(x, lines.start(l) + i * lines.stride(), lines.start(l) + best * lines.stride())
            > 0) {
          best = i;
        }
      }
      y[l] = best;
    }
    return new Value.Wholes(y);
  }

  /// The places along `axis` in the order of their elements; equal elements keep their order.
  static Value argSort(Node node, Value x, int axis, boolean descending) {
    var lines = Coordinates.Lines.of(node.shape(), axis);
    long[] y = new long[node.shape().size()];
    for (int l = 0; l < lines.count(); l++) {
      int start = lines.start(l);
      Comparator<Integer> ascending =
          (i, j) -> order(x, start + i * lines.stride(), start + j * lines.stride());
      List<Integer> sorted = new ArrayList<>();
      for (int i = 0; i < lines.length(); i++) {
        sorted.add(i);
      }
      sorted.sort(descending ? ascending.reversed() : ascending);
      for (int i = 0; i < lines.length(); i++) {
        y[start + i * lines.stride()] = sorted.get(i);
      }
    }
    return new Value.Wholes(y);
  }

  /// y[…, i, …] = x[…, 0, …] + … + x[…, i, …].
  static Value cumSum(Node node, Value x, int axis) {
    var lines = Coordinates.Lines.of(node.shape(), axis);
    switch (x) {
      case Value.Reals(double[] at) -> {
        double[] y = at.clone();
        for (int l = 0; l < lines.count(); l++) {
          for (int i = 1; i < lines.length(); i++) {
            int place = lines.start(l) + i * lines.stride();
            y[place] += y[place - lines.stride()];
          }
        }
        return new Value.Reals(y);
      }
      case Value.Wholes(long[] at) -> {
        long[] y = at.clone();
        for (int l = 0; l < lines.count(); l++) {
          for (int i = 1; i < lines.length(); i++) {
            int place = lines.start(l) + i * lines.stride();
            y[place] += y[place - lines.stride()];
          }
        }
        return new Value.Wholes(y);
      }
    }
  }

  /// The place, within the spatial axes, of the first largest element under each window.
  static Value argMaxPool(Node node, Value x, Op.ArgMaxPool op) {
    Shape in = node.input(0).shape();
    int leading = in.rank() - op.kernel().size();
    Windows windows =
        Windows.of(
            Arrays.copyOfRange(in.dims(), leading, in.rank()),
            Op.array(op.kernel()),
            op.geometry());
    long[] y = new long[node.shape().size()];
    for (int p = 0; p < y.length; p++) {
      int plane = p / windows.out() * windows.in();
      int best = -1;
      for (int s = 0; s < windows.kernel(); s++) {
        int place = windows.place(s, p % windows.out());
        if (place >= 0 && (best < 0 || order(x, plane + place, plane + best) > 0)) {
          best = place;
        }
      }
      if (best < 0) {
        throw new TensorException(
            "argmaxpool: a window of "
                + op.kernel()
                + " over "
                + in
                + " lies entirely in the padding: expected padding smaller than the window");
      }
      y[p] = best;
    }
    return new Value.Wholes(y);
  }

  /// Which of two elements is larger: NaN is above everything, −0 equals 0.
  private static int order(Value x, int i, int j) {
    return switch (x) {
      case Value.Reals(double[] at) ->
          at[i] < at[j] ? -1 : at[i] > at[j] ? 1 : nan(at[i]) - nan(at[j]);
      case Value.Wholes(long[] at) -> Long.compare(at[i], at[j]);
    };
  }

  private static int nan(double x) {
    return Double.isNaN(x) ? 1 : 0;
  }
}
