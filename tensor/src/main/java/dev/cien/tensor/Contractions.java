package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Matrix products, convolutions and pooling: a chapter of [Tensor].
public sealed interface Contractions permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The matrix product, with NumPy's rules: `[…, M, K]` · `[…, K, N]` = `[…, M, N]`, leading axes
  /// broadcast, and a one-axis operand is a row on the left, a column on the right.
  default Tensor matmul(Tensor that) {
    if (self().shape().rank() == 0 || that.shape().rank() == 0) {
      throw new ShapeException(
          "matmul: expected at least one axis on both sides, found "
              + self().shape()
              + " and "
              + that.shape()
              + ". Fix: mul for a product with a scalar.");
    }
    boolean row = self().shape().rank() == 1;
    boolean column = that.shape().rank() == 1;
    Tensor product =
        matrices(row ? self().unsqueeze(0) : self(), column ? that.unsqueeze(1) : that);
    if (row && column) {
      return product.reshape();
    }
    return row ? product.squeeze(-2) : column ? product.squeeze(-1) : product;
  }

  private static Tensor matrices(Tensor a, Tensor b) {
    if (a.shape().dim(-1) != b.shape().dim(-2)) {
      throw new ShapeException(
          "matmul: the last axis of the left side must equal the second last of the right side,"
              + " found "
              + Recorder.describe(a)
              + " and "
              + Recorder.describe(b)
              + ": "
              + a.shape().dim(-1)
              + " against "
              + b.shape().dim(-2)
              + (a.shape().dim(-1) == b.shape().dim(-1)
                  ? ". Usual cause: a weight that must be transposed; fix: matmul(w.t())."
                  : ". Usual cause: the layer was built for another number of features."));
    }
    DType dtype = DType.promote(DType.promote(a.dtype(), b.dtype()), DType.INT32);
    Shape left = leading(a);
    Shape right = leading(b);
    Shape batch = Shape.broadcast(left, right);
    if (batch == null) {
      throw new ShapeException(
          "matmul: the leading axes of "
              + Recorder.describe(a)
              + " and "
              + Recorder.describe(b)
              + " do not broadcast: sizes must be equal or 1.");
    }
    if (right.rank() == 0 && left.rank() > 0) {
      // One matrix on the right: all rows of the left side form one tall matrix.
      Tensor tall = a.cast(dtype).reshape(left.size() * a.shape().dim(-2), a.shape().dim(-1));
      return Recorder.record(new Op.MatMul(), tall, b.cast(dtype))
          .reshape(append(left, a.shape().dim(-2), b.shape().dim(-1)));
    }
    return Recorder.record(
        new Op.MatMul(), spread(a.cast(dtype), batch), spread(b.cast(dtype), batch));
  }

  private static Shape leading(Tensor x) {
    return Shape.of(Arrays.copyOf(x.shape().dims(), x.shape().rank() - 2));
  }

  private static Tensor spread(Tensor x, Shape batch) {
    return Recorder.stretch(x, Shape.of(append(batch, x.shape().dim(-2), x.shape().dim(-1))));
  }

  private static int[] append(Shape batch, int... more) {
    return IntStream.concat(Arrays.stream(batch.dims()), Arrays.stream(more)).toArray();
  }

  /// The convolution (as everywhere in deep learning, without flipping the kernel) over 1, 2 or 3
  /// spatial axes.
  ///
  /// Shapes: this `[N, C, in…]`, weight `[K, C/groups, kernel…]`, result `[N, K, out…]` with out =
  /// ⌊(in + padLow + padHigh − dilation·(kernel − 1) − 1) / stride⌋ + 1.
  default Tensor conv(Tensor weight, Window window) {
    int spatial = spatial("conv", weight);
    Shape x = self().shape();
    Shape w = weight.shape();
    if (x.dim(1) != w.dim(1) * window.groups() || w.dim(0) % window.groups() != 0) {
      throw new ShapeException(
          "conv: input "
              + x
              + " has "
              + x.dim(1)
              + " channels, weight "
              + Recorder.describe(weight)
              + " in "
              + window.groups()
              + " group(s) expects "
              + w.dim(1) * window.groups()
              + ". Usual cause: a layer built for another number of channels, or images stored"
              + " channels-last; fix: permute(0, 3, 1, 2).");
    }
    Op.Geometry geometry = window.geometry("conv", spatial);
    for (int d = 0; d < spatial; d++) {
      if (geometry.out(d, x.dim(d + 2), w.dim(d + 2)) == 0 && x.dim(d + 2) > 0) {
        throw new ShapeException(
            "conv: the kernel "
                + w
                + " reaches further than the input "
                + x
                + " with "
                + window
                + " along spatial axis "
                + d
                + ". Usual cause: too many poolings or strides before; fix: padding or a smaller"
                + " kernel.");
      }
    }
    DType dtype = floatOf(self(), weight);
    return Recorder.record(new Op.Conv(geometry), self().cast(dtype), weight.cast(dtype));
  }

  /// The transposed convolution, the adjoint of [#conv]: enlarges where a convolution shrinks.
  ///
  /// Shapes: this `[N, C, in…]`, weight `[C, K/groups, kernel…]`, result `[N, K, out…]` with out =
  /// (in − 1)·stride − padLow − padHigh + dilation·(kernel − 1) + outputPadding + 1.
  ///
  /// @param outputPadding elements more at the end of each spatial axis: one number, or one for
  ///   each; less than the stride
  default Tensor convTranspose(Tensor weight, Window window, int... outputPadding) {
    int spatial = spatial("convTranspose", weight);
    Shape x = self().shape();
    if (x.dim(1) != weight.shape().dim(0) || x.dim(1) % window.groups() != 0) {
      throw new ShapeException(
          "convTranspose: input "
              + x
              + " has "
              + x.dim(1)
              + " channels, weight "
              + Recorder.describe(weight)
              + " expects "
              + weight.shape().dim(0)
              + " (its first axis). Usual cause: a layer built for another number of channels.");
    }
    Op.Geometry g = window.geometry("convTranspose", spatial);
    int[] extra =
        Window.each(
            "convTranspose",
            "outputPadding",
            outputPadding.length == 0 ? new int[] {0} : outputPadding,
            spatial);
    int[] out = new int[spatial];
    for (int d = 0; d < spatial; d++) {
      int stride = g.stride().get(d);
      if (extra[d] < 0 || extra[d] >= stride && extra[d] >= g.dilation().get(d)) {
        throw new ShapeException(
            "convTranspose: expected an outputPadding from 0 to less than the stride "
                + stride
                + ", found "
                + extra[d]
                + ".");
      }
      out[d] =
          (x.dim(d + 2) - 1) * stride
              - g.padLow().get(d)
              - g.padHigh().get(d)
              + g.dilation().get(d) * (weight.shape().dim(d + 2) - 1)
              + extra[d]
              + 1;
    }
    DType dtype = floatOf(self(), weight);
    return Recorder.record(
        new Op.ConvInput(g, Op.list(out)), self().cast(dtype), weight.cast(dtype));
  }

  /// The largest element of each window, over the last `kernel.length` axes; padding never wins,
  /// NaN does.
  default Tensor maxPool(int[] kernel, Window window) {
    Tensor x = Recorder.arithmetic(self());
    int spatial = kernel.length;
    Op.Geometry geometry = poolGeometry("maxPool", kernel, window);
    Tensor index = Recorder.record(new Op.ArgMaxPool(Op.list(kernel), geometry), x);
    Tensor flat = x.reshape(flatSpatial(x.shape(), spatial));
    return flat.gather(-1, index.reshape(flatSpatial(index.shape(), spatial)))
        .reshape(index.shape().dims());
  }

  /// The mean of each window over the last `kernel.length` axes.
  ///
  /// @param countPadding whether padding counts as zeros in the mean (PyTorch's default) or is left
  ///   out of it
  default Tensor avgPool(int[] kernel, Window window, boolean countPadding) {
    Tensor x = Recorder.floating(self());
    Tensor sums = windowSums(x, kernel, window);
    if (countPadding
        || IntStream.concat(Arrays.stream(window.padLow()), Arrays.stream(window.padHigh()))
            .allMatch(p -> p == 0)) {
      return sums.div(Arrays.stream(kernel).reduce(1, (a, b) -> a * b));
    }
    int rank = x.shape().rank();
    int[] spatialOnly = x.shape().dims();
    Arrays.fill(spatialOnly, 0, rank - kernel.length, 1);
    return sums.div(windowSums(Recorder.fill(1, Shape.of(spatialOnly), x.dtype()), kernel, window));
  }

  private static Tensor windowSums(Tensor x, int[] kernel, Window window) {
    Op.Geometry g = poolGeometry("avgPool", kernel, window);
    int first = x.shape().rank() - kernel.length;
    Tensor y = x;
    for (int d = 0; d < kernel.length; d++) {
      y = y.pad(first + d, g.padLow().get(d), g.padHigh().get(d), 0);
      y = y.unfold(first + d, kernel[d], g.stride().get(d), g.dilation().get(d)).sum(-1);
    }
    return y;
  }

  /// The mean over bins that divide each of the last `out.length` axes into `out[d]` nearly equal
  /// parts: bin i of n elements goes from ⌊i·n/out⌋ to ⌈(i+1)·n/out⌉.
  default Tensor adaptiveAvgPool(int... out) {
    Tensor x = Recorder.floating(self());
    int first = x.shape().rank() - out.length;
    if (first < 0 || Arrays.stream(out).anyMatch(size -> size < 1)) {
      throw new ShapeException(
          "adaptiveAvgPool: cannot reduce the last "
              + out.length
              + " axes of "
              + x.shape()
              + " to "
              + Arrays.toString(out)
              + ".");
    }
    if (Arrays.stream(out).allMatch(size -> size == 1)) {
      return x.mean(IntStream.range(first, x.shape().rank()).toArray(), true);
    }
    for (int d = 0; d < out.length; d++) {
      Tensor bins =
          Tensor.of(averaging(x.shape().dim(first + d), out[d]), x.shape().dim(first + d), out[d])
              .cast(x.dtype());
      x = x.transpose(first + d, -1).matmul(bins).transpose(first + d, -1);
    }
    return x;
  }

  private static double[] averaging(int n, int out) {
    double[] matrix = new double[n * out];
    for (int o = 0; o < out; o++) {
      int start = (int) ((long) o * n / out);
      int end = (int) Math.ceilDiv((o + 1L) * n, out);
      for (int i = start; i < end; i++) {
        matrix[i * out + o] = 1.0 / (end - start);
      }
    }
    return matrix;
  }

  private static Op.Geometry poolGeometry(String operation, int[] kernel, Window window) {
    Op.Geometry g = window.geometry(operation, kernel.length);
    for (int d = 0; d < kernel.length; d++) {
      if (kernel[d] < 1
          || 2 * Math.max(g.padLow().get(d), g.padHigh().get(d))
              > (kernel[d] - 1) * g.dilation().get(d) + 1) {
        throw new ShapeException(
            operation
                + ": expected a kernel of 1 or more and padding of at most half of it, found kernel"
                + " "
                + Arrays.toString(kernel)
                + " with "
                + window
                + ".");
      }
    }
    return g;
  }

  private static int[] flatSpatial(Shape shape, int spatial) {
    int[] dims = Arrays.copyOf(shape.dims(), shape.rank() - spatial + 1);
    dims[dims.length - 1] =
        Arrays.stream(shape.dims(), shape.rank() - spatial, shape.rank())
            .reduce(1, (a, b) -> a * b);
    return dims;
  }

  private int spatial(String operation, Tensor weight) {
    int spatial = self().shape().rank() - 2;
    if (spatial < 1 || spatial > 3 || weight.shape().rank() != spatial + 2) {
      throw new ShapeException(
          operation
              + ": expected an input [N, C, 1 to 3 spatial axes] and a weight of as many axes,"
              + " found "
              + self().shape()
              + " and "
              + Recorder.describe(weight)
              + ". Usual cause: a missing batch axis; fix: unsqueeze(0).");
    }
    return spatial;
  }

  private static DType floatOf(Tensor x, Tensor weight) {
    return DType.promote(DType.promote(x.dtype(), weight.dtype()), DType.FLOAT32);
  }
}
