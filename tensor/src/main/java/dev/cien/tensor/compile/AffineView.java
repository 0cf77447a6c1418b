package dev.cien.tensor.compile;

import dev.cien.tensor.Shape;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import java.util.function.Function;

/// Where the elements of a (viewed) node lie in the buffer of the node that it looks at: a position
/// that moves by a fixed stride along each axis.
///
/// @param base the node that has a buffer
/// @param offset position of the first element
/// @param strides elements to move for each axis of the space that was asked for
record AffineView(Node base, int offset, int[] strides) {

  /// Follows views from `node` to the first node that has a layout, as seen from the node's own
  /// axes.
  ///
  /// @param layouts the layout of a node that has one, else `null`
  /// @return the view, or `null` if strides cannot express it; [#obstacle] then names the node to
  ///   copy
  static AffineView of(Node node, Function<Node, Layout> layouts) {
    int rank = node.shape().rank();
    int[][] coefficients = new int[rank][rank];
    int[] offsets = new int[rank];
    for (int d = 0; d < rank; d++) {
      coefficients[d][d] = 1;
    }
    Node at = node;
    Indices indices = new Indices(coefficients, offsets);
    Layout layout;
    while ((layout = layouts.apply(at)) == null) {
      Layout below = at.op() instanceof Op.Reshape ? layouts.apply(at.input(0)) : null;
      if (below != null && below.isRowMajor(at.input(0).shape())) {
        Layout same = new Layout(below.base(), below.offset(), at.shape().strides());
        return indices.in(same, rank);
      }
      indices = step(at, indices, node.shape());
      if (indices == null) {
        return null;
      }
      at = at.input(0);
    }
    return indices.in(layout, rank);
  }

  /// The node that must be copied into a buffer before `node` can be reached by strides.
  static Node obstacle(Node node, Function<Node, Layout> layouts) {
    Node at = node;
    while (layouts.apply(at) == null) {
      if (at.op() instanceof Op.Pad) {
        return at;
      }
      if (at.op() instanceof Op.Reshape && layouts.apply(at.input(0)) == null) {
        return at.input(0);
      }
      at = at.input(0);
    }
    return node;
  }

  /// For each axis of a node, its index as offset + Σ coefficient · index of the outer space.
  private record Indices(int[][] coefficients, int[] offsets) {
    AffineView flat(Node node, int rank) {
      return in(Layout.own(node), rank);
    }

    AffineView in(Layout layout, int rank) {
      int[] strides = layout.strides();
      int[] total = new int[rank];
      int offset = layout.offset();
      for (int d = 0; d < strides.length; d++) {
        offset += strides[d] * offsets[d];
        for (int s = 0; s < rank; s++) {
          total[s] += strides[d] * coefficients[d][s];
        }
      }
      return new AffineView(layout.base(), offset, total);
    }
  }

  private static Indices step(Node view, Indices in, Shape space) {
    Shape from = view.input(0).shape();
    int rank = from.rank();
    int[][] coefficients = new int[rank][];
    int[] offsets = new int[rank];
    switch (view.op()) {
      case Op.Permute p -> {
        for (int d = 0; d < rank; d++) {
          coefficients[p.axes().get(d)] = in.coefficients[d];
          offsets[p.axes().get(d)] = in.offsets[d];
        }
      }
      case Op.Expand _ -> {
        for (int d = 0; d < rank; d++) {
          boolean stretched = from.dim(d) != view.shape().dim(d);
          coefficients[d] = stretched ? new int[space.rank()] : in.coefficients[d];
          offsets[d] = stretched ? 0 : in.offsets[d];
        }
      }
      case Op.Slice s -> {
        for (int d = 0; d < rank; d++) {
          coefficients[d] = in.coefficients[d].clone();
          for (int k = 0; k < coefficients[d].length; k++) {
            coefficients[d][k] *= s.steps().get(d);
          }
          offsets[d] = s.starts().get(d) + s.steps().get(d) * in.offsets[d];
        }
      }
      case Op.StopGradient _ -> {
        return in;
      }
      case Op.Reshape _ -> {
        return split(in.flat(view, space.rank()), from, space);
      }
      default -> {
        return null;
      }
    }
    return new Indices(coefficients, offsets);
  }

  /// Divides a flat position into indices of `shape`, if each term belongs to one axis and none
  /// overflows it.
  private static Indices split(AffineView flat, Shape shape, Shape space) {
    int[] strides = shape.strides();
    int rank = shape.rank();
    int[][] coefficients = new int[rank][space.rank()];
    int[] offsets = new int[rank];
    long[] reach = new long[rank];
    int rest = flat.offset;
    for (int d = 0; d < rank; d++) {
      offsets[d] = rest / strides[d];
      rest -= offsets[d] * strides[d];
      reach[d] = offsets[d];
    }
    for (int s = 0; s < space.rank(); s++) {
      int term = flat.strides[s];
      if (term == 0 || space.dim(s) == 1) {
        continue;
      }
      if (term < 0) {
        return null;
      }
      int d = 0;
      while (d < rank && (strides[d] > term || shape.dim(d) == 1)) {
        d++;
      }
      if (d == rank || term % strides[d] != 0) {
        return null;
      }
      coefficients[d][s] = term / strides[d];
      reach[d] += (long) coefficients[d][s] * (space.dim(s) - 1);
    }
    for (int d = 0; d < rank; d++) {
      if (reach[d] >= Math.max(1, shape.dim(d))) {
        return null;
      }
    }
    return new Indices(coefficients, offsets);
  }
}
