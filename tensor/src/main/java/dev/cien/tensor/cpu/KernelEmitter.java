package dev.cien.tensor.cpu;

import static dev.cien.tensor.cpu.Emitted.FLOATS;
import static dev.cien.tensor.cpu.Emitted.INTS;
import static dev.cien.tensor.cpu.Emitted.REDUCTIONS;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Kernel;
import dev.cien.tensor.loop.Schedule;
import dev.cien.tensor.loop.Val;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Writes a kernel as a hidden class: the method `run` walks over rows, computes positions and row
/// values with plain arithmetic, and calls a method of vector code for each pass ([PhaseCode]).
/// Sizes and strides are constants. The bits are those of the block interpreter.
final class KernelEmitter {
  private static final int LARGEST_PASS = 260;
  private static final int MOST_PARAMETERS = 200;
  private static final ClassDesc MAPS = INTS.arrayType();
  private static final int BUFFERS = 1;
  private static final int OFFSETS = 2;
  private static final int FROM = 3;
  private static final int TO = 4;

  private final Kernel kernel;
  private final ClassDesc self;
  private final Schedule schedule;
  private final Kept kept;
  private final List<PhaseCode> passes;

  /// Whether the passes are written as [PlainPass], in `run` itself.
  private final boolean plain;

  private final DType[] types;
  private final Map<Val, Integer> rowLocals = new HashMap<>();

  private CodeBuilder code;
  private ScalarCode scalars;
  private int[] arrays;
  private int[] starts;
  private int lanes;
  private int keptArray;

  private KernelEmitter(Kernel kernel, ClassDesc self) {
    this.kernel = kernel;
    this.self = self;
    this.schedule = Schedule.of(kernel);
    this.kept = new Kept(kernel, schedule);
    this.plain = PlainPass.fits(kernel, schedule);
    this.passes = plain ? List.of() : passes(kernel, schedule, kept, self);
    this.types = new DType[kernel.buffers()];
    kernel.accesses().stream()
        .filter(a -> a.buffer() >= 0)
        .forEach(a -> types[a.buffer()] = a.type());
  }

  private static List<PhaseCode> passes(
      Kernel kernel, Schedule schedule, Kept kept, ClassDesc self) {
    List<PhaseCode> passes = new ArrayList<>();
    for (int p = 0; p < kernel.phases(); p++) {
      passes.add(new PhaseCode(kernel, schedule, kept, p, self));
    }
    return passes;
  }

  /// Whether this kernel can be written: FLOAT32 and INT32, element stores side by side, and passes
  /// that C2 can hold.
  static boolean supports(Kernel kernel) {
    for (Access access : kernel.accesses()) {
      boolean truth = access.type() == DType.BOOL && access.buffer() >= 0;
      if (!Emitted.isStorable(access.type())
          || truth && access.inner() != 0 && access.inner() != 1) {
        return false;
      }
    }
    Schedule schedule = Schedule.of(kernel);
    if (PlainPass.fits(kernel, schedule)) {
      return true;
    }
    for (Val val : kernel.vals()) {
      if (!(val.row() || val.code().isReduction()
          ? ScalarCode.supports(val)
          : VectorCode.supports(val))) {
        return false;
      }
    }
    for (Kernel.Store store : kernel.stores()) {
      boolean single = store.value().row() || store.value().code().isReduction();
      if (!single && kernel.accesses().get(store.access()).inner() != 1
          || store.value().code().isReduction() && store.value().type() != DType.FLOAT32) {
        return false;
      }
    }
    return passes(kernel, schedule, new Kept(kernel, schedule), INTS).stream()
        .allMatch(pass -> pass.size() <= LARGEST_PASS && pass.parameters() <= MOST_PARAMETERS);
  }

  /// Whether a kernel is written without vectors.
  static boolean isPlain(Kernel kernel) {
    return PlainPass.fits(kernel, Schedule.of(kernel));
  }

  /// Writes, loads and instantiates the class of a kernel.
  static GeneratedKernel emit(Kernel kernel) {
    ClassDesc self = ClassDesc.of("dev.cien.tensor.cpu." + kernel.name());
    byte[] bytes = new KernelEmitter(kernel, self).bytes();
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (GeneratedKernel) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load generated kernel " + kernel.name(), e);
    }
  }

  /// The class file.
  private byte[] bytes() {
    return ClassFile.of()
        .build(
            self,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                  .withInterfaceSymbols(ClassDesc.of("dev.cien.tensor.cpu.GeneratedKernel"))
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
                      this::run)
                  .withMethodBody(
                      "exercise",
                      MethodTypeDesc.of(CD_void, ConstantDescs.CD_Object.arrayType(), INTS, CD_int),
                      ClassFile.ACC_PUBLIC,
                      this::exercise);
              int constant = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
              strides().forEach(s -> type.withField(PhaseCode.mapName(s), MAPS, constant));
              type.withMethodBody(
                  ConstantDescs.CLASS_INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_STATIC,
                  this::constants);
              for (PhaseCode pass : passes) {
                MethodTypeDesc signature = pass.type(types);
                type.withMethodBody(pass.name(false), signature, ClassFile.ACC_STATIC, pass::whole);
                type.withMethodBody(pass.name(true), signature, ClassFile.ACC_STATIC, pass::rest);
              }
            });
  }

  private List<Integer> strides() {
    return passes.stream().flatMap(pass -> pass.strides().stream()).distinct().toList();
  }

  private void constants(CodeBuilder builder) {
    for (int stride : strides()) {
      builder
          .loadConstant(stride)
          .invokestatic(Emitted.TYPES, "strided", MethodTypeDesc.of(MAPS, CD_int))
          .putstatic(self, PhaseCode.mapName(stride), MAPS);
    }
    builder.return_();
  }

  private void run(CodeBuilder builder) {
    code = builder;
    scalars = new ScalarCode(code, rowLocals);
    unpack();
    switch (kernel.kind()) {
      case MAP -> map();
      case ROW -> loop(FROM, TO, this::row);
      case COLUMN -> loop(FROM, TO, this::columns);
    }
    code.return_();
  }

  private void exercise(CodeBuilder builder) {
    code = builder;
    rowLocals.clear();
    scalars = new ScalarCode(code, rowLocals);
    if (plain) {
      exercisePlain();
      return;
    }
    unpack();
    int zero = constant(0);
    for (PhaseCode pass : passes) {
      for (Val scalar : pass.scalars) {
        if (!rowLocals.containsKey(scalar)) {
          code.loadConstant(0);
          if (scalar.type() == DType.FLOAT32) {
            code.i2f();
          }
          scalars.keep(scalar);
        }
      }
      call(pass, starts, zero, zero, zero, FROM, -1);
    }
    code.return_();
  }

  /// Runs the first rows, or elements of a flat map, up to the number that is asked for.
  private void exercisePlain() {
    code.aload(0).aload(BUFFERS).aload(OFFSETS).iconst_0().iload(FROM);
    code.loadConstant(kernel.units())
        .invokestatic(
            ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    code.invokevirtual(
        self,
        "run",
        MethodTypeDesc.of(CD_void, ConstantDescs.CD_Object.arrayType(), INTS, CD_int, CD_int));
    code.return_();
  }

  private void unpack() {
    arrays = new int[types.length];
    for (int i = 0; i < types.length; i++) {
      arrays[i] = code.allocateLocal(TypeKind.REFERENCE);
      code.aload(BUFFERS).loadConstant(i).aaload().checkcast(Emitted.array(types[i]));
      code.astore(arrays[i]);
    }
    starts = new int[kernel.accesses().size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = code.allocateLocal(TypeKind.INT);
      code.aload(OFFSETS).loadConstant(i).iaload().istore(starts[i]);
    }
    int most = 0;
    for (int[] reductions : schedule.reductions()) {
      most = Math.max(most, reductions.length);
    }
    lanes = memory("lanes", most * PhaseCode.laneWidth(kernel));
    keptArray = memory("kept", kept.count() * Math.max(kernel.rowSize(), Kernel.TILE));
  }

  /// Room for so many elements and a last vector that reaches over their end.
  private int memory(String kind, int size) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    if (size == 0 || plain) {
      code.aconst_null();
    } else {
      code.loadConstant(size + Kernel.LANES)
          .invokestatic(REDUCTIONS, kind, MethodTypeDesc.of(FLOATS, CD_int));
    }
    code.astore(local);
    return local;
  }

  /// Writes `for (int i = first; i < end; i++)`, both in local variables; the body gets i.
  private void loop(int first, int end, IntConsumer body) {
    int i = code.allocateLocal(TypeKind.INT);
    Label head = code.newLabel();
    Label done = code.newLabel();
    code.iload(first).istore(i);
    code.labelBinding(head).iload(i).iload(end).if_icmpge(done);
    body.accept(i);
    code.iinc(i, 1).goto_(head).labelBinding(done);
  }

  private int constant(int value) {
    int local = code.allocateLocal(TypeKind.INT);
    code.loadConstant(value).istore(local);
    return local;
  }

  /// Positions of all accesses: `from` plus the steps of a flat index over `dims`. Accesses that do
  /// not move stay in the variable they are in.
  private int[] positions(int[] from, int[] dims, Function<Access, int[]> strides, int flat) {
    int[] indices = new int[dims.length];
    int rest = code.allocateLocal(TypeKind.INT);
    code.iload(flat).istore(rest);
    for (int d = dims.length - 1; d >= 0; d--) {
      if (d == 0) {
        indices[d] = rest;
        continue;
      }
      indices[d] = code.allocateLocal(TypeKind.INT);
      code.iload(rest).loadConstant(dims[d]).irem().istore(indices[d]);
      code.iload(rest).loadConstant(dims[d]).idiv().istore(rest);
    }
    int[] positions = from.clone();
    for (int a = 0; a < from.length; a++) {
      int[] moves = strides.apply(kernel.accesses().get(a));
      if (Arrays.stream(moves).allMatch(m -> m == 0)) {
        continue;
      }
      positions[a] = code.allocateLocal(TypeKind.INT);
      code.iload(from[a]);
      for (int d = 0; d < dims.length; d++) {
        if (moves[d] != 0) {
          code.iload(indices[d]).loadConstant(moves[d]).imul().iadd();
        }
      }
      code.istore(positions[a]);
    }
    return positions;
  }

  /// Calls the methods of a pass for the elements between two local variables. `many` is their
  /// number where it is known while writing, or −1.
  private void call(
      PhaseCode pass, int[] bases, int keptAt, int origin, int from, int to, int many) {
    int step = VectorTypes.FLOATS.length();
    if (many < 0 || many >= step) {
      call(pass, false, bases, keptAt, origin, from, to);
    }
    if (many >= 0 && many % step == 0) {
      return;
    }
    int rest = code.allocateLocal(TypeKind.INT);
    code.iload(to).iload(from).isub().loadConstant(step - 1).iand().istore(rest);
    Label none = code.newLabel();
    code.iload(rest).ifeq(none);
    code.iload(to).iload(rest).isub().istore(rest);
    call(pass, true, bases, keptAt, origin, rest, to);
    code.labelBinding(none);
  }

  private void call(
      PhaseCode pass, boolean masked, int[] bases, int keptAt, int origin, int from, int to) {
    pass.buffers.forEach(buffer -> code.aload(arrays[buffer]));
    pass.accesses.forEach(access -> code.iload(bases[access]));
    pass.scalars.forEach(scalars::push);
    code.aload(lanes).aload(keptArray).iload(keptAt).iload(origin).iload(from).iload(to);
    code.invokestatic(self, pass.name(masked), pass.type(types));
  }

  private void map() {
    int zero = constant(0);
    if (kernel.isFlat() && plain) {
      plainPass(0).elements(code, arrays, starts, rowLocals, new int[0][], FROM, TO);
      return;
    }
    if (kernel.isFlat()) {
      call(passes.getFirst(), starts, zero, zero, FROM, TO, -1);
      return;
    }
    int inner = constant(kernel.inner());
    loop(
        FROM,
        TO,
        row -> {
          int[] bases = positions(starts, kernel.outer(), Access::outer, row);
          if (plain) {
            plainPass(0).elements(code, arrays, bases, rowLocals, new int[0][], zero, inner);
            return;
          }
          call(passes.getFirst(), bases, zero, zero, zero, inner, kernel.inner());
        });
  }

  private void row(int row) {
    int[] bases = positions(starts, kernel.outer(), Access::outer, row);
    int zero = constant(0);
    int inner = constant(kernel.inner());
    rowValues(0, bases);
    for (int p = 0; p < kernel.phases(); p++) {
      if (plain) {
        PlainPass pass = plainPass(p);
        pass.fold(code, rowLocals, plainRow(pass, bases));
        rowValues(p + 1, bases);
        continue;
      }
      PhaseCode pass = passes.get(p);
      start(p, code -> code.loadConstant(Math.max(1, 2 * Lanes.firstHalf(kernel.inner()))));
      if (kernel.middle().length == 0) {
        call(pass, bases, zero, zero, zero, inner, kernel.inner());
      } else {
        int many = constant(kernel.inner() == 0 ? 0 : kernel.rowSize() / kernel.inner());
        int at = constant(0);
        loop(
            zero,
            many,
            m -> {
              int[] moved = positions(bases, kernel.middle(), Access::middle, m);
              call(pass, moved, at, zero, zero, inner, kernel.inner());
              code.iload(at).loadConstant(kernel.inner()).iadd().istore(at);
            });
      }
      fold(p);
      rowValues(p + 1, bases);
    }
  }

  private PlainPass plainPass(int phase) {
    return new PlainPass(kernel, schedule, phase);
  }

  /// A row of few columns, or a pass over a short row; gives the lanes of its reductions.
  private int[][] plainRow(PlainPass pass, int[] bases) {
    int[][] own = pass.lanes(code);
    if (kernel.middle().length == 0) {
      pass.elements(code, arrays, bases, rowLocals, own, -1, -1);
    } else {
      loop(
          constant(0),
          constant(kernel.rowSize() / kernel.inner()),
          m ->
              pass.elements(
                  code,
                  arrays,
                  positions(bases, kernel.middle(), Access::middle, m),
                  rowLocals,
                  own,
                  -1,
                  -1));
    }
    return own;
  }

  private void start(int phase, Consumer<CodeBuilder> width) {
    int[] reductions = schedule.reductions()[phase];
    for (int r = 0; r < reductions.length; r++) {
      Val val = kernel.vals().get(reductions[r]);
      code.aload(lanes).loadConstant(r * PhaseCode.laneWidth(kernel));
      width.accept(code);
      code.loadConstant((float) Lanes.neutral(val.code(), val.type()))
          .invokestatic(
              REDUCTIONS, "start", MethodTypeDesc.of(CD_void, FLOATS, CD_int, CD_int, CD_float));
    }
  }

  private void fold(int phase) {
    int[] reductions = schedule.reductions()[phase];
    for (int r = 0; r < reductions.length; r++) {
      Val val = kernel.vals().get(reductions[r]);
      code.aload(lanes).loadConstant(r * Kernel.LANES).loadConstant(kernel.inner());
      code.invokestatic(
          REDUCTIONS,
          val.code().name().toLowerCase(Locale.ROOT),
          MethodTypeDesc.of(CD_float, FLOATS, CD_int, CD_int));
      scalars.keep(val);
    }
  }

  private void rowValues(int at, int[] bases) {
    for (int id : schedule.rowValues()[at]) {
      Val val = kernel.vals().get(id);
      switch (val.code()) {
        case LOAD -> {
          code.aload(arrays[kernel.accesses().get((int) val.imm()).buffer()]);
          code.iload(bases[(int) val.imm()]);
          scalars.load(val.type());
        }
        case INDEX -> code.iload(bases[(int) val.imm()]);
        default -> scalars.compute(val);
      }
      scalars.keep(val);
    }
    for (int index : schedule.rowStores()[at]) {
      Kernel.Store store = kernel.stores().get(index);
      Access to = kernel.accesses().get(store.access());
      code.aload(arrays[to.buffer()]).iload(bases[store.access()]);
      scalars.push(store.value());
      scalars.store(to.type());
    }
  }

  private void columns(int unit) {
    if (plain) {
      int[] bases = positions(starts, kernel.outer(), Access::outer, unit);
      PlainPass pass = plainPass(0);
      pass.columns(code, arrays, bases, plainRow(pass, bases));
      return;
    }
    int tiles = Math.ceilDiv(kernel.inner(), Kernel.TILE);
    int row = code.allocateLocal(TypeKind.INT);
    int first = code.allocateLocal(TypeKind.INT);
    int end = code.allocateLocal(TypeKind.INT);
    code.iload(unit).loadConstant(tiles).idiv().istore(row);
    code.iload(unit).loadConstant(tiles).irem().loadConstant(Kernel.TILE).imul().istore(first);
    code.iload(first).loadConstant(Kernel.TILE).iadd().loadConstant(kernel.inner());
    code.invokestatic(
        ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    code.istore(end);
    int zero = constant(0);
    start(0, builder -> builder.iload(end).iload(first).isub());
    int[] bases = positions(starts, kernel.outer(), Access::outer, row);
    int many = constant(Arrays.stream(kernel.middle()).reduce(1, (a, b) -> a * b));
    loop(
        zero,
        many,
        m -> {
          int[] moved = positions(bases, kernel.middle(), Access::middle, m);
          call(
              passes.getFirst(),
              moved,
              zero,
              first,
              first,
              end,
              kernel.inner() % Kernel.TILE == 0 ? Kernel.TILE : -1);
        });
    for (int index : schedule.rowStores()[1]) {
      Kernel.Store store = kernel.stores().get(index);
      Access to = kernel.accesses().get(store.access());
      int number = indexOf(schedule.reductions()[0], store.value().id());
      code.aload(lanes).loadConstant(number * Kernel.TILE).aload(arrays[to.buffer()]);
      code.iload(bases[store.access()]);
      code.iload(first).loadConstant(to.inner()).imul().iadd();
      code.loadConstant(to.inner()).iload(end).iload(first).isub();
      code.invokestatic(
          REDUCTIONS,
          "store",
          MethodTypeDesc.of(CD_void, FLOATS, CD_int, FLOATS, CD_int, CD_int, CD_int));
    }
  }

  private static int indexOf(int[] values, int value) {
    int at = 0;
    while (values[at] != value) {
      at++;
    }
    return at;
  }
}
