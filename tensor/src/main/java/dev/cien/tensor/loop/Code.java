package dev.cien.tensor.loop;

/// What one instruction of a loop body does.
public enum Code {
  /// The element that an access points to.
  LOAD,
  /// The position that an access points to, as INT32: how index sequences are made.
  INDEX,
  /// The number with the given bits.
  CONST,
  /// A row value seen by each element.
  SPREAD,

  ADD,
  SUB,
  MUL,
  DIV,
  REM,
  MIN,
  MAX,
  /// a·b + c with one rounding.
  FMA,
  NEG,
  ABS,
  SQRT,

  /// Comparisons: BOOL of operands of one type.
  LT,
  LE,
  EQ,
  AND,
  OR,
  NOT,
  /// a ? b : c.
  SELECT,

  /// To another type, with Java's rules.
  CAST,
  /// The bits of a FLOAT32 as INT32, and back.
  BITS,
  UNBITS,
  /// INT32 shifted by an immediate amount: left, and right with zeros.
  SHL,
  SHR,
  /// Bitwise and of INT32.
  MASK,
  /// A FLOAT64 function of `StrictMath`, whose results are the same on every machine.
  CALL,

  /// Reductions of a full value to a row value.
  SUM,
  PROD,
  MAXOF;

  /// Whether this folds a row of elements into one.
  public boolean isReduction() {
    return this == SUM || this == PROD || this == MAXOF;
  }
}
