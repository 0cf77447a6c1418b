package dev.cien.tensor.reference;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.List;

/// Operations that only move elements: for each element of the result, where in the input it comes
/// from.
final class MovementReference {
  private static final int OUTSIDE = -1;

  private MovementReference() {}

  /// Coordinate d of the result is coordinate `axes[d]` of the input.
  static Value permute(Node node, Value x, List<Integer> axes) {
    int[] strides = node.input(0).shape().strides();
    return x.pick(
        Coordinates.places(
            node.shape(),
            c -> {
              int place = 0;
              for (int d = 0; d < c.length; d++) {
                place += c[d] * strides[axes.get(d)];
              }
              return place;
            }),
        0);
  }

  /// y[…, i, …] = x[…, 0, …] along stretched axes.
  static Value expand(Node node, Value x) {
    Shape from = node.input(0).shape();
    int[] strides = from.strides();
    for (int d = 0; d < strides.length; d++) {
      strides[d] = from.dim(d) == 1 ? 0 : strides[d];
    }
    return x.pick(Coordinates.places(node.shape(), c -> Coordinates.flat(c, strides)), 0);
  }

  /// y[…, i, …] = x[…, start + i·step, …].
  static Value slice(Node node, Value x, Op.Slice op) {
    int[] strides = node.input(0).shape().strides();
    return x.pick(
        Coordinates.places(
            node.shape(),
            c -> {
              int place = 0;
              for (int d = 0; d < c.length; d++) {
                place += (op.starts().get(d) + c[d] * op.steps().get(d)) * strides[d];
              }
              return place;
            }),
        0);
  }

  /// y[…, low + i, …] = x[…, i, …], and `value` around it.
  static Value pad(Node node, Value x, Op.Pad op) {
    Shape from = node.input(0).shape();
    int[] strides = from.strides();
    Value padding = SourceReference.fill(node.dtype(), 1, op.value());
    return x.pick(
        Coordinates.places(
            node.shape(),
            c -> {
              int place = 0;
              for (int d = 0; d < c.length; d++) {
                int i = c[d] - op.low().get(d);
                if (i < 0 || i >= from.dim(d)) {
                  return OUTSIDE;
                }
                place += i * strides[d];
              }
              return place;
            }),
        padding.toDoubles()[0]);
  }

  /// The inputs one after another along `axis`.
  static Value concat(Node node, List<Value> parts, int axis) {
    Value result = Value.zeros(node.dtype(), node.shape().size());
    int[] strides = node.shape().strides();
    int before = 0;
    for (int p = 0; p < parts.size(); p++) {
      Shape shape = node.input(p).shape();
      int shift = before * strides[axis];
      result =
          result.with(
              Coordinates.places(shape, c -> shift + Coordinates.flat(c, strides)), parts.get(p));
      before += shape.dim(axis);
    }
    return result;
  }

  /// y[…, w, …, s] = x[…, w·step + s·dilation, …].
  static Value unfold(Node node, Value x, Op.Unfold op) {
    Shape from = node.input(0).shape();
    return x.pick(windows(node.shape(), from, op.axis(), op.step(), op.dilation()), 0);
  }

  /// y[…, w·step + s·dilation, …] = the sum of all x[…, w, …, s] that fall there.
  static Value fold(Node node, Value x, Op.Fold op) {
    Shape windows = node.input(0).shape();
    int[] places = windows(windows, node.shape(), op.axis(), op.step(), op.dilation());
    return Value.zeros(node.dtype(), node.shape().size()).plusAt(places, x);
  }

  private static int[] windows(Shape windows, Shape line, int axis, int step, int dilation) {
    int[] strides = line.strides();
    return Coordinates.places(
        windows,
        c -> {
          int place = 0;
          for (int d = 0; d < c.length - 1; d++) {
            int i = d == axis ? c[d] * step + c[c.length - 1] * dilation : c[d];
            place += i * strides[d];
          }
          return place;
        });
  }
}
