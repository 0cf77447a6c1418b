package dev.cien.tensor;

import dev.cien.tensor.graph.Op;

/// Comparisons and truth values: a chapter of [Tensor]. Results are `bool`; comparisons with NaN
/// are false, but for [#ne].
public sealed interface Logic permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// Where self < that.
  default Tensor lt(Tensor that) {
    return Recorder.binary(new Op.Less(), self(), that);
  }

  /// Where self < value.
  default Tensor lt(double value) {
    return lt(Recorder.scalarLike(self(), value));
  }

  /// Where self ≤ that.
  default Tensor le(Tensor that) {
    return Recorder.binary(new Op.LessEqual(), self(), that);
  }

  /// Where self ≤ value.
  default Tensor le(double value) {
    return le(Recorder.scalarLike(self(), value));
  }

  /// Where self > that.
  default Tensor gt(Tensor that) {
    return that.lt(self());
  }

  /// Where self > value.
  default Tensor gt(double value) {
    return gt(Recorder.scalarLike(self(), value));
  }

  /// Where self ≥ that.
  default Tensor ge(Tensor that) {
    return that.le(self());
  }

  /// Where self ≥ value.
  default Tensor ge(double value) {
    return ge(Recorder.scalarLike(self(), value));
  }

  /// Where both are equal.
  default Tensor eq(Tensor that) {
    return Recorder.binary(new Op.Equal(), self(), that);
  }

  /// Where self equals value.
  default Tensor eq(double value) {
    return eq(Recorder.scalarLike(self(), value));
  }

  /// Where they differ; NaN differs from everything.
  default Tensor ne(Tensor that) {
    return eq(that).not();
  }

  /// Where self differs from value.
  default Tensor ne(double value) {
    return eq(value).not();
  }

  /// Where self is not a number.
  default Tensor isNaN() {
    return ne(self());
  }

  /// Where self is neither infinite nor NaN.
  default Tensor isFinite() {
    return self().abs().lt(Double.POSITIVE_INFINITY);
  }

  /// Where both hold. Numbers count as true unless they are 0.
  default Tensor and(Tensor that) {
    return Recorder.binary(new Op.And(), self(), that, DType.BOOL);
  }

  /// Where one or both hold.
  default Tensor or(Tensor that) {
    return Recorder.binary(new Op.Or(), self(), that, DType.BOOL);
  }

  /// Where exactly one holds.
  default Tensor xor(Tensor that) {
    return self().cast(DType.BOOL).ne(that.cast(DType.BOOL));
  }

  /// Where self does not hold.
  default Tensor not() {
    return Recorder.record(new Op.Not(), self().cast(DType.BOOL));
  }
}
