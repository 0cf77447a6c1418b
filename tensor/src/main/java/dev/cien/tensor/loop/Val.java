package dev.cien.tensor.loop;

import dev.cien.tensor.DType;
import java.util.Locale;

/// One value of a loop body: an instruction and its result, in single-assignment form.
public final class Val {
  /// The functions that [Code#CALL] names by [#imm].
  public enum Function {
    EXP,
    EXPM1,
    LOG,
    LOG1P,
    SIN,
    COS,
    TANH,
    SIGMOID,
    ERF,
    FLOOR,
    CEIL,
    RINT,
    POW
  }

  final int id;
  final Code code;
  final DType type;
  final Val a;
  final Val b;
  final Val c;
  final long imm;
  final boolean row;
  final int phase;

  Val(int id, Code code, DType type, Val a, Val b, Val c, long imm, boolean row, int phase) {
    this.id = id;
    this.code = code;
    this.type = type;
    this.a = a;
    this.b = b;
    this.c = c;
    this.imm = imm;
    this.row = row;
    this.phase = phase;
  }

  /// The position among the kernel's values; operands come before their users.
  public int id() {
    return id;
  }

  /// What computes it.
  public Code code() {
    return code;
  }

  /// Its number format.
  public DType type() {
    return type;
  }

  /// The first operand or `null`.
  public Val a() {
    return a;
  }

  /// The second operand or `null`.
  public Val b() {
    return b;
  }

  /// The third operand or `null`.
  public Val c() {
    return c;
  }

  /// The bits of a constant, the number of an access or of a function, or the amount of a shift.
  public long imm() {
    return imm;
  }

  /// Whether there is one for each row rather than one for each element.
  public boolean row() {
    return row;
  }

  /// The first pass over the row's elements in which this can be computed; for a row value, after
  /// which pass.
  public int phase() {
    return phase;
  }

  /// Operand number 0 to 2, or `null`.
  public Val operand(int i) {
    return i == 0 ? a : i == 1 ? b : c;
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            (row ? "r" : "v") + id + ":" + type + " = " + code.name().toLowerCase(Locale.ROOT));
    for (int i = 0; i < 3 && operand(i) != null; i++) {
      text.append(' ').append(operand(i).row ? "r" : "v").append(operand(i).id);
    }
    switch (code) {
      case CONST -> text.append(' ').append(constant());
      case LOAD, INDEX -> text.append(" access ").append(imm);
      case SHL, SHR -> text.append(' ').append(imm);
      case CALL -> text.append(' ').append(Function.values()[(int) imm]);
      default -> {}
    }
    return text.toString();
  }

  /// The number that a constant stands for.
  public Number constant() {
    return switch (type) {
      case FLOAT32 -> Float.intBitsToFloat((int) imm);
      case FLOAT64 -> Double.longBitsToDouble(imm);
      case INT32, BOOL, BFLOAT16 -> (int) imm;
      case INT64 -> imm;
    };
  }
}
