package dev.cien.tensor.cpu;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Val;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Map;

/// Writes values of a kernel as plain Java arithmetic on local variables: what the block
/// interpreter computes for one element. Truth values are 0 or 1.
final class ScalarCode {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc BOXED = ClassDesc.of("java.lang.Float");

  private final CodeBuilder code;

  /// The local variable of each value that has been computed.
  private final Map<Val, Integer> locals;

  ScalarCode(CodeBuilder code, Map<Val, Integer> locals) {
    this.code = code;
    this.locals = locals;
  }

  /// Whether a row value can be written.
  static boolean supports(Val val) {
    boolean single = val.type() == DType.FLOAT32;
    return switch (val.code()) {
      case LOAD -> Emitted.isNumber(val.type()) || val.type() == DType.BOOL;
      case INDEX, CONST -> Emitted.isNumber(val.type());
      case ADD, SUB, MUL, MIN, MAX, NEG, ABS -> Emitted.isNumber(val.type());
      case DIV, SQRT, FMA -> single;
      case SELECT -> Emitted.isNumber(val.type());
      case BITS, UNBITS, SHL, SHR, MASK -> true;
      case LT, LE, EQ -> Emitted.isNumber(val.a().type());
      case AND, OR, NOT -> true;
      case CAST ->
          Emitted.isNumber(val.type())
              && (Emitted.isNumber(val.a().type()) || val.a().type() == DType.BOOL);
      case SUM, PROD, MAXOF -> single;
      case REM, CALL, SPREAD -> false;
    };
  }

  static TypeKind kind(Val val) {
    return val.type() == DType.FLOAT32 ? TypeKind.FLOAT : TypeKind.INT;
  }

  static ClassDesc type(Val val) {
    return val.type() == DType.FLOAT32 ? CD_float : CD_int;
  }

  /// Pops what is on the stack into a local variable for `val`.
  void keep(Val val) {
    int local = code.allocateLocal(kind(val));
    code.storeLocal(kind(val), local);
    locals.put(val, local);
  }

  void push(Val val) {
    code.loadLocal(kind(val), locals.get(val));
  }

  /// Computes any value but a load or a position, which the loops write.
  void compute(Val val) {
    boolean single = val.type() == DType.FLOAT32;
    if (val.code() == Code.CONST) {
      constant(val);
      return;
    }
    for (int i = 0; i < 3 && val.operand(i) != null && val.code() != Code.SELECT; i++) {
      push(val.operand(i));
    }
    switch (val.code()) {
      case ADD -> arithmetic(single ? code::fadd : code::iadd);
      case SUB -> arithmetic(single ? code::fsub : code::isub);
      case MUL -> arithmetic(single ? code::fmul : code::imul);
      case DIV -> code.fdiv();
      case NEG -> arithmetic(single ? code::fneg : code::ineg);
      case MIN -> math("min", val, 2);
      case MAX -> math("max", val, 2);
      case ABS -> math("abs", val, 1);
      case FMA -> math("fma", val, 3);
      case SQRT ->
          code.f2d().invokestatic(MATH, "sqrt", MethodTypeDesc.of(CD_double, CD_double)).d2f();
      case BITS ->
          code.invokestatic(BOXED, "floatToRawIntBits", MethodTypeDesc.of(CD_int, CD_float));
      case UNBITS ->
          code.invokestatic(BOXED, "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
      case SHL -> code.loadConstant((int) val.imm()).ishl();
      case SHR -> code.loadConstant((int) val.imm()).iushr();
      case MASK, AND -> code.iand();
      case OR -> code.ior();
      case NOT -> code.iconst_1().ixor();
      case LT, LE, EQ -> compare(val);
      case SELECT -> select(val);
      case CAST -> cast(val);
      case LOAD, INDEX, CONST, SPREAD, REM, CALL, SUM, PROD, MAXOF ->
          throw new IllegalStateException("not written: " + val);
    }
  }

  private void arithmetic(Runnable instruction) {
    instruction.run();
  }

  void constant(Val val) {
    if (val.type() == DType.FLOAT32) {
      code.loadConstant(Float.intBitsToFloat((int) val.imm()));
    } else {
      code.loadConstant((int) val.imm());
    }
  }

  private void math(String method, Val val, int operands) {
    ClassDesc type = type(val);
    ClassDesc[] all = new ClassDesc[operands];
    Arrays.fill(all, type);
    code.invokestatic(MATH, method, MethodTypeDesc.of(type, all));
  }

  private void compare(Val val) {
    Label holds = code.newLabel();
    Label end = code.newLabel();
    boolean single = val.a().type() == DType.FLOAT32;
    if (single) {
      // fcmpg gives 1 for NaN, so that no comparison with it holds.
      code.fcmpg();
      switch (val.code()) {
        case LT -> code.iflt(holds);
        case LE -> code.ifle(holds);
        default -> code.ifeq(holds);
      }
    } else {
      switch (val.code()) {
        case LT -> code.if_icmplt(holds);
        case LE -> code.if_icmple(holds);
        default -> code.if_icmpeq(holds);
      }
    }
    code.iconst_0().goto_(end).labelBinding(holds).iconst_1().labelBinding(end);
  }

  private void select(Val val) {
    Label otherwise = code.newLabel();
    Label end = code.newLabel();
    push(val.a());
    code.ifeq(otherwise);
    push(val.b());
    code.goto_(end).labelBinding(otherwise);
    push(val.c());
    code.labelBinding(end);
  }

  private void cast(Val val) {
    if (val.type() == DType.FLOAT32) {
      code.i2f();
    } else if (val.a().type() == DType.FLOAT32) {
      code.f2i();
    }
  }

  /// Puts one more element, on the stack above it, into a reduction.
  void combine(Code reduction) {
    switch (reduction) {
      case SUM -> code.fadd();
      case PROD -> code.fmul();
      case MAXOF -> code.invokestatic(MATH, "max", MethodTypeDesc.of(CD_float, CD_float, CD_float));
      default -> throw new IllegalStateException(reduction + " does not reduce");
    }
  }

  /// Loads the element whose array and position are on the stack.
  void load(DType type) {
    switch (type) {
      case INT32 -> code.iaload();
      case BOOL -> code.baload();
      default -> code.faload();
    }
  }

  /// Stores what is on the stack above its array and position.
  void store(DType type) {
    switch (type) {
      case INT32 -> code.iastore();
      case BOOL -> code.bastore();
      default -> code.fastore();
    }
  }
}
