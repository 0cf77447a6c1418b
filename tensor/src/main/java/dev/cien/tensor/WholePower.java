package dev.cien.tensor;

import dev.cien.tensor.graph.Op;

/// Powers of whole numbers by whole numbers, by repeated squaring (Knuth, TAOCP 4.6.3): exact, and
/// wrapping around as every product of whole numbers does.
final class WholePower {
  private WholePower() {}

  /// `base` to a power that is the same for all elements.
  static Tensor of(Tensor base, long exponent) {
    if (exponent < 0) {
      throw new TensorException(
          "pow: whole numbers to a negative power are fractions, found "
              + base.dtype()
              + Recorder.describe(base)
              + " to the power "
              + exponent
              + ". Usual cause: a tensor of counts or ids that was meant as numbers; fix:"
              + " cast(DType.FLOAT32) first.");
    }
    Tensor result = null;
    Tensor square = base;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result = result == null ? square : result.mul(square);
      }
      square = square.mul(square);
    }
    return result == null ? Recorder.fill(1, base.shape(), base.dtype()) : result;
  }

  /// Each element to a power of its own, both of one format and shape. Negative powers are cut to
  /// whole numbers: those of 1 and −1 stay, all others are 0.
  static Tensor of(Tensor base, Tensor exponent) {
    Tensor one = Recorder.fill(1, base.shape(), base.dtype());
    Tensor odd = exponent.rem(2).ne(0);
    Tensor result = Tensor.where(odd, base, one);
    Tensor square = base;
    Tensor two = Recorder.fill(2, base.shape(), base.dtype());
    Tensor left = Recorder.record(new Op.Div(), exponent, two);
    for (int bit = 1; bit < 8 * base.dtype().bytes() - 1; bit++) {
      square = square.mul(square);
      result = Tensor.where(left.rem(2).ne(0), result.mul(square), result);
      left = Recorder.record(new Op.Div(), left, two);
    }
    Tensor none = Recorder.fill(0, base.shape(), base.dtype());
    Tensor fraction = Tensor.where(base.abs().eq(1), Tensor.where(odd, base, one), none);
    return Tensor.where(exponent.lt(0), fraction, result);
  }
}
