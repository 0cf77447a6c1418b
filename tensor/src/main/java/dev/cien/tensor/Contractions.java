package dev.cien.tensor;

import dev.cien.tensor.graph.Op;
import java.util.Arrays;
import java.util.Optional;
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
    Shape batch =
        Shape.broadcast(left, right)
            .orElseThrow(
                () ->
                    new ShapeException(
                        "matmul: the leading axes of "
                            + Recorder.describe(a)
                            + " and "
                            + Recorder.describe(b)
                            + " do not broadcast: sizes must be equal or 1. Usual cause: two"
                            + " batches of different size, or heads and samples in another order;"
                            + " fix: permute or unsqueeze."));
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

  /// Attention: softmax(this·keyᵀ)·value, for each query a mean of the values, weighted by how well
  /// their keys fit it (Vaswani et al. 2017, arXiv:1706.03762), which scales queries by 1/√D
  /// before.
  ///
  /// Shapes: this `[…, M, D]`, key `[…, L, D]`, value `[…, L, E]`, mask `[…, M, L]`, result `[…, M,
  /// E]`; leading axes broadcast, the mask's axes all. The weights `[…, M, L]` are never stored,
  /// neither here nor for gradients (after Dao et al. 2022, arXiv:2205.14135), and in `float32`
  /// what the mask hides from some neighbouring queries at once is not computed.
  ///
  /// @param mask BOOL, true where a query may look; a query that may look nowhere takes the mean of
  ///   all values. None: everywhere
  /// @throws ShapeException if widths, numbers of keys and values, leading axes or the mask do not
  ///   fit
  /// @throws TensorException if the mask is not BOOL, or the others are not floating-point
  default Tensor attend(Tensor key, Tensor value, Optional<Tensor> mask) {
    return Attending.forward(self(), key, value, mask);
  }

  /// The weights of [#attend], to look at or to drop some of: softmax(this·keyᵀ), `[…, M, L]`.
  ///
  /// @param mask BOOL, true where a query may look; a query that may look nowhere looks everywhere
  ///   alike
  /// @throws ShapeException if widths, leading axes or the mask do not fit
  /// @throws TensorException if the mask is not BOOL
  default Tensor attentionWeights(Tensor key, Optional<Tensor> mask) {
    return Attending.weights(self(), key, mask);
  }

  /// The convolution (as everywhere in deep learning, without flipping the kernel) over 1, 2 or 3
  /// spatial axes.
  ///
  /// Shapes: this `[N, C, in…]`, weight `[K, C/groups, kernel…]`, result `[N, K, out…]` with out =
  /// ⌊(in + padLow + padHigh − dilation·(kernel − 1) − 1) / stride⌋ + 1.
  ///
  /// @throws ShapeException if channels or groups do not fit, or the kernel reaches further than
  ///   the padded input
  default Tensor conv(Tensor weight, Window window) {
    return Convolution.forward(self(), weight, window);
  }

  /// The transposed convolution, the adjoint of [#conv]: enlarges where a convolution shrinks.
  ///
  /// Shapes: this `[N, C, in…]`, weight `[C, K/groups, kernel…]`, result `[N, K, out…]` with out =
  /// (in − 1)·stride − padLow − padHigh + dilation·(kernel − 1) + outputPadding + 1.
  ///
  /// @param outputPadding elements more at the end of each spatial axis: one number, or one for
  ///   each; less than the stride or the dilation
  /// @throws ShapeException if channels, groups or sizes do not fit
  default Tensor convTranspose(Tensor weight, Window window, int... outputPadding) {
    return Convolution.transposed(self(), weight, window, outputPadding);
  }
}
