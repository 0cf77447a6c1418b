package dev.cien.tensor;

import dev.cien.tensor.graph.Op;

/// Arithmetic on each element alone, with broadcasting: a chapter of [Tensor], its only
/// implementation.
///
/// Two shapes broadcast by NumPy's rule: aligned at the last axis, sizes are equal or one of them
/// is 1. Mixed number formats promote as [DType] says. Functions that give fractions read whole
/// numbers as `float32`; arithmetic counts truth values as 0 and 1 and gives `int32`. Sums and
/// products of whole numbers wrap around as Java's do.
///
/// Outside its domain a function gives NaN, at a pole ±∞, as those of [Math] do. In `float32` the
/// functions here are within 3 units in the last place of the exact result, with the same bits on
/// every machine; in `float64` they are those of [StrictMath].
///
/// Every method of two tensors throws a [ShapeException] if their shapes do not broadcast.
public sealed interface Elementwise permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The sum of both.
  default Tensor add(Tensor that) {
    return Recorder.binary(new Op.Add(), numeric(self()), numeric(that));
  }

  /// Each element plus `value`.
  default Tensor add(double value) {
    return value == 0 && self().dtype().isFloating()
        ? Recorder.arithmetic(self())
        : add(Recorder.scalarLike(self(), value));
  }

  /// The difference self − that.
  default Tensor sub(Tensor that) {
    return Recorder.binary(new Op.Sub(), numeric(self()), numeric(that));
  }

  /// Each element minus `value`.
  default Tensor sub(double value) {
    return sub(Recorder.scalarLike(self(), value));
  }

  /// The product of both.
  default Tensor mul(Tensor that) {
    return Recorder.binary(new Op.Mul(), numeric(self()), numeric(that));
  }

  /// Each element times `value`.
  default Tensor mul(double value) {
    return mul(Recorder.scalarLike(self(), value));
  }

  /// The quotient self / that: always a fraction, also of whole numbers. By 0 it is ±∞, or NaN for
  /// 0 / 0; [#floorDiv] keeps whole numbers whole.
  default Tensor div(Tensor that) {
    return Recorder.binary(new Op.Div(), Recorder.floating(self()), Recorder.floating(that));
  }

  /// Each element divided by `value`.
  default Tensor div(double value) {
    return div(Recorder.fill(value, self().shape(), Recorder.floating(self()).dtype()));
  }

  /// The whole-number quotient, rounded towards −∞: of the exact quotient, also where [#div] would
  /// round up to the next whole number. Whole numbers stay whole; by 0 they give 0, fractions ±∞ or
  /// NaN. No gradient flows.
  default Tensor floorDiv(Tensor that) {
    DType dtype = DType.promote(self().dtype(), that.dtype());
    if (dtype.isFloating()) {
      Tensor rest = rem(that);
      Tensor opposed = rest.ne(0).and(rest.lt(0).xor(that.lt(0)));
      // A whole number but for rounding: what is left over was taken off.
      Tensor whole = self().sub(rest).div(that).round().sub(opposed.cast(rest.dtype()));
      return Tensor.where(that.eq(0), div(that), whole).detach();
    }
    Tensor quotient = Recorder.binary(new Op.Div(), numeric(self()), numeric(that));
    Tensor inexact = quotient.mul(that).ne(self()).and(that);
    Tensor negative = self().lt(0).xor(that.lt(0));
    return quotient.sub(inexact.and(negative).cast(quotient.dtype()));
  }

  /// The remainder self − that·trunc(self / that) with the sign of self, as Java's `%` and
  /// PyTorch's `fmod`. By 0 it is NaN, of whole numbers 0.
  default Tensor rem(Tensor that) {
    return Recorder.binary(new Op.Rem(), numeric(self()), numeric(that));
  }

  /// The remainder by `value` with the sign of self.
  default Tensor rem(double value) {
    return rem(Recorder.scalarLike(self(), value));
  }

  /// Self to the power of that. The gradient for the exponent is 0 where the base is not positive.
  ///
  /// Whole numbers to whole powers stay whole and wrap around; where such a power is negative the
  /// result is cut to a whole number, 0 for all bases but 1 and −1.
  default Tensor pow(Tensor that) {
    DType dtype = DType.promote(DType.promote(self().dtype(), that.dtype()), DType.INT32);
    if (!dtype.isFloating()) {
      Shape shape = Recorder.broadcast(self(), that);
      return WholePower.of(
          Recorder.stretch(self().cast(dtype), shape), Recorder.stretch(that.cast(dtype), shape));
    }
    return Recorder.binary(new Op.Pow(), Recorder.floating(self()), Recorder.floating(that));
  }

  /// Each element to the power of `exponent`. The powers 0.5 and −0.5 are square roots, −1, 2, 3
  /// and 4 quotients and products.
  ///
  /// Whole numbers to a whole power stay whole and wrap around; to any other they are read as
  /// `float32`.
  ///
  /// @throws TensorException if whole numbers are to be taken to a negative whole power
  default Tensor pow(double exponent) {
    Tensor base = numeric(self());
    if (!base.dtype().isFloating()
        && exponent == Math.rint(exponent)
        && Math.abs(exponent) < 0x1p63) {
      return WholePower.of(base, (long) exponent);
    }
    if (exponent == 0.5) {
      return sqrt();
    } else if (exponent == -0.5) {
      return rsqrt();
    } else if (exponent == -1) {
      return reciprocal();
    } else if (exponent == 1) {
      return base;
    } else if (exponent == 2) {
      return square();
    } else if (exponent == 3) {
      return square().mul(self());
    } else if (exponent == 4) {
      return square().square();
    }
    Tensor x = Recorder.floating(self());
    return Recorder.record(new Op.Pow(), x, Recorder.fill(exponent, x.shape(), x.dtype()));
  }

  /// The larger of both; NaN if either is. Equal elements share the gradient. Of truth values it is
  /// [Logic#or].
  default Tensor maximum(Tensor that) {
    return areTruths(that)
        ? self().or(that)
        : Recorder.binary(new Op.Max(), numeric(self()), numeric(that));
  }

  /// The larger of each element and `value`.
  default Tensor maximum(double value) {
    return maximum(Recorder.scalarLike(self(), value));
  }

  /// The smaller of both; NaN if either is. Equal elements share the gradient. Of truth values it
  /// is [Logic#and].
  default Tensor minimum(Tensor that) {
    return areTruths(that)
        ? self().and(that)
        : Recorder.binary(new Op.Min(), numeric(self()), numeric(that));
  }

  /// The smaller of each element and `value`.
  default Tensor minimum(double value) {
    return minimum(Recorder.scalarLike(self(), value));
  }

  /// Each element kept within [low, high]; NaN stays. The gradient is 1 within, borders included,
  /// and 0 outside.
  ///
  /// @throws TensorException unless low ≤ high
  default Tensor clamp(double low, double high) {
    if (!(low <= high)) {
      throw new TensorException(
          "clamp: expected low ≤ high, found low = "
              + low
              + ", high = "
              + high
              + ". Usual cause: the two exchanged, or NaN.");
    }
    Tensor x = numeric(self());
    Tensor below = x.lt(low);
    Tensor above = x.gt(high);
    return Tensor.where(
        below, Recorder.scalarLike(x, low), Tensor.where(above, Recorder.scalarLike(x, high), x));
  }

  /// −x.
  default Tensor neg() {
    return Recorder.unary(new Op.Neg(), numeric(self()));
  }

  /// |x|; the gradient at 0 is 0. The least whole number has no opposite and stays.
  default Tensor abs() {
    return Recorder.unary(new Op.Abs(), numeric(self()));
  }

  /// −1, 0 or 1; NaN stays. No gradient flows.
  default Tensor sign() {
    return Recorder.unary(new Op.Sign(), numeric(self()));
  }

  /// x².
  default Tensor square() {
    return mul(self());
  }

  /// 1 / x.
  default Tensor reciprocal() {
    return Recorder.fill(1, self().shape(), Recorder.floating(self()).dtype()).div(self());
  }

  /// eˣ; in `float32` ∞ from x = 88.73 on.
  default Tensor exp() {
    return Recorder.fractional(new Op.Exp(), self());
  }

  /// eˣ − 1, exact near 0.
  default Tensor expm1() {
    return Recorder.fractional(new Op.Expm1(), self());
  }

  /// The natural logarithm: −∞ at 0, NaN below. [#log1p] is exact near 1.
  default Tensor log() {
    return Recorder.fractional(new Op.Log(), self());
  }

  /// log(1 + x), exact near 0: −∞ at −1, NaN below.
  default Tensor log1p() {
    return Recorder.fractional(new Op.Log1p(), self());
  }

  /// The logarithm to base 2.
  default Tensor log2() {
    return log().mul(1 / Math.log(2));
  }

  /// √x: NaN below 0. The gradient at 0 is ∞; [Reductions#norm] and [Reductions#std] have 0 there.
  default Tensor sqrt() {
    return Recorder.fractional(new Op.Sqrt(), self());
  }

  /// 1 / √x.
  default Tensor rsqrt() {
    return sqrt().reciprocal();
  }

  /// The sine of x in radians, in `float32` beyond |x| = 2¹⁷ with an error below 2⁻²⁴.
  default Tensor sin() {
    return Recorder.fractional(new Op.Sin(), self());
  }

  /// The cosine of x in radians, in `float32` beyond |x| = 2¹⁷ with an error below 2⁻²⁴.
  default Tensor cos() {
    return Recorder.fractional(new Op.Cos(), self());
  }

  /// The tangent of x in radians, the quotient of [#sin] and [#cos].
  default Tensor tan() {
    return sin().div(cos());
  }

  /// The hyperbolic tangent.
  default Tensor tanh() {
    return Recorder.fractional(new Op.Tanh(), self());
  }

  /// 1 / (1 + e⁻ˣ).
  default Tensor sigmoid() {
    return Recorder.fractional(new Op.Sigmoid(), self());
  }

  /// The error function, 2/√π ∫₀ˣ e^(−t²) dt.
  default Tensor erf() {
    return Recorder.fractional(new Op.Erf(), self());
  }

  /// The largest whole number not above x; whole numbers as they are. No gradient flows.
  default Tensor floor() {
    return whole(new Op.Floor());
  }

  /// The smallest whole number not below x; whole numbers as they are. No gradient flows.
  default Tensor ceil() {
    return whole(new Op.Ceil());
  }

  /// The nearest whole number, halves to the even one; whole numbers as they are. No gradient
  /// flows.
  default Tensor round() {
    return whole(new Op.Round());
  }

  /// The same elements in another number format; `this` if it has it already. To whole numbers as
  /// Java's casts: fractions are cut off, NaN becomes 0, what is too large the largest number. To
  /// `bool`: true unless 0. To `bfloat16`: the nearest, halves to even. Gradients flow between the
  /// formats of fractions.
  default Tensor cast(DType dtype) {
    return self().dtype() == dtype
        ? self()
        : self().node().op() instanceof Op.Fill fill
                && (dtype.isFloating() || !self().dtype().isFloating())
                && self().dtype() != DType.FLOAT64
            ? Recorder.fill(fill.value(), self().shape(), dtype)
            : Recorder.record(new Op.Cast(dtype), self());
  }

  private Tensor whole(Op.Unary op) {
    return self().dtype().isFloating() ? Recorder.unary(op, self()) : numeric(self());
  }

  private boolean areTruths(Tensor that) {
    return self().dtype() == DType.BOOL && that.dtype() == DType.BOOL;
  }

  private static Tensor numeric(Tensor x) {
    return x.dtype() == DType.BOOL ? x.cast(DType.INT32) : Recorder.arithmetic(x);
  }
}
