package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Matrix products and convolutions: a chapter of [Tensor].
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
    requireGroups("conv", "output", w.dim(0), weight, window);
    if (x.dim(1) != w.dim(1) * window.groups()) {
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
    int[] kernel = Arrays.copyOfRange(w.dims(), 2, w.rank());
    Op.Geometry geometry = window.over("conv", x, kernel, "weight " + Recorder.describe(weight));
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
    requireGroups("convTranspose", "input", weight.shape().dim(0), weight, window);
    if (x.dim(1) != weight.shape().dim(0)) {
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
                + ". It chooses between the sizes that a convolution of that stride maps to one.");
      }
      out[d] =
          (x.dim(d + 2) - 1) * stride
              - g.padLow().get(d)
              - g.padHigh().get(d)
              + g.dilation().get(d) * (weight.shape().dim(d + 2) - 1)
              + extra[d]
              + 1;
      if (out[d] < 1) {
        throw new ShapeException(
            "convTranspose: weight "
                + Recorder.describe(weight)
                + " with "
                + window
                + " makes "
                + out[d]
                + " elements of the "
                + x.dim(d + 2)
                + " along axis "
                + (d + 2)
                + " of the input "
                + x
                + ", expected 1 or more. Usual cause: padding, which cuts elements off here; fix:"
                + " less padding or a larger kernel.");
      }
    }
    DType dtype = floatOf(self(), weight);
    return Recorder.record(
        new Op.ConvInput(g, Op.list(out)), self().cast(dtype), weight.cast(dtype));
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

  private static void requireGroups(
      String operation, String side, int channels, Tensor weight, Window window) {
    if (channels % window.groups() != 0) {
      throw new ShapeException(
          operation
              + ": expected "
              + side
              + " channels that "
              + window.groups()
              + " groups divide, found "
              + channels
              + " in the first axis of weight "
              + Recorder.describe(weight)
              + ". Usual cause: a weight made for another number of groups; fix: withGroups.");
    }
  }

  private static DType floatOf(Tensor x, Tensor weight) {
    return DType.promote(DType.promote(x.dtype(), weight.dtype()), DType.FLOAT32);
  }
}
