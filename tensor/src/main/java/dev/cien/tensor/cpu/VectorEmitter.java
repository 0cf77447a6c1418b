package dev.cien.tensor.cpu;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Kernel;
import dev.cien.tensor.loop.Val;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/// Writes a map kernel's row as a hidden class of Vector API calls: arrays and constants in locals,
/// a loop over whole vectors, and the same body once more under a mask for the rest. Each lane does
/// what the block interpreter does for one element, so both give the same bits.
final class VectorEmitter {
  private static final int LARGEST_BODY = 160;
  private static final String API = "jdk.incubator.vector.";
  private static final ClassDesc FLOAT = ClassDesc.of(API + "FloatVector");
  private static final ClassDesc INT = ClassDesc.of(API + "IntVector");
  private static final ClassDesc VECTOR = ClassDesc.of(API + "Vector");
  private static final ClassDesc MASK = ClassDesc.of(API + "VectorMask");
  private static final ClassDesc SPECIES = ClassDesc.of(API + "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(API + "VectorOperators");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");
  private static final ClassDesc TYPES = ClassDesc.of("dev.cien.tensor.cpu.VectorTypes");
  private static final ClassDesc FLOATS = CD_float.arrayType();
  private static final ClassDesc INTS = CD_int.arrayType();

  private final Kernel kernel;
  private final CodeBuilder code;
  private final int lanes;
  private int[] arrays;
  private int[] bases;
  private final int[] locals;
  private final DType[] maskOf;
  private int index;
  private int mask;

  private VectorEmitter(Kernel kernel, CodeBuilder code) {
    this.kernel = kernel;
    this.code = code;
    this.lanes = VectorTypes.FLOATS.length();
    this.locals = new int[kernel.vals().size()];
    this.maskOf = new DType[kernel.vals().size()];
  }

  /// Whether this kernel can be written: a map over FLOAT32 and INT32 that walks along or stands
  /// still in every buffer.
  static boolean supports(Kernel kernel) {
    if (kernel.kind() != Kernel.Kind.MAP || kernel.vals().size() > LARGEST_BODY) {
      return false;
    }
    for (Access access : kernel.accesses()) {
      if (access.inner() != 0 && access.inner() != 1 || !isNumber(access.type())) {
        return false;
      }
    }
    for (Kernel.Store store : kernel.stores()) {
      if (kernel.accesses().get(store.access()).inner() != 1) {
        return false;
      }
    }
    return kernel.vals().stream().allMatch(VectorEmitter::supports);
  }

  private static boolean isNumber(DType type) {
    return type == DType.FLOAT32 || type == DType.INT32;
  }

  private static boolean supports(Val val) {
    boolean number = isNumber(val.type());
    return switch (val.code()) {
      case LOAD, INDEX, CONST -> number;
      case ADD, SUB, MUL, MIN, MAX, NEG, ABS, SELECT -> number;
      case DIV, SQRT, FMA -> val.type() == DType.FLOAT32;
      case BITS, UNBITS, SHL, SHR, MASK -> true;
      case LT, LE, EQ -> isNumber(val.a().type());
      case AND, OR, NOT -> true;
      case CAST -> number && isNumber(val.a().type());
      case REM, SPREAD, CALL, SUM, PROD, MAXOF -> false;
    };
  }

  /// Writes, loads and instantiates the class of a kernel.
  static RowCode emit(Kernel kernel) {
    ClassDesc self = ClassDesc.of("dev.cien.tensor.cpu." + kernel.name());
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                type ->
                    type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                        .withInterfaceSymbols(ClassDesc.of("dev.cien.tensor.cpu.RowCode"))
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            0,
                            b ->
                                b.aload(0)
                                    .invokespecial(
                                        ConstantDescs.CD_Object,
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(
                            "run",
                            MethodTypeDesc.of(
                                CD_void, ConstantDescs.CD_Object.arrayType(), INTS, CD_int, CD_int),
                            ClassFile.ACC_PUBLIC,
                            b -> new VectorEmitter(kernel, b).body()));
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (RowCode) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load generated kernel " + kernel.name(), e);
    }
  }

  private void body() {
    unpack();
    index = code.allocateLocal(java.lang.classfile.TypeKind.INT);
    mask = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
    for (Val val : kernel.vals()) {
      locals[val.id()] = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
      if (isInvariant(val)) {
        invariant(val);
        code.astore(locals[val.id()]);
      }
    }
    code.iload(3).istore(index);
    Label head = code.newLabel();
    Label rest = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(head).iload(index).loadConstant(lanes).iadd().iload(4).if_icmpgt(rest);
    elements(false);
    code.iinc(index, lanes).goto_(head);
    code.labelBinding(rest).iload(index).iload(4).if_icmpge(end);
    code.getstatic(TYPES, "FLOATS", SPECIES)
        .iload(index)
        .iload(4)
        .invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int))
        .astore(mask);
    elements(true);
    code.labelBinding(end).return_();
  }

  private void unpack() {
    DType[] types = new DType[kernel.buffers()];
    kernel.accesses().stream()
        .filter(a -> a.buffer() >= 0)
        .forEach(a -> types[a.buffer()] = a.type());
    arrays = new int[types.length];
    for (int i = 0; i < types.length; i++) {
      arrays[i] = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
      code.aload(1)
          .loadConstant(i)
          .aaload()
          .checkcast(types[i] == DType.INT32 ? INTS : FLOATS)
          .astore(arrays[i]);
    }
    bases = new int[kernel.accesses().size()];
    for (int i = 0; i < bases.length; i++) {
      bases[i] = code.allocateLocal(java.lang.classfile.TypeKind.INT);
      code.aload(2).loadConstant(i).iaload().istore(bases[i]);
    }
  }

  private Access access(Val val) {
    return kernel.accesses().get((int) val.imm());
  }

  private boolean isInvariant(Val val) {
    return val.code() == Code.CONST
        || (val.code() == Code.LOAD || val.code() == Code.INDEX) && access(val).inner() == 0;
  }

  private void invariant(Val val) {
    boolean whole = val.type() == DType.INT32;
    code.getstatic(TYPES, whole ? "INTS" : "FLOATS", SPECIES);
    switch (val.code()) {
      case CONST -> {
        if (whole) {
          code.loadConstant((int) val.imm());
        } else {
          code.loadConstant(Float.intBitsToFloat((int) val.imm()));
        }
      }
      case INDEX -> code.iload(bases[(int) val.imm()]);
      default -> {
        code.aload(arrays[access(val).buffer()]).iload(bases[(int) val.imm()]);
        if (whole) {
          code.iaload();
        } else {
          code.faload();
        }
      }
    }
    code.invokestatic(
        whole ? INT : FLOAT,
        "broadcast",
        MethodTypeDesc.of(whole ? INT : FLOAT, SPECIES, whole ? CD_int : CD_float));
  }

  private void elements(boolean masked) {
    for (Val val : kernel.vals()) {
      if (!isInvariant(val)) {
        compute(val, masked);
        code.astore(locals[val.id()]);
      }
    }
    for (Kernel.Store store : kernel.stores()) {
      Access to = kernel.accesses().get(store.access());
      ClassDesc type = to.type() == DType.INT32 ? INT : FLOAT;
      ClassDesc array = to.type() == DType.INT32 ? INTS : FLOATS;
      push(store.value());
      code.aload(arrays[to.buffer()]).iload(bases[store.access()]).iload(index).iadd();
      if (masked) {
        pushMask(to.type());
        code.invokevirtual(type, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int, MASK));
      } else {
        code.invokevirtual(type, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
      }
    }
  }

  private void pushMask(DType type) {
    code.aload(mask);
    if (type == DType.INT32) {
      castMask(DType.INT32);
    }
  }

  private void castMask(DType to) {
    code.getstatic(TYPES, to == DType.INT32 ? "INTS" : "FLOATS", SPECIES)
        .invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
  }

  private static ClassDesc typeOf(Val val) {
    return val.type() == DType.FLOAT32 ? FLOAT : val.type() == DType.INT32 ? INT : MASK;
  }

  private void push(Val val) {
    code.aload(locals[val.id()]).checkcast(typeOf(val));
  }

  /// A truth value as a mask of vectors of `type`.
  private void pushMask(Val val, DType type) {
    push(val);
    if (maskOf[val.id()] != type) {
      castMask(type);
    }
  }

  private void load(Val val, boolean masked) {
    Access from = access(val);
    ClassDesc type = typeOf(val);
    ClassDesc array = val.type() == DType.INT32 ? INTS : FLOATS;
    code.getstatic(TYPES, val.type() == DType.INT32 ? "INTS" : "FLOATS", SPECIES)
        .aload(arrays[from.buffer()])
        .iload(bases[(int) val.imm()])
        .iload(index)
        .iadd();
    if (masked) {
      pushMask(val.type());
      code.invokestatic(type, "fromArray", MethodTypeDesc.of(type, SPECIES, array, CD_int, MASK));
    } else {
      code.invokestatic(type, "fromArray", MethodTypeDesc.of(type, SPECIES, array, CD_int));
    }
  }

  private void compute(Val val, boolean masked) {
    ClassDesc type = typeOf(val);
    switch (val.code()) {
      case LOAD -> load(val, masked);
      case INDEX ->
          code.getstatic(TYPES, "LANE", INT)
              .iload(bases[(int) val.imm()])
              .iload(index)
              .iadd()
              .invokevirtual(INT, "add", MethodTypeDesc.of(INT, CD_int));
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
        maskOf[val.id()] = val.a().type();
        push(val.a());
        code.getstatic(OPERATORS, val.code().name(), COMPARISON);
        push(val.b());
        code.invokevirtual(typeOf(val.a()), "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
      }
      case AND, OR -> {
        maskOf[val.id()] = DType.FLOAT32;
        pushMask(val.a(), DType.FLOAT32);
        pushMask(val.b(), DType.FLOAT32);
        code.invokevirtual(
            MASK, val.code() == Code.AND ? "and" : "or", MethodTypeDesc.of(MASK, MASK));
      }
      case NOT -> {
        maskOf[val.id()] = maskOf[val.a().id()];
        push(val.a());
        code.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
      }
      case SELECT -> {
        push(val.c());
        push(val.b());
        pushMask(val.a(), val.type());
        code.invokevirtual(type, "blend", MethodTypeDesc.of(type, VECTOR, MASK));
      }
      case CAST -> {
        push(val.a());
        code.getstatic(OPERATORS, val.type() == DType.FLOAT32 ? "I2F" : "F2I", CONVERSION)
            .iconst_0()
            .invokevirtual(
                typeOf(val.a()), "convert", MethodTypeDesc.of(VECTOR, CONVERSION, CD_int))
            .checkcast(type);
      }
      case CONST, SPREAD, REM, CALL, SUM, PROD, MAXOF ->
          throw new IllegalStateException("not written: " + val);
    }
  }

  private void unary(Val val, String method, ClassDesc result) {
    push(val.a());
    code.invokevirtual(typeOf(val.a()), method, MethodTypeDesc.of(result));
  }

  private void binary(Val val, String method) {
    push(val.a());
    push(val.b());
    code.invokevirtual(typeOf(val), method, MethodTypeDesc.of(typeOf(val), VECTOR));
  }
}
