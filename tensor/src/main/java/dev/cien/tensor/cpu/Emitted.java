package dev.cien.tensor.cpu;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.cien.tensor.DType;
import java.lang.constant.ClassDesc;

/// The names of the types that generated code mentions.
final class Emitted {
  private static final String API = "jdk.incubator.vector.";
  static final ClassDesc FLOAT = ClassDesc.of(API + "FloatVector");
  static final ClassDesc INT = ClassDesc.of(API + "IntVector");
  static final ClassDesc VECTOR = ClassDesc.of(API + "Vector");
  static final ClassDesc MASK = ClassDesc.of(API + "VectorMask");
  static final ClassDesc SPECIES = ClassDesc.of(API + "VectorSpecies");
  static final ClassDesc OPERATORS = ClassDesc.of(API + "VectorOperators");
  static final ClassDesc BINARY = OPERATORS.nested("Binary");
  static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");
  static final ClassDesc TYPES = ClassDesc.of("dev.cien.tensor.cpu.VectorTypes");
  static final ClassDesc REDUCTIONS = ClassDesc.of("dev.cien.tensor.cpu.Reductions");
  static final ClassDesc FLOATS = CD_float.arrayType();
  static final ClassDesc INTS = CD_int.arrayType();
  static final ClassDesc BYTES = CD_byte.arrayType();

  private Emitted() {}

  static boolean isNumber(DType type) {
    return type == DType.FLOAT32 || type == DType.INT32;
  }

  /// Whether elements of a type can be loaded and stored as vectors here: truth values lie in
  /// bytes, and there is no vector of 4 bytes.
  static boolean isStorable(DType type) {
    return isNumber(type) || type == DType.BOOL && VectorSupport.lanes() >= 8;
  }

  /// The array that elements of a type lie in.
  static ClassDesc array(DType type) {
    return type == DType.INT32 ? INTS : type == DType.BOOL ? BYTES : FLOATS;
  }

  /// The vector, or the mask for truth values, of a type.
  static ClassDesc vector(DType type) {
    return type == DType.FLOAT32 ? FLOAT : type == DType.INT32 ? INT : MASK;
  }

  /// The constant of [VectorTypes] that is a type's species.
  static String species(DType type) {
    return type == DType.INT32 ? "INTS" : "FLOATS";
  }
}
