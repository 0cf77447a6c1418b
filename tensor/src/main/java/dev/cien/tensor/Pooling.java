package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Largest elements and means of windows and bins: a chapter of [Tensor].
public sealed interface Pooling permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The largest element of each window over the last `kernel.length` axes; padding never wins, NaN
  /// does. The first of equal elements gets the gradient.
  ///
  /// Shapes: this `[…, in…]`, result `[…, out…]` with out = ⌊(in + padLow + padHigh −
  /// dilation·(kernel − 1) − 1) / stride⌋ + 1.
  ///
  /// @throws ShapeException if a window is larger than the padded input, or has groups
  default Tensor maxPool(int[] kernel, Window window) {
    if (self().dtype() == DType.BOOL) {
      return self().cast(DType.INT32).maxPool(kernel, window).cast(DType.BOOL);
    }
    Tensor x = Recorder.arithmetic(self());
    int spatial = kernel.length;
    Op.Geometry geometry = poolGeometry("maxPool", x.shape(), kernel, window);
    Tensor index = Recorder.record(new Op.ArgMaxPool(Op.list(kernel), geometry), x);
    Tensor flat = x.reshape(flatSpatial(x.shape(), spatial));
    return flat.gather(-1, index.reshape(flatSpatial(index.shape(), spatial)))
        .reshape(index.shape().dims());
  }

  /// The mean of each window over the last `kernel.length` axes, shaped as by [#maxPool].
  ///
  /// @param countPadding whether padding counts as zeros in the mean (PyTorch's default) or is left
  ///   out of it
  /// @throws ShapeException if a window is larger than the padded input, or has groups
  default Tensor avgPool(int[] kernel, Window window, boolean countPadding) {
    Tensor x = Recorder.floating(self());
    Tensor sums = windowSums(x, kernel, window);
    if (countPadding
        || IntStream.concat(Arrays.stream(window.padLow()), Arrays.stream(window.padHigh()))
            .allMatch(p -> p == 0)) {
      return sums.div(product(kernel));
    }
    int rank = x.shape().rank();
    int[] spatialOnly = x.shape().dims();
    Arrays.fill(spatialOnly, 0, rank - kernel.length, 1);
    return sums.div(windowSums(Recorder.fill(1, Shape.of(spatialOnly), x.dtype()), kernel, window));
  }

  private static Tensor windowSums(Tensor x, int[] kernel, Window window) {
    Op.Geometry g = poolGeometry("avgPool", x.shape(), kernel, window);
    int first = x.shape().rank() - kernel.length;
    if (isTiled(g, kernel)) {
      return tileSums(x, kernel);
    }
    Tensor y = x;
    for (int d = 0; d < kernel.length; d++) {
      y = y.pad(first + d, g.padLow().get(d), g.padHigh().get(d), 0);
      y = y.unfold(first + d, kernel[d], g.stride().get(d), g.dilation().get(d)).sum(-1);
    }
    return y;
  }

  /// Whether the windows lie side by side, so that each element is in one of them at most.
  private static boolean isTiled(Op.Geometry g, int[] kernel) {
    for (int d = 0; d < kernel.length; d++) {
      if (g.stride().get(d) != kernel[d]
          || g.padLow().get(d) != 0
          || g.padHigh().get(d) != 0
          || g.dilation().get(d) != 1) {
        return false;
      }
    }
    return true;
  }

  /// Each axis as tiles × elements of a tile, summed over the latter in one go.
  private static Tensor tileSums(Tensor x, int[] kernel) {
    int first = x.shape().rank() - kernel.length;
    int[] dims = Arrays.copyOf(x.shape().dims(), first + 2 * kernel.length);
    int[] inTile = new int[kernel.length];
    Tensor whole = x;
    for (int d = 0; d < kernel.length; d++) {
      int tiles = x.shape().dim(first + d) / kernel[d];
      whole = whole.slice(first + d, 0, tiles * kernel[d]);
      dims[first + 2 * d] = tiles;
      dims[first + 2 * d + 1] = kernel[d];
      inTile[d] = first + 2 * d + 1;
    }
    return whole.reshape(dims).sum(inTile);
  }

  /// The mean over bins that divide each of the last `out.length` axes into `out[d]` nearly equal
  /// parts: bin i of n elements goes from ⌊i·n/out⌋ to ⌈(i+1)·n/out⌉.
  default Tensor adaptiveAvgPool(int... out) {
    Tensor x = Recorder.floating(self());
    int first = firstBinned("adaptiveAvgPool", x.shape(), out);
    if (Arrays.stream(out).allMatch(size -> size == 1)) {
      return x.mean(IntStream.range(first, x.shape().rank()).toArray(), true);
    }
    for (int d = 0; d < out.length; d++) {
      int n = x.shape().dim(first + d);
      Tensor bins = Tensor.of(averaging(n, out[d]), n, out[d]).cast(x.dtype());
      x = x.transpose(first + d, -1).matmul(bins).transpose(first + d, -1);
    }
    return x;
  }

  private static double[] averaging(int n, int out) {
    double[] matrix = new double[n * out];
    for (int o = 0; o < out; o++) {
      for (int i = binStart(o, n, out); i < binEnd(o, n, out); i++) {
        matrix[i * out + o] = 1.0 / (binEnd(o, n, out) - binStart(o, n, out));
      }
    }
    return matrix;
  }

  /// The largest element of each of the bins that [#adaptiveAvgPool] takes the mean of; NaN wins.
  default Tensor adaptiveMaxPool(int... out) {
    Tensor x = Recorder.arithmetic(self());
    int first = firstBinned("adaptiveMaxPool", x.shape(), out);
    int[] in = Arrays.copyOfRange(x.shape().dims(), first, x.shape().rank());
    Tensor flat = x.reshape(flatSpatial(x.shape(), out.length));
    Tensor bins =
        Arrays.stream(out).allMatch(size -> size == 1)
            ? flat.unsqueeze(-2)
            : flat.indexSelect(-1, positions(in, out));
    int[] dims = x.shape().dims();
    System.arraycopy(out, 0, dims, first, out.length);
    return bins.gather(-1, bins.argMax(-1, true)).reshape(dims);
  }

  /// For each bin the flat positions of its elements, `[bins, elements]`; where an axis's bins
  /// differ in size, the smaller ones name their last element again.
  private static Tensor positions(int[] in, int[] out) {
    int[] most =
        IntStream.range(0, in.length)
            .map(
                d ->
                    IntStream.range(0, out[d])
                        .map(o -> binEnd(o, in[d], out[d]) - binStart(o, in[d], out[d]))
                        .max()
                        .orElseThrow())
            .toArray();
    int bins = product(out);
    int elements = product(most);
    int[] positions = new int[bins * elements];
    for (int k = 0; k < positions.length; k++) {
      int bin = k / elements;
      int element = k % elements;
      int stride = 1;
      for (int d = in.length - 1; d >= 0; d--) {
        int o = bin % out[d];
        int at =
            Math.min(binStart(o, in[d], out[d]) + element % most[d], binEnd(o, in[d], out[d]) - 1);
        positions[k] += at * stride;
        stride *= in[d];
        bin /= out[d];
        element /= most[d];
      }
    }
    return Tensor.of(positions, bins, elements);
  }

  private static int binStart(int bin, int n, int out) {
    return (int) ((long) bin * n / out);
  }

  private static int binEnd(int bin, int n, int out) {
    return (int) Math.ceilDiv((bin + 1L) * n, out);
  }

  private static int firstBinned(String operation, Shape x, int... out) {
    int first = x.rank() - out.length;
    if (out.length == 0
        || first < 0
        || Arrays.stream(out).anyMatch(size -> size < 1)
        || IntStream.range(first, x.rank()).anyMatch(d -> x.dim(d) == 0)) {
      throw new ShapeException(
          operation
              + ": expected sizes of 1 or more for the last axes, none of them empty, found "
              + Arrays.toString(out)
              + " for an input "
              + x
              + ". Usual cause: an image that was flattened before; fix: pool first, then"
              + " flatten.");
    }
    return first;
  }

  private static Op.Geometry poolGeometry(String operation, Shape x, int[] kernel, Window window) {
    if (kernel.length == 0) {
      throw new ShapeException(
          operation
              + ": expected a kernel of one number for each axis to pool over, found [] for an"
              + " input "
              + x
              + ". Fix: mean() or max() for all elements.");
    }
    if (x.rank() < kernel.length) {
      throw new ShapeException(
          operation
              + ": expected at least the "
              + kernel.length
              + " axes of kernel "
              + Arrays.toString(kernel)
              + ", found "
              + x
              + ". Usual cause: an image that was flattened before; fix: pool first, then"
              + " flatten.");
    }
    if (window.groups() != 1) {
      throw new ShapeException(
          operation
              + ": expected a window without groups, found "
              + window
              + " for an input "
              + x
              + ". Usual cause: the window of a convolution that was used again; fix:"
              + " withGroups(1), channels never mix in a pooling.");
    }
    Op.Geometry g = window.geometry(operation, kernel.length);
    for (int d = 0; d < kernel.length; d++) {
      if (kernel[d] < 1
          || 2L * Math.max(g.padLow().get(d), g.padHigh().get(d))
              > (kernel[d] - 1L) * g.dilation().get(d) + 1) {
        throw new ShapeException(
            operation
                + ": expected a kernel of 1 or more and padding of at most half of it, found kernel"
                + " "
                + Arrays.toString(kernel)
                + " with "
                + window
                + " for an input "
                + x
                + ". Usual cause: more padding than the window reaches, so that some windows see"
                + " nothing; fix: less padding, or pad the input first.");
      }
    }
    Op.Geometry over = window.over(operation, x, kernel, "kernel " + Arrays.toString(kernel));
    for (int d = 0; d < kernel.length; d++) {
      requireSight(operation, x, x.rank() - kernel.length + d, over, d, kernel, window);
    }
    return over;
  }

  /// With gaps between its elements a window may have all of them in the padding.
  private static void requireSight(
      String operation, Shape x, int axis, Op.Geometry g, int d, int[] kernel, Window window) {
    int n = x.dim(axis);
    int dilation = g.dilation().get(d);
    int count = g.out(d, n, kernel[d]);
    for (int w = 0; w < count && dilation > 1; w++) {
      int start = w * g.stride().get(d) - g.padLow().get(d);
      int first = start < 0 ? start + Math.ceilDiv(-start, dilation) * dilation : start;
      if (first >= n || first > start + (kernel[d] - 1) * dilation) {
        throw new ShapeException(
            operation
                + ": window "
                + w
                + " along axis "
                + axis
                + " of the input "
                + x
                + " sees nothing but padding, with kernel "
                + Arrays.toString(kernel)
                + " and "
                + window
                + ". Usual cause: a dilated window on an input that has become very small; fix:"
                + " less padding or no dilation.");
      }
    }
  }

  private static int[] flatSpatial(Shape shape, int spatial) {
    int[] dims = Arrays.copyOf(shape.dims(), shape.rank() - spatial + 1);
    dims[dims.length - 1] =
        product(Arrays.copyOfRange(shape.dims(), shape.rank() - spatial, shape.rank()));
    return dims;
  }

  private static int product(int... sizes) {
    return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
  }
}
