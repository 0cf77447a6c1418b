package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Kernel;
import dev.cien.tensor.loop.Schedule;
import dev.cien.tensor.loop.Val;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A pass in plain arithmetic on local variables, in two cases. Rows of few elements are written
/// out one element after the other: two numbers fill no vector, and the call and the masks of one
/// would take most of the time. And where neighbours are stored apart, elements go through a loop:
/// not every machine can scatter a vector. The bits are those of the block interpreter, whose lanes
/// are local variables here.
final class PlainPass {
  /// Elements of the inner axis that are written one after the other, at most.
  private static final int LONGEST = 31;

  /// Values of a row in all. C2 gives up on methods of more than 8000 bytes, and a value takes
  /// about eight.
  private static final int MOST = 600;

  /// What a call of a vector pass takes with its masks and lanes, in the time of one vector
  /// instruction.
  private static final double CALL = 40;

  /// The same of one element's instruction.
  private static final double VALUE = 0.3;

  /// Elements of a vector; those of 512 bits.
  private static final int WIDTH = 16;

  private final Kernel kernel;
  private final Schedule schedule;
  private final int phase;

  PlainPass(Kernel kernel, Schedule schedule, int phase) {
    this.kernel = kernel;
    this.schedule = schedule;
    this.phase = phase;
  }

  /// Whether the passes of a kernel are to be written so, and can be.
  static boolean fits(Kernel kernel, Schedule schedule) {
    boolean unrolled = isUnrolled(kernel);
    if (!unrolled && !scatters(kernel, schedule)) {
      return false;
    }
    int each = 0;
    for (int p = 0; p < kernel.phases(); p++) {
      each += schedule.elements()[p].length + schedule.stores()[p].length;
    }
    int written = kernel.vals().size() + (unrolled ? kernel.inner() * each : each);
    return written <= MOST
        && (!unrolled || scatters(kernel, schedule) || isQuicker(kernel, each))
        && kernel.vals().stream()
            .allMatch(val -> val.code() == Code.SPREAD || ScalarCode.supports(val));
  }

  private static boolean isUnrolled(Kernel kernel) {
    return !kernel.isFlat() && kernel.inner() >= 1 && kernel.inner() <= LONGEST;
  }

  /// Whether elements on their own take less time than vectors would. For rows whose number of
  /// elements is no whole number of vectors that is true to about thirty elements of little
  /// arithmetic, or some of much.
  private static boolean isQuicker(Kernel kernel, int values) {
    double alone = VALUE * kernel.inner() * values;
    return alone < CALL * kernel.phases() + Math.ceilDiv(kernel.inner(), WIDTH) * values;
  }

  private static boolean scatters(Kernel kernel, Schedule schedule) {
    return kernel.kind() == Kernel.Kind.MAP
        && Arrays.stream(schedule.stores()[0])
            .anyMatch(i -> kernel.accesses().get(kernel.stores().get(i).access()).inner() != 1);
  }

  /// Local variables for the lanes of each reduction, holding its neutral element.
  int[][] lanes(CodeBuilder code) {
    int[] reductions = schedule.reductions()[phase];
    int[][] lanes = new int[reductions.length][kernel.inner()];
    for (int r = 0; r < lanes.length; r++) {
      Val val = kernel.vals().get(reductions[r]);
      for (int i = 0; i < kernel.inner(); i++) {
        lanes[r][i] = code.allocateLocal(TypeKind.FLOAT);
        code.loadConstant((float) Lanes.neutral(val.code(), val.type())).fstore(lanes[r][i]);
      }
    }
    return lanes;
  }

  /// Writes the elements of a stretch of the inner axis.
  ///
  /// @param arrays the local variables of the buffers
  /// @param bases those of the positions where the accesses start
  /// @param row those of the row values
  /// @param lanes those of the reductions
  /// @param from that of the first index; only for a loop
  /// @param to that of the index after the last one
  void elements(
      CodeBuilder code,
      int[] arrays,
      int[] bases,
      Map<Val, Integer> row,
      int[][] lanes,
      int from,
      int to) {
    if (isUnrolled(kernel)) {
      for (int i = 0; i < kernel.inner(); i++) {
        At at = new At(i, -1);
        // The next element may use the same local variables: wide ones take twice the code.
        code.block(block -> element(block, arrays, bases, row, lanes, at));
      }
      return;
    }
    int index = code.allocateLocal(TypeKind.INT);
    Label head = code.newLabel();
    Label done = code.newLabel();
    code.iload(from).istore(index);
    code.labelBinding(head).iload(index).iload(to).if_icmpge(done);
    element(code, arrays, bases, row, lanes, new At(0, index));
    code.iinc(index, 1).goto_(head).labelBinding(done);
  }

  /// Which element: a number, or a local variable if that is not negative.
  private record At(int number, int local) {}

  private void element(
      CodeBuilder code, int[] arrays, int[] bases, Map<Val, Integer> row, int[][] lanes, At at) {
    Map<Val, Integer> locals = new HashMap<>(row);
    ScalarCode scalars = new ScalarCode(code, locals);
    for (int id : schedule.elements()[phase]) {
      Val val = kernel.vals().get(id);
      switch (val.code()) {
        case LOAD -> {
          code.aload(arrays[kernel.accesses().get((int) val.imm()).buffer()]);
          position(code, bases, (int) val.imm(), at);
          scalars.load(val.type());
        }
        case INDEX -> position(code, bases, (int) val.imm(), at);
        case SPREAD -> {
          if (val.a().code() == Code.CONST) {
            scalars.constant(val.a());
          } else {
            scalars.push(val.a());
          }
        }
        default -> scalars.compute(val);
      }
      scalars.keep(val);
    }
    reduce(code, scalars, lanes, at.number);
    store(code, scalars, arrays, bases, at);
  }

  private void position(CodeBuilder code, int[] bases, int access, At at) {
    int stride = kernel.accesses().get(access).inner();
    code.iload(bases[access]);
    if (at.local >= 0 && stride != 0) {
      code.iload(at.local).loadConstant(stride).imul().iadd();
    } else if (at.local < 0 && at.number * stride != 0) {
      code.loadConstant(at.number * stride).iadd();
    }
  }

  private void reduce(CodeBuilder code, ScalarCode scalars, int[][] lanes, int element) {
    for (int r = 0; r < lanes.length; r++) {
      Val val = kernel.vals().get(schedule.reductions()[phase][r]);
      code.fload(lanes[r][element]);
      scalars.push(val.a());
      scalars.combine(val.code());
      code.fstore(lanes[r][element]);
    }
  }

  private void store(CodeBuilder code, ScalarCode scalars, int[] arrays, int[] bases, At at) {
    for (int index : schedule.stores()[phase]) {
      Kernel.Store store = kernel.stores().get(index);
      Access to = kernel.accesses().get(store.access());
      code.aload(arrays[to.buffer()]);
      position(code, bases, store.access(), at);
      scalars.push(store.value());
      scalars.store(to.type());
    }
  }

  /// Stores the lanes themselves: the results of columns.
  void columns(CodeBuilder code, int[] arrays, int[] bases, int[][] lanes) {
    for (int index : schedule.rowStores()[phase + 1]) {
      Kernel.Store store = kernel.stores().get(index);
      for (int r = 0; r < lanes.length; r++) {
        if (schedule.reductions()[phase][r] == store.value().id()) {
          for (int i = 0; i < kernel.inner(); i++) {
            code.aload(arrays[kernel.accesses().get(store.access()).buffer()]);
            position(code, bases, store.access(), new At(i, -1));
            code.fload(lanes[r][i]).fastore();
          }
        }
      }
    }
  }

  /// Folds the lanes by halves and keeps the results as row values.
  void fold(CodeBuilder code, Map<Val, Integer> row, int[][] lanes) {
    ScalarCode scalars = new ScalarCode(code, row);
    for (int r = 0; r < lanes.length; r++) {
      Val val = kernel.vals().get(schedule.reductions()[phase][r]);
      for (int half = Lanes.firstHalf(kernel.inner()); half >= 1; half /= 2) {
        // What a lane that no element filled adds is the neutral element.
        for (int i = 0; i < half && i + half < kernel.inner(); i++) {
          code.fload(lanes[r][i]).fload(lanes[r][i + half]);
          scalars.combine(val.code());
          code.fstore(lanes[r][i]);
        }
      }
      code.fload(lanes[r][0]);
      scalars.keep(val);
    }
  }
}
