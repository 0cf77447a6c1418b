package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.Site;
import java.util.Arrays;
import java.util.Optional;

/// Picking elements by index, and sorting: a chapter of [Tensor]. Indices are `int32` or `int64`,
/// from 0; an index outside the axis is an error when the result is computed.
public sealed interface Indexing permits Tensor {

  /// The elements in order, and where each came from.
  ///
  /// @param values the elements
  /// @param indices their positions (`int32`) along the axis that was sorted
  record Sorted(Tensor values, Tensor indices) {}

  private Tensor self() {
    return (Tensor) this;
  }

  /// result[…, j, …] = self[…, index[…, j, …], …]: `index` has as many axes as this and broadcasts
  /// on all but `axis`.
  default Tensor gather(int axis, Tensor index) {
    int at = self().shape().axis(axis);
    Aligned aligned = align(at, index);
    return Recorder.record(new Op.Gather(at), aligned.x(), aligned.index());
  }

  /// A copy of this with `source` added at the places named by `index`: the adjoint of [#gather].
  /// Places named twice get both, added in order. `bool` counts as `int32`.
  default Tensor scatterAdd(int axis, Tensor index, Tensor source) {
    int at = self().shape().axis(axis);
    Aligned aligned = align(at, index);
    Shape places = aligned.index().shape();
    if (!Shape.broadcast(source.shape(), places).equals(Optional.of(places))) {
      throw new ShapeException(
          "scatterAdd: expected a source that stretches to the index "
              + places
              + ", found "
              + source.shape()
              + " for "
              + self().shape()
              + ". Usual cause: index and source cut from different batches; fix: unsqueeze the"
              + " source, or one index for each of its elements.");
    }
    Tensor base =
        self().dtype() == DType.BOOL ? self().cast(DType.INT32) : Recorder.arithmetic(self());
    if (places.size() == 0) {
      return base;
    }
    Tensor values = Recorder.stretch(source.cast(base.dtype()), places);
    return Recorder.record(new Op.ScatterAdd(at), base, aligned.index(), values);
  }

  /// The sub-tensors at the positions `index` along `axis`, which is replaced by the axes of
  /// `index`: an embedding look-up is `table.indexSelect(0, ids)`.
  default Tensor indexSelect(int axis, Tensor index) {
    int at = self().shape().axis(axis);
    if (!index.dtype().isInteger()) {
      throw new TensorException(
          "indexSelect: expected whole-number positions along axis "
              + axis
              + " of "
              + self().shape()
              + ", found "
              + index.dtype()
              + index.shape()
              + ". Usual cause: scores or a mask in place of positions; fix: cast(DType.INT32),"
              + " argMax for scores, where for a mask.");
    }
    int rank = self().shape().rank();
    int[] picked = self().shape().dims();
    int[] shape = new int[rank];
    Arrays.fill(shape, 1);
    shape[at] = index.size();
    picked[at] = index.size();
    Tensor chosen = gather(at, index.reshape(shape).expand(picked));
    int[] dims = new int[rank - 1 + index.shape().rank()];
    for (int d = 0; d < dims.length; d++) {
      int after = d - index.shape().rank() + 1;
      dims[d] =
          d < at
              ? picked[d]
              : d < at + index.shape().rank() ? index.shape().dim(d - at) : picked[after];
    }
    return chosen.reshape(dims);
  }

  /// Whole numbers as rows of `classes` zeros with a one at their place, `float32`; numbers outside
  /// give only zeros.
  default Tensor oneHot(int classes) {
    if (self().dtype().isFloating() || classes < 0) {
      throw new TensorException(
          "oneHot: expected whole numbers and 0 or more classes, found "
              + self().dtype()
              + self().shape()
              + " and "
              + classes
              + ". Fix: cast(DType.INT32); argMax first for scores.");
    }
    Tensor wide = self().unsqueeze(-1);
    int[] dims = wide.shape().dims();
    dims[dims.length - 1] = classes;
    Tensor counting = Recorder.source(new Op.Iota(dims.length - 1), Shape.of(dims), self().dtype());
    return wide.expand(dims).eq(counting).cast(DType.FLOAT32);
  }

  /// The indices (`int32`) that sort `axis`, equal elements in their order; NaN counts as the
  /// largest.
  default Tensor argSort(int axis, boolean descending) {
    int at = self().shape().axis(axis);
    return Recorder.record(new Op.ArgSort(at, descending), Recorder.arithmetic(self()));
  }

  /// The elements sorted along `axis`, equal elements in their order; NaN counts as the largest.
  /// The gradient of each goes back to where it came from.
  default Sorted sort(int axis, boolean descending) {
    Tensor indices = argSort(axis, descending);
    return new Sorted(gather(axis, indices), indices);
  }

  /// The `k` largest elements along `axis`, largest first, and their positions; of equal elements
  /// the first.
  ///
  /// @throws ShapeException if `k` is not 0 to the size of the axis
  default Sorted topK(int k, int axis) {
    int n = self().shape().dim(axis);
    if (k < 0 || k > n) {
      throw new ShapeException(
          "topK: expected k from 0 to "
              + n
              + ", the size of axis "
              + axis
              + " of "
              + self().shape()
              + ", found "
              + k
              + ". Usual cause: another axis was meant, or fewer classes than guesses.");
    }
    Tensor indices = argSort(axis, true).slice(axis, 0, k);
    return new Sorted(gather(axis, indices), indices);
  }

  /// An operand and an index that agree on every axis but one.
  record Aligned(Tensor x, Tensor index) {}

  private Aligned align(int axis, Tensor index) {
    Tensor x = self();
    boolean fits = x.shape().rank() == index.shape().rank() && index.dtype().isInteger();
    int[] dims = index.shape().dims();
    for (int d = 0; fits && d < dims.length; d++) {
      if (d != axis) {
        fits = dims[d] == 1 || dims[d] == x.shape().dim(d);
        dims[d] = x.shape().dim(d);
      }
    }
    if (!fits) {
      throw new ShapeException(
          Site.here().operation()
              + ": expected a whole-number index with the axes of "
              + x.shape()
              + " (equal or 1 on all but axis "
              + axis
              + "), found "
              + index.dtype()
              + index.shape()
              + ". Fix: unsqueeze the index, or indexSelect for whole rows.");
    }
    Tensor stretched = index.expand(dims);
    if (x.size() == 0 && stretched.size() > 0) {
      throw new ShapeException(
          Site.here().operation()
              + ": axis "
              + axis
              + " of "
              + x.shape()
              + " is empty, there is nothing that an index "
              + stretched.shape()
              + " could name. Usual cause: a selection before that left nothing.");
    }
    return new Aligned(x, stretched);
  }
}
