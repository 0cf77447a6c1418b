package dev.cien.tensor;

/// The number format of a tensor's elements.
///
/// `FLOAT32` is the default of every creation method. `BFLOAT16` is a storage format: arithmetic on
/// it is done, and gives its result, in `FLOAT32`. Mixed arithmetic promotes to the wider format in
/// the order `BOOL < INT32 < INT64 < FLOAT32 < FLOAT64`, as NumPy does for arrays, except that
/// integers mixed with `FLOAT32` give `FLOAT32` (as in PyTorch).
public enum DType {
  BOOL(1, "bool"),
  INT32(4, "int32"),
  INT64(8, "int64"),
  BFLOAT16(2, "bfloat16"),
  FLOAT32(4, "float32"),
  FLOAT64(8, "float64");

  private final int bytes;
  private final String text;

  DType(int bytes, String text) {
    this.bytes = bytes;
    this.text = text;
  }

  /// The size of one element in bytes.
  public int bytes() {
    return bytes;
  }

  /// Whether elements are floating-point numbers, the only ones that have gradients.
  public boolean isFloating() {
    return this == BFLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /// Whether elements are whole numbers (`INT32`, `INT64`).
  public boolean isInteger() {
    return this == INT32 || this == INT64;
  }

  /// The format in which an operation on `a` and `b` computes and gives its result.
  public static DType promote(DType a, DType b) {
    DType wider = a.compareTo(b) >= 0 ? a : b;
    return wider == BFLOAT16 ? FLOAT32 : wider;
  }

  /// The name used in messages and in files, `float32` for instance.
  @Override
  public String toString() {
    return text;
  }
}
