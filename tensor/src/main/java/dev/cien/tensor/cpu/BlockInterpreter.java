package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Kernel;
import dev.cien.tensor.loop.Schedule;
import dev.cien.tensor.loop.Val;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs kernels without generating code: the body passes over blocks of elements, one instruction
/// at a time, through loops that all kernels share and that are therefore compiled soon. The first
/// tier, and the only one for what [KernelEmitter] does not write or where the Vector API is
/// absent.
final class BlockInterpreter implements KernelCode {
  private final Kernel kernel;
  private final Val[] vals;
  private final Access[] accesses;

  private final Schedule schedule;

  /// For each phase which block of its format each value lives in; constants have blocks of their
  /// own, filled once.
  private final int[][] registers;

  private final Object[] constants;

  /// Prepares a kernel.
  BlockInterpreter(Kernel kernel) {
    this.kernel = kernel;
    this.vals = kernel.vals().toArray(Val[]::new);
    this.accesses = kernel.accesses().toArray(Access[]::new);
    this.schedule = Schedule.of(kernel);
    registers = new int[kernel.phases()][vals.length];
    constants = new Object[vals.length];
    assignRegisters();
  }

  /// Linear scan: a block is free again after the last use of its value. Row values keep theirs.
  private void assignRegisters() {
    int[] next = new int[DType.values().length];
    for (Val val : vals) {
      if (val.row() || val.code().isReduction()) {
        int own = next[val.type().ordinal()]++;
        for (int[] phase : registers) {
          phase[val.id()] = own;
        }
      }
      if (val.code() == Code.CONST) {
        Object block = Buffers.allocate(val.type(), Scratch.BLOCK);
        for (int i = 0; i < Scratch.BLOCK; i++) {
          if (val.type().isFloating()) {
            WideLoops.put(block, i, val.constant().doubleValue());
          } else {
            WideLoops.putWhole(block, i, val.constant().longValue());
          }
        }
        constants[val.id()] = block;
      }
    }
    for (int p = 0; p < kernel.phases(); p++) {
      assignPhase(p, registers[p], next.clone());
    }
  }

  private void assignPhase(int phase, int[] own, int[] next) {
    int[] lastUse = new int[vals.length];
    for (int id : schedule.elements()[phase]) {
      for (int i = 0; i < 3 && vals[id].operand(i) != null; i++) {
        lastUse[vals[id].operand(i).id()] = id;
      }
    }
    for (int id : schedule.reductions()[phase]) {
      lastUse[vals[id].a().id()] = Integer.MAX_VALUE;
    }
    for (int store : schedule.stores()[phase]) {
      lastUse[kernel.stores().get(store).value().id()] = Integer.MAX_VALUE;
    }
    List<List<Integer>> free = new ArrayList<>();
    for (int t = 0; t < next.length; t++) {
      free.add(new ArrayList<>());
    }
    for (int id : schedule.elements()[phase]) {
      Val val = vals[id];
      if (val.code() == Code.CONST) {
        continue;
      }
      List<Integer> available = free.get(val.type().ordinal());
      own[id] = available.isEmpty() ? next[val.type().ordinal()]++ : available.removeLast();
      for (int i = 0; i < 3 && val.operand(i) != null; i++) {
        Val operand = val.operand(i);
        boolean twice =
            i > 0 && operand == val.operand(i - 1) || i > 1 && operand == val.operand(0);
        if (!operand.row()
            && operand.code() != Code.CONST
            && lastUse[operand.id()] == id
            && !twice) {
          free.get(operand.type().ordinal()).add(own[operand.id()]);
        }
      }
    }
  }

  @Override
  public void run(Object[] buffers, int[] offsets, int from, int to) {
    Scratch scratch = Scratch.local();
    scratch.reserve(vals.length, accesses.length);
    scratch.phase = 0;
    Pass pass = new Pass(buffers, offsets, scratch.arrays, scratch.offsets, scratch.bases, scratch);
    switch (kernel.kind()) {
      case MAP -> map(pass, from, to);
      case ROW -> rows(pass, from, to);
      case COLUMN -> columns(pass, from, to);
    }
    Arrays.fill(scratch.arrays, 0, vals.length, null);
  }

  private record Pass(
      Object[] buffers,
      int[] starts,
      Object[] arrays,
      int[] offsets,
      int[] bases,
      Scratch scratch) {}

  private void map(Pass pass, int from, int to) {
    boolean flat = kernel.isFlat();
    for (int row = flat ? 0 : from; row < (flat ? 1 : to); row++) {
      locate(pass, row, -1);
      elements(pass, 0, flat ? from : 0, flat ? to : kernel.inner());
    }
  }

  private void rows(Pass pass, int from, int to) {
    int middle = kernel.middle().length == 0 ? 1 : kernel.rowSize() / Math.max(1, kernel.inner());
    if (kernel.inner() == 0) {
      middle = 0;
    }
    for (int row = from; row < to; row++) {
      locate(pass, row, middle == 0 ? -1 : 0);
      rowValues(pass, 0);
      for (int p = 0; p < kernel.phases(); p++) {
        for (int id : schedule.reductions()[p]) {
          prepareLanes(pass, vals[id], Kernel.LANES);
        }
        for (int m = 0; m < middle; m++) {
          if (kernel.middle().length > 0) {
            locate(pass, row, m);
          }
          elements(pass, p, 0, kernel.inner());
        }
        for (int id : schedule.reductions()[p]) {
          fold(pass, vals[id]);
        }
        rowValues(pass, p + 1);
      }
    }
  }

  private void rowValues(Pass pass, int at) {
    for (int id : schedule.rowValues()[at]) {
      compute(pass, vals[id], 0, 1);
    }
    for (int index : schedule.rowStores()[at]) {
      Kernel.Store store = kernel.stores().get(index);
      put(pass, store, pass.bases[store.access()], 0, 1);
    }
  }

  private void columns(Pass pass, int from, int to) {
    int tiles = Math.ceilDiv(kernel.inner(), Kernel.TILE);
    int middle = Arrays.stream(kernel.middle()).reduce(1, (a, b) -> a * b);
    for (int unit = from; unit < to; unit++) {
      int row = unit / tiles;
      int start = unit % tiles * Kernel.TILE;
      int n = Math.min(Kernel.TILE, kernel.inner() - start);
      for (int id : schedule.reductions()[0]) {
        prepareLanes(pass, vals[id], n);
      }
      for (int m = 0; m < middle; m++) {
        locate(pass, row, m);
        for (int id : schedule.elements()[0]) {
          compute(pass, vals[id], start, n);
        }
        for (int id : schedule.reductions()[0]) {
          accumulate(pass, vals[id], 0, n, n);
        }
      }
      locate(pass, row, middle == 0 ? -1 : 0);
      for (int index : schedule.rowStores()[1]) {
        Kernel.Store store = kernel.stores().get(index);
        put(
            pass,
            store,
            pass.bases[store.access()] + start * accesses[store.access()].inner(),
            0,
            n);
      }
    }
  }

  /// The base position of each access for a row and, if `middle` is not negative, one combination
  /// of middle indices; where an axis is empty there is none.
  private void locate(Pass pass, int row, int middle) {
    for (int a = 0; a < accesses.length; a++) {
      pass.bases[a] =
          pass.starts[a]
              + dot(kernel.outer(), accesses[a].outer(), row)
              + (middle < 0 ? 0 : dot(kernel.middle(), accesses[a].middle(), middle));
    }
  }

  private static int dot(int[] dims, int[] strides, int index) {
    int rest = index;
    int position = 0;
    for (int d = dims.length - 1; d >= 0; d--) {
      position += rest % dims[d] * strides[d];
      rest /= dims[d];
    }
    return position;
  }

  private void elements(Pass pass, int phase, int from, int to) {
    pass.scratch.phase = phase;
    for (int start = from; start < to; start += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, to - start);
      for (int id : schedule.elements()[phase]) {
        compute(pass, vals[id], start, n);
      }
      for (int id : schedule.reductions()[phase]) {
        accumulate(pass, vals[id], start, Kernel.LANES, n);
      }
      for (int index : schedule.stores()[phase]) {
        Kernel.Store store = kernel.stores().get(index);
        put(
            pass,
            store,
            pass.bases[store.access()] + start * accesses[store.access()].inner(),
            0,
            n);
      }
    }
  }

  private Object result(Pass pass, Val val) {
    Object block = pass.scratch.block(val.type(), registers[pass.scratch.phase][val.id()]);
    pass.arrays[val.id()] = block;
    pass.offsets[val.id()] = 0;
    return block;
  }

  private void prepareLanes(Pass pass, Val val, int width) {
    Object lanes = result(pass, val);
    for (int i = 0; i < width; i++) {
      if (val.type().isFloating()) {
        WideLoops.put(lanes, i, Lanes.neutral(val.code(), val.type()));
      } else {
        WideLoops.putWhole(lanes, i, Lanes.neutralWhole(val.code(), val.type()));
      }
    }
  }

  private void accumulate(Pass pass, Val val, int first, int width, int n) {
    int source = val.a().id();
    if (val.type() == DType.FLOAT32) {
      FloatLoops.accumulate(
          val.code(),
          (float[]) pass.arrays[source],
          pass.offsets[source],
          (float[]) pass.arrays[val.id()],
          0,
          first,
          width,
          n);
    } else {
      WideLoops.accumulate(
          val.code(),
          val.type(),
          pass.arrays[source],
          pass.offsets[source],
          pass.arrays[val.id()],
          first,
          width,
          n);
    }
  }

  private void fold(Pass pass, Val val) {
    if (val.type() == DType.FLOAT32) {
      FloatLoops.fold(val.code(), (float[]) pass.arrays[val.id()], 0, kernel.inner());
    } else {
      WideLoops.fold(val.code(), val.type(), pass.arrays[val.id()], kernel.inner());
    }
  }

  private void put(Pass pass, Kernel.Store store, int at, int first, int n) {
    Access access = accesses[store.access()];
    Object from = pass.arrays[store.value().id()];
    int offset = pass.offsets[store.value().id()] + first;
    Object to = pass.buffers[access.buffer()];
    if (access.inner() == 1) {
      System.arraycopy(from, offset, to, at, n);
    } else {
      for (int i = 0; i < n; i++) {
        copyOne(from, offset + i, to, at + i * access.inner());
      }
    }
  }

  private static void copyOne(Object from, int i, Object to, int j) {
    System.arraycopy(from, i, to, j, 1);
  }

  private void compute(Pass pass, Val val, int start, int n) {
    switch (val.code()) {
      case LOAD -> load(pass, val, start, n);
      case CONST -> {
        pass.arrays[val.id()] = constants[val.id()];
        pass.offsets[val.id()] = 0;
      }
      case INDEX -> {
        Access access = accesses[(int) val.imm()];
        IntLoops.count(
            pass.bases[(int) val.imm()] + start * access.inner(),
            access.inner(),
            (int[]) result(pass, val),
            n);
      }
      case SPREAD -> spread(pass, val, n);
      default -> arithmetic(pass, val, n);
    }
  }

  private void load(Pass pass, Val val, int start, int n) {
    Access access = accesses[(int) val.imm()];
    Object buffer = pass.buffers[access.buffer()];
    int at = pass.bases[(int) val.imm()] + (val.row() ? 0 : start * access.inner());
    if (access.inner() == 1 || n == 1) {
      pass.arrays[val.id()] = buffer;
      pass.offsets[val.id()] = at;
    } else if (buffer instanceof float[] floats) {
      FloatLoops.load(floats, at, access.inner(), (float[]) result(pass, val), n);
    } else {
      Object block = result(pass, val);
      for (int i = 0; i < n; i++) {
        copyOne(buffer, at + i * access.inner(), block, i);
      }
    }
  }

  private void spread(Pass pass, Val val, int n) {
    Object from = pass.arrays[val.a().id()];
    int at = pass.offsets[val.a().id()];
    switch (result(pass, val)) {
      case float[] out -> Arrays.fill(out, 0, n, ((float[]) from)[at]);
      case double[] out -> Arrays.fill(out, 0, n, ((double[]) from)[at]);
      case int[] out -> Arrays.fill(out, 0, n, ((int[]) from)[at]);
      case long[] out -> Arrays.fill(out, 0, n, ((long[]) from)[at]);
      case byte[] out -> Arrays.fill(out, 0, n, ((byte[]) from)[at]);
      case short[] out -> Arrays.fill(out, 0, n, ((short[]) from)[at]);
      default -> throw new IllegalStateException();
    }
  }

  private void arithmetic(Pass pass, Val val, int n) {
    Object a = pass.arrays[val.a().id()];
    int ao = pass.offsets[val.a().id()];
    Object b = val.b() == null ? null : pass.arrays[val.b().id()];
    int bo = val.b() == null ? 0 : pass.offsets[val.b().id()];
    DType type = val.a().type();
    Object out = result(pass, val);
    switch (val.code()) {
      case FMA -> {
        Val c = val.c();
        FloatLoops.fma(
            (float[]) a,
            ao,
            (float[]) b,
            bo,
            (float[]) pass.arrays[c.id()],
            pass.offsets[c.id()],
            (float[]) out,
            n);
      }
      case SELECT -> select(pass, val, (byte[]) a, ao, out, n);
      case BITS -> FloatLoops.bits((float[]) a, ao, (int[]) out, n);
      case UNBITS -> FloatLoops.unbits((int[]) a, ao, (float[]) out, n);
      case SHL, SHR -> IntLoops.shift(val.code(), (int[]) a, ao, (int) val.imm(), (int[]) out, n);
      case CALL -> WideLoops.call(Val.Function.values()[(int) val.imm()], a, ao, b, bo, out, n);
      case CAST -> cast(a, ao, out, val.type(), n);
      case NEG, ABS, SQRT, NOT -> {
        if (type == DType.FLOAT32) {
          FloatLoops.unary(val.code(), (float[]) a, ao, (float[]) out, n);
        } else if (type == DType.BOOL && val.code() == Code.NOT) {
          TruthLoops.not((byte[]) a, ao, (byte[]) out, n);
        } else {
          WideLoops.unary(val.code(), type, a, ao, out, n);
        }
      }
      case LT, LE, EQ -> {
        if (type == DType.FLOAT32) {
          FloatLoops.compare(val.code(), (float[]) a, ao, (float[]) b, bo, (byte[]) out, n);
        } else if (type == DType.INT32) {
          IntLoops.compare(val.code(), (int[]) a, ao, (int[]) b, bo, (byte[]) out, n);
        } else {
          WideLoops.binary(val.code(), type, a, ao, b, bo, out, n);
        }
      }
      case ADD, SUB, MUL, DIV, REM, MIN, MAX, AND, OR, MASK -> {
        if (type == DType.FLOAT32) {
          FloatLoops.binary(val.code(), (float[]) a, ao, (float[]) b, bo, (float[]) out, n);
        } else if (type == DType.INT32 && IntLoops.has(val.code())) {
          IntLoops.binary(val.code(), (int[]) a, ao, (int[]) b, bo, (int[]) out, n);
        } else if (type == DType.BOOL && TruthLoops.has(val.code())) {
          TruthLoops.binary(val.code(), (byte[]) a, ao, (byte[]) b, bo, (byte[]) out, n);
        } else {
          WideLoops.binary(val.code(), type, a, ao, b, bo, out, n);
        }
      }
      case LOAD, INDEX, CONST, SPREAD, SUM, PROD, MAXOF ->
          throw new IllegalStateException("not arithmetic: " + val);
    }
  }

  private static void cast(Object a, int ao, Object out, DType to, int n) {
    if (a instanceof int[] ints && out instanceof float[] floats) {
      IntLoops.toFloat(ints, ao, floats, n);
    } else if (a instanceof float[] floats && out instanceof int[] ints) {
      FloatLoops.toInt(floats, ao, ints, n);
    } else if (a instanceof byte[] truths && out instanceof float[] floats) {
      TruthLoops.toFloat(truths, ao, floats, n);
    } else if (a instanceof byte[] truths && out instanceof int[] ints) {
      TruthLoops.toInt(truths, ao, ints, n);
    } else {
      WideLoops.cast(a, ao, out, to, n);
    }
  }

  private void select(Pass pass, Val val, byte[] condition, int co, Object out, int n) {
    Object x = pass.arrays[val.b().id()];
    int xo = pass.offsets[val.b().id()];
    Object y = pass.arrays[val.c().id()];
    int yo = pass.offsets[val.c().id()];
    switch (out) {
      case float[] floats ->
          FloatLoops.select(condition, co, (float[]) x, xo, (float[]) y, yo, floats, n);
      case int[] ints -> IntLoops.select(condition, co, (int[]) x, xo, (int[]) y, yo, ints, n);
      default -> WideLoops.select(condition, co, val.type(), x, xo, y, yo, out, n);
    }
  }
}
