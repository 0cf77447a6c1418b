package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.ShapeRules;
import dev.cien.tensor.graph.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Other arrangements of the same elements: a chapter of [Tensor]. Nothing is copied until a kernel
/// needs it. Negative axes count from the end.
///
/// Every method throws a [ShapeException] if there is no such axis, or sizes do not fit.
public sealed interface Movement permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The same elements in row-major order under other sizes; one size may be −1 and is worked out.
  default Tensor reshape(int... dims) {
    int unknown = -1;
    long known = 1;
    for (int d = 0; d < dims.length; d++) {
      if (dims[d] == -1 && unknown < 0) {
        unknown = d;
      } else {
        known *= dims[d];
      }
    }
    int[] sizes = dims.clone();
    if (unknown >= 0) {
      if (known <= 0 || self().size() % known != 0) {
        throw new ShapeException(
            "reshape: "
                + self().shape()
                + " has "
                + self().size()
                + " elements, which "
                + Arrays.toString(dims)
                + " cannot hold whatever the -1 stands for. Usual cause: another feature count than"
                + " expected, or an axis of samples left out.");
      }
      sizes[unknown] = (int) (self().size() / known);
    }
    return Recorder.reshape(self(), Shape.of(sizes));
  }

  /// The axes from `start` to `end` (both included) joined into one; of a scalar, one axis of size
  /// 1.
  default Tensor flatten(int start, int end) {
    if (self().shape().rank() == 0) {
      return reshape(1);
    }
    int from = self().shape().axis(start);
    int to = self().shape().axis(end);
    int[] dims = self().shape().dims();
    if (from > to) {
      throw new ShapeException(
          "flatten: expected start ≤ end, found axes "
              + start
              + " and "
              + end
              + " of "
              + self().shape()
              + ". Fix: exchange them.");
    }
    int joined = IntStream.rangeClosed(from, to).map(d -> dims[d]).reduce(1, (a, b) -> a * b);
    return reshape(
        IntStream.concat(
                IntStream.concat(Arrays.stream(dims, 0, from), IntStream.of(joined)),
                Arrays.stream(dims, to + 1, dims.length))
            .toArray());
  }

  /// Axis d of the result is axis `axes[d]` of this: `permute(0, 2, 3, 1)` puts channels last. Each
  /// axis is named once.
  default Tensor permute(int... axes) {
    int[] order = Arrays.stream(axes).map(self().shape()::axis).toArray();
    if (order.length == self().shape().rank()
        && Arrays.equals(order, IntStream.range(0, order.length).toArray())) {
      return self();
    }
    return Recorder.record(new Op.Permute(Op.list(order)), self());
  }

  /// Two axes exchanged: `[…, a, …, b, …]` becomes `[…, b, …, a, …]`.
  default Tensor transpose(int a, int b) {
    int[] order = IntStream.range(0, self().shape().rank()).toArray();
    order[self().shape().axis(a)] = self().shape().axis(b);
    order[self().shape().axis(b)] = self().shape().axis(a);
    return permute(order);
  }

  /// The matrix transposed: the last two axes exchanged.
  default Tensor t() {
    return transpose(-2, -1);
  }

  /// Stretched to `dims` by NumPy's broadcasting rule; −1 keeps a size.
  default Tensor expand(int... dims) {
    int[] sizes = dims.clone();
    int missing = dims.length - self().shape().rank();
    for (int d = 0; d < sizes.length; d++) {
      if (sizes[d] == -1 && d >= missing) {
        sizes[d] = self().shape().dim(d - missing);
      }
    }
    Shape to = Shape.of(sizes);
    if (missing < 0 || !Shape.broadcast(self().shape(), to).equals(Optional.of(to))) {
      throw new ShapeException(
          "expand: "
              + self().shape()
              + " cannot be stretched to "
              + to
              + ": only axes of size 1 stretch. Usual cause: a repetition that was meant; fix:"
              + " tile, or unsqueeze first.");
    }
    return Recorder.stretch(self(), to);
  }

  /// A new axis of size 1 at position `axis` of the result; −1 is after the last.
  default Tensor unsqueeze(int axis) {
    int rank = self().shape().rank() + 1;
    int at = axis < 0 ? axis + rank : axis;
    if (at < 0 || at >= rank) {
      throw new ShapeException(
          Site.here().operation()
              + ": position "
              + axis
              + " does not exist in a result of "
              + rank
              + " axes made from "
              + self().shape()
              + ", expected -"
              + rank
              + " to "
              + (rank - 1)
              + ". Fix: -1 for after the last.");
    }
    int[] dims = self().shape().dims();
    return reshape(
        IntStream.concat(
                IntStream.concat(Arrays.stream(dims, 0, at), IntStream.of(1)),
                Arrays.stream(dims, at, dims.length))
            .toArray());
  }

  /// Without the named axes, which have size 1; without all axes of size 1 if none is named.
  default Tensor squeeze(int... axes) {
    int[] dims = self().shape().dims();
    List<Integer> named = axes.length == 0 ? List.of() : Recorder.axes(self().shape(), axes);
    for (int axis : named) {
      if (dims[axis] != 1) {
        throw new ShapeException(
            "squeeze: axis "
                + axis
                + " of "
                + self().shape()
                + " has size "
                + dims[axis]
                + ", expected 1. Usual cause: another axis was meant; fix: select to keep one of"
                + " its entries, reshape to join it to a neighbour.");
      }
    }
    return reshape(
        IntStream.range(0, dims.length)
            .filter(d -> axes.length == 0 ? dims[d] != 1 : !named.contains(d))
            .map(d -> dims[d])
            .toArray());
  }

  /// Reversed along the axes; along all if none is named.
  default Tensor flip(int... axes) {
    Tensor x = self();
    for (int axis : Recorder.axes(x.shape(), axes)) {
      int n = x.shape().dim(axis);
      x = ((Movement) x).sliced(axis, n - 1, n, -1);
    }
    return x;
  }

  /// The elements from `start` (included) to `end` (not included) along `axis`; negative positions
  /// count from the end, and positions past an end are brought back to it, as in Python.
  default Tensor slice(int axis, int start, int end) {
    return slice(axis, start, end, 1);
  }

  /// Every `step`-th element from `start` to `end` (not included) along `axis`.
  default Tensor slice(int axis, int start, int end, int step) {
    if (step <= 0) {
      throw new ShapeException(
          "slice: expected a step of 1 or more, found "
              + step
              + ". Fix: flip("
              + axis
              + ") first to go backwards.");
    }
    int n = self().shape().dim(axis);
    int from = Math.clamp(start < 0 ? (long) start + n : start, 0, n);
    int to = Math.clamp(end < 0 ? (long) end + n : end, 0, n);
    return sliced(axis, from, Math.max(0, Math.ceilDiv(to - from, step)), step);
  }

  /// `count` elements along `axis` from `start` in steps of `step`, which may be negative.
  private Tensor sliced(int axis, int start, int count, int step) {
    int at = self().shape().axis(axis);
    int[] counts = self().shape().dims();
    if (start == 0 && count == counts[at] && step == 1) {
      return self();
    }
    int[] starts = new int[counts.length];
    int[] steps = IntStream.generate(() -> 1).limit(counts.length).toArray();
    starts[at] = count == 0 ? 0 : start;
    steps[at] = count == 0 ? 1 : step;
    counts[at] = count;
    return Recorder.record(new Op.Slice(Op.list(starts), Op.list(counts), Op.list(steps)), self());
  }

  /// The sub-tensor at position `index` of `axis`, which disappears; negative positions count from
  /// the end.
  default Tensor select(int axis, int index) {
    int n = self().shape().dim(axis);
    int at = index < 0 ? index + n : index;
    if (at < 0 || at >= n) {
      throw new ShapeException(
          Site.here().operation()
              + ": index "
              + index
              + " is outside axis "
              + axis
              + " of "
              + self().shape()
              + (n == 0
                  ? ", which is empty. Usual cause: a selection before that left nothing."
                  : ": expected -"
                      + n
                      + " to "
                      + (n - 1)
                      + ". Usual cause: counting from 1, or another axis."));
    }
    return sliced(axis, at, 1, 1).squeeze(self().shape().axis(axis));
  }

  /// The sub-tensor at position `index` of the first axis.
  default Tensor at(int index) {
    return select(0, index);
  }

  /// `low` and `high` elements of `value` before and after `axis`. Negative amounts cut elements
  /// off.
  default Tensor pad(int axis, int low, int high, double value) {
    int at = self().shape().axis(axis);
    int n = self().shape().dim(at);
    Tensor x = slice(at, Math.clamp(-(long) low, 0, n), Math.max(0, n + Math.min(0, high)));
    if (low <= 0 && high <= 0) {
      return x;
    }
    int[] lows = new int[self().shape().rank()];
    int[] highs = new int[lows.length];
    lows[at] = Math.max(0, low);
    highs[at] = Math.max(0, high);
    return Recorder.record(new Op.Pad(Op.list(lows), Op.list(highs), value), x);
  }

  /// Repeated `counts[d]` times along each axis, missing leading axes counted as 1.
  default Tensor tile(int... counts) {
    if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new ShapeException(
          "tile: expected counts of 0 or more, found "
              + Arrays.toString(counts)
              + " for "
              + self().shape()
              + ".");
    }
    Tensor x = self();
    while (x.shape().rank() < counts.length) {
      x = x.unsqueeze(0);
    }
    int rank = x.shape().rank();
    int[] spread = new int[2 * rank];
    int[] stretched = new int[2 * rank];
    int[] result = new int[rank];
    for (int d = 0; d < rank; d++) {
      int times = d < rank - counts.length ? 1 : counts[d - (rank - counts.length)];
      spread[2 * d] = 1;
      stretched[2 * d] = times;
      spread[2 * d + 1] = stretched[2 * d + 1] = x.shape().dim(d);
      result[d] = ShapeRules.extent("tile", d, (long) times * x.shape().dim(d));
    }
    return x.reshape(spread).expand(stretched).reshape(result);
  }

  /// Rotated by `shift` places along `axis`: what leaves at the end comes back at the start.
  default Tensor roll(int axis, int shift) {
    int n = self().shape().dim(axis);
    int by = n == 0 ? 0 : Math.floorMod(shift, n);
    return by == 0 ? self() : Tensor.concat(axis, slice(axis, n - by, n), slice(axis, 0, n - by));
  }

  /// Cut along `axis` into pieces of the given sizes, which must add up.
  default List<Tensor> split(int axis, int... sizes) {
    int n = self().shape().dim(axis);
    long total = Arrays.stream(sizes).asLongStream().sum();
    if (total != n || Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      throw new ShapeException(
          "split: expected sizes of 0 or more that add up to the axis; sizes "
              + Arrays.toString(sizes)
              + " add up to "
              + total
              + ", axis "
              + axis
              + " of "
              + self().shape()
              + " has "
              + n
              + ". Fix: chunk for pieces of equal size.");
    }
    List<Tensor> pieces = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      pieces.add(slice(axis, start, start + size));
      start += size;
    }
    return pieces;
  }

  /// Cut along `axis` into `count` pieces of equal size; the last may be smaller, and there may be
  /// fewer. An empty axis gives `count` empty pieces.
  default List<Tensor> chunk(int axis, int count) {
    if (count < 1) {
      throw new ShapeException(
          "chunk: expected 1 or more pieces of axis "
              + axis
              + " of "
              + self().shape()
              + ", found "
              + count
              + ".");
    }
    int n = self().shape().dim(axis);
    if (n == 0) {
      return split(axis, new int[count]);
    }
    int size = Math.ceilDiv(n, count);
    return split(
        axis,
        IntStream.range(0, Math.ceilDiv(n, size)).map(i -> Math.min(size, n - i * size)).toArray());
  }

  /// Sliding windows of `size` along `axis`, `step` apart: the axis becomes their count, ⌊(n −
  /// size) / step⌋ + 1, and a last axis holds each window.
  ///
  /// @throws ShapeException if a window is longer than the axis
  default Tensor unfold(int axis, int size, int step) {
    return unfold(axis, size, step, 1);
  }

  /// Sliding windows whose elements are `dilation` apart: result[…, w, …, s] = this[…, w·step +
  /// s·dilation, …].
  ///
  /// @throws ShapeException if a window is longer than the axis
  default Tensor unfold(int axis, int size, int step, int dilation) {
    if (size < 1 || step < 1 || dilation < 1) {
      throw new ShapeException(
          "unfold: expected size, step and dilation of 1 or more, found "
              + size
              + ", "
              + step
              + ", "
              + dilation
              + " for axis "
              + axis
              + " of "
              + self().shape()
              + ".");
    }
    int at = self().shape().axis(axis);
    long reach = (long) dilation * (size - 1) + 1;
    if (reach > self().shape().dim(at)) {
      throw new ShapeException(
          "unfold: windows of "
              + size
              + " elements with dilation "
              + dilation
              + " reach over "
              + reach
              + ", axis "
              + axis
              + " of "
              + self().shape()
              + " has "
              + self().shape().dim(at)
              + ". Usual cause: a sequence shorter than the window; fix: pad it, or a smaller"
              + " window.");
    }
    return Recorder.record(new Op.Unfold(at, size, step, dilation), self());
  }

  /// The lower triangle of the last two axes: elements above diagonal number `diagonal` become 0.
  default Tensor tril(int diagonal) {
    return Tensor.where(
            Tensor.triangle(self().shape().dim(-2), self().shape().dim(-1), diagonal),
            self(),
            Recorder.fill(0, self().shape(), self().dtype()))
        .cast(self().dtype());
  }

  /// The upper triangle of the last two axes: elements below diagonal number `diagonal` become 0.
  default Tensor triu(int diagonal) {
    return Tensor.where(
            Tensor.triangle(self().shape().dim(-2), self().shape().dim(-1), diagonal - 1),
            Recorder.fill(0, self().shape(), self().dtype()),
            self())
        .cast(self().dtype());
  }
}
