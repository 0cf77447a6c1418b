package dev.cien.tensor.cpu;

import static dev.cien.tensor.cpu.Emitted.BINARY;
import static dev.cien.tensor.cpu.Emitted.COMPARISON;
import static dev.cien.tensor.cpu.Emitted.CONVERSION;
import static dev.cien.tensor.cpu.Emitted.FLOAT;
import static dev.cien.tensor.cpu.Emitted.FLOATS;
import static dev.cien.tensor.cpu.Emitted.INT;
import static dev.cien.tensor.cpu.Emitted.INTS;
import static dev.cien.tensor.cpu.Emitted.MASK;
import static dev.cien.tensor.cpu.Emitted.OPERATORS;
import static dev.cien.tensor.cpu.Emitted.SPECIES;
import static dev.cien.tensor.cpu.Emitted.TYPES;
import static dev.cien.tensor.cpu.Emitted.VECTOR;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Val;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes single instructions of a loop body as Vector API calls on local variables. Each lane does
/// what the block interpreter does for one element.
final class VectorCode {
  private static final ClassDesc TRUTH = ClassDesc.of("dev.cien.tensor.cpu.VectorTruth");

  private final CodeBuilder code;
  private final Map<Val, Integer> locals = new HashMap<>();

  /// For truth values the type of the vectors that were compared: masks belong to a vector type.
  private final Map<Val, DType> maskOf = new HashMap<>();

  VectorCode(CodeBuilder code) {
    this.code = code;
  }

  /// Whether an element value can be written, given how its access moves (loads only).
  static boolean supports(Val val) {
    boolean number = Emitted.isNumber(val.type());
    return switch (val.code()) {
      case LOAD -> Emitted.isStorable(val.type());
      case INDEX, CONST -> number;
      case ADD, SUB, MUL, MIN, MAX, NEG, ABS, SELECT -> number;
      case DIV, SQRT, FMA -> val.type() == DType.FLOAT32;
      case BITS, UNBITS, SHL, SHR, MASK -> true;
      case LT, LE, EQ -> Emitted.isNumber(val.a().type());
      case AND, OR, NOT -> true;
      case CAST -> number && (Emitted.isNumber(val.a().type()) || val.a().type() == DType.BOOL);
      case SPREAD -> number || val.type() == DType.BOOL;
      case SUM, PROD, MAXOF -> val.type() == DType.FLOAT32;
      case REM, CALL -> false;
    };
  }

  /// Pops the vector on the stack into a local variable for `val`.
  void keep(Val val) {
    Integer local = locals.get(val);
    if (local == null) {
      local = code.allocateLocal(TypeKind.REFERENCE);
      locals.put(val, local);
    }
    code.astore(local);
  }

  boolean has(Val val) {
    return locals.containsKey(val);
  }

  void push(Val val) {
    code.aload(locals.get(val)).checkcast(Emitted.vector(val.type()));
  }

  void species(DType type) {
    code.getstatic(TYPES, Emitted.species(type), SPECIES);
  }

  /// Turns the number under a species, both on the stack, into a vector of equal lanes.
  void broadcast(DType type) {
    ClassDesc vector = Emitted.vector(type);
    code.invokestatic(
        vector,
        "broadcast",
        MethodTypeDesc.of(vector, SPECIES, type == DType.INT32 ? CD_int : CD_float));
  }

  /// Spreads a row's truth value (an int under a species) over a mask.
  void maskAll(Val val) {
    maskOf.put(val, DType.FLOAT32);
    code.invokeinterface(SPECIES, "maskAll", MethodTypeDesc.of(MASK, CD_boolean));
  }

  /// Converts the FLOAT32 mask on the stack to one for vectors of `type`.
  void castMask(DType type) {
    if (type == DType.INT32) {
      species(type);
      code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }
  }

  /// A truth value as a mask of vectors of `type`.
  private void pushMask(Val val, DType type) {
    push(val);
    if (maskOf.get(val) != type) {
      species(type);
      code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }
  }

  /// Loads a vector: species, array and position are on the stack, then perhaps an index map with
  /// its position, then perhaps a mask.
  void load(DType type, boolean strided, boolean masked) {
    ClassDesc vector = Emitted.vector(type);
    code.invokestatic(
        vector, "fromArray", MethodTypeDesc.of(vector, operands(SPECIES, type, strided, masked)));
  }

  /// Stores the vector under array and position.
  void store(DType type, boolean masked) {
    ClassDesc vector = Emitted.vector(type);
    ClassDesc[] all = operands(null, type, false, masked);
    code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, all));
  }

  /// Loads truth values: array and position are on the stack.
  void loadTruth(Val val) {
    maskOf.put(val, DType.FLOAT32);
    code.invokestatic(TRUTH, "load", MethodTypeDesc.of(MASK, Emitted.BYTES, CD_int));
  }

  /// Stores the mask under array and position, then perhaps a FLOAT32 mask.
  void storeTruth(boolean masked) {
    List<ClassDesc> all = new ArrayList<>(List.of(MASK, Emitted.BYTES, CD_int));
    if (masked) {
      all.add(MASK);
    }
    code.invokestatic(TRUTH, "store", MethodTypeDesc.of(CD_void, all));
  }

  /// A truth value as a mask of FLOAT32 vectors.
  void pushTruth(Val val) {
    pushMask(val, DType.FLOAT32);
  }

  private static ClassDesc[] operands(
      ClassDesc first, DType type, boolean strided, boolean masked) {
    List<ClassDesc> all = new ArrayList<>();
    if (first != null) {
      all.add(first);
    }
    all.add(type == DType.INT32 ? INTS : FLOATS);
    all.add(CD_int);
    if (strided) {
      all.add(INTS);
      all.add(CD_int);
    }
    if (masked) {
      all.add(MASK);
    }
    return all.toArray(ClassDesc[]::new);
  }

  /// Computes any value but loads, positions, constants, spreads and reductions.
  void compute(Val val) {
    ClassDesc type = Emitted.vector(val.type());
    switch (val.code()) {
      case ADD -> binary(val, "add");
      case SUB -> binary(val, "sub");
      case MUL -> binary(val, "mul");
      case DIV -> binary(val, "div");
      case MIN -> binary(val, "min");
      case MAX -> binary(val, "max");
      case MASK -> binary(val, "and");
      case FMA -> {
        push(val.a());
        push(val.b());
        push(val.c());
        code.invokevirtual(FLOAT, "fma", MethodTypeDesc.of(FLOAT, VECTOR, VECTOR));
      }
      case NEG -> unary(val, "neg", type);
      case ABS -> unary(val, "abs", type);
      case SQRT -> unary(val, "sqrt", type);
      case BITS -> unary(val, "reinterpretAsInts", INT);
      case UNBITS -> unary(val, "reinterpretAsFloats", FLOAT);
      case SHL, SHR -> {
        push(val.a());
        code.getstatic(OPERATORS, val.code() == Code.SHL ? "LSHL" : "LSHR", BINARY)
            .loadConstant((int) val.imm())
            .invokevirtual(INT, "lanewise", MethodTypeDesc.of(INT, BINARY, CD_int));
      }
      case LT, LE, EQ -> {
        maskOf.put(val, val.a().type());
        push(val.a());
        code.getstatic(OPERATORS, val.code().name(), COMPARISON);
        push(val.b());
        code.invokevirtual(
            Emitted.vector(val.a().type()), "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
      }
      case AND, OR -> {
        maskOf.put(val, DType.FLOAT32);
        pushMask(val.a(), DType.FLOAT32);
        pushMask(val.b(), DType.FLOAT32);
        code.invokevirtual(
            MASK, val.code() == Code.AND ? "and" : "or", MethodTypeDesc.of(MASK, MASK));
      }
      case NOT -> {
        maskOf.put(val, maskOf.get(val.a()));
        push(val.a());
        code.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
      }
      case SELECT -> {
        push(val.c());
        push(val.b());
        pushMask(val.a(), val.type());
        code.invokevirtual(type, "blend", MethodTypeDesc.of(type, VECTOR, MASK));
      }
      case CAST -> cast(val);
      case LOAD, INDEX, CONST, SPREAD, REM, CALL, SUM, PROD, MAXOF ->
          throw new IllegalStateException("not written: " + val);
    }
  }

  private void cast(Val val) {
    ClassDesc type = Emitted.vector(val.type());
    if (val.a().type() == DType.BOOL) {
      for (int truth = 0; truth < 2; truth++) {
        species(val.type());
        if (val.type() == DType.INT32) {
          code.loadConstant(truth);
        } else {
          code.loadConstant((float) truth);
        }
        broadcast(val.type());
      }
      pushMask(val.a(), val.type());
      code.invokevirtual(type, "blend", MethodTypeDesc.of(type, VECTOR, MASK));
      return;
    }
    push(val.a());
    code.getstatic(OPERATORS, val.type() == DType.FLOAT32 ? "I2F" : "F2I", CONVERSION)
        .iconst_0()
        .invokevirtual(
            Emitted.vector(val.a().type()),
            "convert",
            MethodTypeDesc.of(VECTOR, CONVERSION, CD_int))
        .checkcast(type);
  }

  /// Folds the value that `val` reduces into the vector of lanes on the stack, under the mask in a
  /// local variable if that is not negative. Without one the method is called on the new value: of
  /// what a loop carries C2 does not know the class in advance, and calls a method on it for good.
  void accumulate(Val val, int mask) {
    String operator =
        switch (val.code()) {
          case SUM -> "ADD";
          case PROD -> "MUL";
          case MAXOF -> "MAX";
          default -> throw new IllegalStateException(val + " does not reduce");
        };
    ClassDesc associative = OPERATORS.nested("Associative");
    if (mask >= 0) {
      code.getstatic(OPERATORS, operator, associative);
      push(val.a());
      code.aload(mask);
      code.invokevirtual(FLOAT, "lanewise", MethodTypeDesc.of(FLOAT, BINARY, VECTOR, MASK));
    } else {
      push(val.a());
      code.swap().getstatic(OPERATORS, operator, associative).swap();
      code.invokevirtual(FLOAT, "lanewise", MethodTypeDesc.of(FLOAT, BINARY, VECTOR));
    }
  }

  private void unary(Val val, String method, ClassDesc result) {
    push(val.a());
    code.invokevirtual(Emitted.vector(val.a().type()), method, MethodTypeDesc.of(result));
  }

  private void binary(Val val, String method) {
    push(val.a());
    push(val.b());
    ClassDesc type = Emitted.vector(val.type());
    code.invokevirtual(type, method, MethodTypeDesc.of(type, VECTOR));
  }
}
