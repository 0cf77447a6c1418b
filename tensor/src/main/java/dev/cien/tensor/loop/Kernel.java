package dev.cien.tensor.loop;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A loop nest with its body.
///
/// * **MAP**: every element of outer × inner alone.
/// * **ROW**: outer rows in parallel; each row makes one pass over its middle × inner elements for
///   every phase. Reductions fold element i of the inner axis into lane i mod 64 and the lanes by
///   halves at the end, whatever the machine's width.
/// * **COLUMN**: reductions over the middle axes, one result for each element of outer × inner,
///   added up in order.
///
/// @param name for dumps and profiles
/// @param kind which of the three
/// @param outer sizes of the parallel axes
/// @param middle sizes of the axes that are reduced one after the other
/// @param inner size of the innermost axis
/// @param vals the body, operands before users
/// @param accesses what [Code#LOAD], [Code#INDEX] and the stores point to
/// @param stores what is written
/// @param phases number of passes over a row
/// @param buffers number of buffers
public record Kernel(
    String name,
    Kind kind,
    int[] outer,
    int[] middle,
    int inner,
    List<Val> vals,
    List<Access> accesses,
    List<Store> stores,
    int phases,
    int buffers) {

  /// The three shapes of a loop nest.
  public enum Kind {
    MAP,
    ROW,
    COLUMN
  }

  /// A value written where an access points: a row value once a row, others for each element.
  public record Store(Val value, int access) {}

  /// The number of lanes of a row reduction.
  public static final int LANES = 64;

  /// How many columns a [Kind#COLUMN] kernel adds up side by side.
  public static final int TILE = 512;

  /// The number of rows.
  public int rows() {
    return product(outer);
  }

  /// The number of elements of one row.
  public int rowSize() {
    return product(middle) * inner;
  }

  /// Whether this is one stretch of elements, of any length, which may be cut anywhere.
  public boolean isFlat() {
    return kind == Kind.MAP && outer.length == 0;
  }

  /// The number of independent pieces of work: flat maps are cut anywhere, others between rows or
  /// column tiles.
  public int units() {
    return switch (kind) {
      case MAP -> isFlat() ? inner : rows();
      case ROW -> rows();
      case COLUMN -> rows() * Math.ceilDiv(inner, TILE);
    };
  }

  /// What two kernels share that run the same code: everything but the name, the offsets of the
  /// accesses, and the length of a flat map, all of which are given at each run.
  public Form form() {
    IntStream.Builder code = IntStream.builder();
    code.add(kind.ordinal()).add(isFlat() ? 0 : inner).add(buffers).add(phases);
    add(code, outer);
    add(code, middle);
    for (Access access : accesses) {
      code.add(access.buffer()).add(access.type().ordinal()).add(access.inner());
      add(code, access.outer());
      add(code, access.middle());
    }
    for (Val val : vals) {
      code.add(val.code().ordinal()).add(val.type().ordinal());
      code.add((int) val.imm()).add((int) (val.imm() >>> 32));
      for (int i = 0; i < 3; i++) {
        code.add(val.operand(i) == null ? -1 : val.operand(i).id());
      }
    }
    for (Store store : stores) {
      code.add(store.value().id()).add(store.access());
    }
    return new Form(code.build().toArray());
  }

  private static void add(IntStream.Builder code, int[] values) {
    code.add(values.length);
    Arrays.stream(values).forEach(code::add);
  }

  /// A kernel's code as numbers, for finding equal ones.
  ///
  /// @param code the numbers
  public record Form(int[] code) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Form that && Arrays.equals(code, that.code);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(code);
    }
  }

  /// The position at which each access starts: what [#form] leaves out.
  public int[] offsets() {
    return accesses.stream().mapToInt(Access::offset).toArray();
  }

  /// Elements visited in all.
  public long work() {
    return (long) rows() * rowSize();
  }

  /// Arithmetic operations in all, each value counted once an element; a multiply-add counts as
  /// two.
  public long flops() {
    long flops = 0;
    for (Val val : vals) {
      long each =
          switch (val.code()) {
            case LOAD, INDEX, CONST, SPREAD, CAST, BITS, UNBITS -> 0;
            case FMA -> 2;
            default -> 1;
          };
      flops += each * (val.row() && !val.code().isReduction() ? rows() : work());
    }
    return flops;
  }

  private static int product(int[] dims) {
    return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
  }

  /// Readable pseudo-code.
  @Override
  public String toString() {
    return "kernel "
        + name
        + " "
        + kind
        + " outer "
        + Arrays.toString(outer)
        + (middle.length == 0 ? "" : " middle " + Arrays.toString(middle))
        + " inner "
        + inner
        + "\n"
        + vals.stream()
            .map(
                val ->
                    "    "
                        + (val.code() == Code.LOAD || val.code() == Code.INDEX
                            ? val.toString()
                                .replace(
                                    "access " + val.imm(), accesses.get((int) val.imm()).toString())
                            : val.toString()))
            .collect(Collectors.joining("\n"))
        + stores.stream()
            .map(
                s ->
                    "\n    "
                        + accesses.get(s.access())
                        + " := "
                        + (s.value().row() ? "r" : "v")
                        + s.value().id())
            .collect(Collectors.joining());
  }
}
