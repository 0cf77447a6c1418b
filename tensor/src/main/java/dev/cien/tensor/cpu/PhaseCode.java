package dev.cien.tensor.cpu;

import static dev.cien.tensor.cpu.Emitted.FLOATS;
import static dev.cien.tensor.cpu.Emitted.INT;
import static dev.cien.tensor.cpu.Emitted.INTS;
import static dev.cien.tensor.cpu.Emitted.MASK;
import static dev.cien.tensor.cpu.Emitted.SPECIES;
import static dev.cien.tensor.cpu.Emitted.TYPES;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Kernel;
import dev.cien.tensor.loop.Schedule;
import dev.cien.tensor.loop.Val;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/// One pass over a stretch of elements as a static method of its own, small enough for C2: a loop
/// over whole vectors, and the same body once more under a mask for the rest.
///
/// Its parameters are the arrays and the base positions that it uses, the row values it spreads,
/// the lanes of its reductions, the memory of kept values and where this stretch starts in it, the
/// index that belongs to lane 0, and the first and the last index.
final class PhaseCode {
  private final Kernel kernel;
  private final Kept kept;
  private final int phase;
  private final ClassDesc self;
  private final List<Val> elements;
  private final List<Val> reductions = new ArrayList<>();
  private final List<Kernel.Store> stores = new ArrayList<>();

  /// Buffers, accesses and row values that become parameters.
  final List<Integer> buffers;

  final List<Integer> accesses;
  final List<Val> scalars;

  PhaseCode(Kernel kernel, Schedule schedule, Kept kept, int phase, ClassDesc self) {
    this.kernel = kernel;
    this.kept = kept;
    this.phase = phase;
    this.self = self;
    this.elements = kept.elements(phase);
    Arrays.stream(schedule.reductions()[phase])
        .mapToObj(kernel.vals()::get)
        .forEach(reductions::add);
    Arrays.stream(schedule.stores()[phase]).mapToObj(kernel.stores()::get).forEach(stores::add);
    TreeSet<Integer> used = new TreeSet<>();
    stores.forEach(store -> used.add(store.access()));
    elements.stream().filter(PhaseCode::hasAccess).forEach(val -> used.add((int) val.imm()));
    accesses = List.copyOf(used);
    buffers =
        used.stream()
            .map(a -> kernel.accesses().get(a).buffer())
            .filter(b -> b >= 0)
            .sorted()
            .distinct()
            .toList();
    scalars =
        elements.stream()
            .filter(val -> val.code() == Code.SPREAD && val.a().code() != Code.CONST)
            .map(Val::a)
            .distinct()
            .toList();
  }

  private static boolean hasAccess(Val val) {
    return val.code() == Code.LOAD || val.code() == Code.INDEX;
  }

  private Access access(Val val) {
    return kernel.accesses().get((int) val.imm());
  }

  private boolean isStrided(Val val) {
    return val.code() == Code.LOAD && access(val).inner() != 0 && access(val).inner() != 1;
  }

  /// The strides along the row, other than 0 and 1, at which this pass loads.
  List<Integer> strides() {
    return elements.stream()
        .filter(this::isStrided)
        .map(val -> access(val).inner())
        .distinct()
        .toList();
  }

  /// The constant of the class that holds the positions of lanes `stride` apart.
  static String mapName(int stride) {
    return "STRIDE_" + (stride < 0 ? "MINUS_" + -stride : stride);
  }

  /// The name of the method for whole vectors, or for the rest.
  String name(boolean masked) {
    return (masked ? "rest" : "pass") + phase;
  }

  int parameters() {
    return buffers.size() + accesses.size() + scalars.size() + 6;
  }

  /// The number of instructions in a method.
  int size() {
    return elements.size() + stores.size() + 2 * reductions.size();
  }

  /// The method's type, given the type of each buffer.
  MethodTypeDesc type(DType[] types) {
    List<ClassDesc> all = new ArrayList<>();
    buffers.forEach(buffer -> all.add(Emitted.array(types[buffer])));
    accesses.forEach(access -> all.add(CD_int));
    scalars.forEach(val -> all.add(ScalarCode.type(val)));
    all.addAll(List.of(FLOATS, FLOATS, CD_int, CD_int, CD_int, CD_int));
    return MethodTypeDesc.of(CD_void, all);
  }

  /// Writes the method for whole vectors: it stops where fewer elements than lanes are left.
  void whole(CodeBuilder code) {
    new Writer(code).whole();
  }

  /// Writes the method for the rest, fewer elements than lanes.
  void rest(CodeBuilder code) {
    new Writer(code).rest();
  }

  private final class Writer {
    private final CodeBuilder code;
    private final VectorCode vectors;
    private final int lanesArray;
    private final int keptArray;
    private final int keptAt;
    private final int origin;
    private final int to;
    private final int index;
    private final int mask;
    private final int step = VectorTypes.FLOATS.length();

    Writer(CodeBuilder code) {
      this.code = code;
      this.vectors = new VectorCode(code);
      int at = buffers.size() + accesses.size() + scalars.size();
      lanesArray = code.parameterSlot(at);
      keptArray = code.parameterSlot(at + 1);
      keptAt = code.parameterSlot(at + 2);
      origin = code.parameterSlot(at + 3);
      index = code.parameterSlot(at + 4);
      to = code.parameterSlot(at + 5);
      mask = code.allocateLocal(TypeKind.REFERENCE);
    }

    /// Spread numbers are written into the loop, although they never change: C2 takes them out
    /// again, and as none is alive where the loop turns it needs no object for any of them.
    void whole() {
      Predicate<Val> loaded = val -> val.code() == Code.LOAD;
      elements.stream().filter(this::isInvariant).filter(loaded).forEach(this::invariant);
      Label head = code.newLabel();
      Label end = code.newLabel();
      code.labelBinding(head).iload(index).loadConstant(step).iadd().iload(to).if_icmpgt(end);
      elements.stream().filter(this::isInvariant).filter(loaded.negate()).forEach(this::invariant);
      pass(false);
      code.iinc(index, step).goto_(head);
      code.labelBinding(end).return_();
    }

    void rest() {
      vectors.species(DType.FLOAT32);
      code.iload(index)
          .iload(to)
          .invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int))
          .astore(mask);
      elements.stream().filter(this::isInvariant).forEach(this::invariant);
      pass(true);
      code.return_();
    }

    private boolean isInvariant(Val val) {
      return switch (val.code()) {
        case CONST, SPREAD -> true;
        case LOAD, INDEX -> access(val).inner() == 0;
        default -> false;
      };
    }

    private void array(int buffer) {
      code.aload(code.parameterSlot(buffers.indexOf(buffer)));
    }

    private void base(int access) {
      code.iload(code.parameterSlot(buffers.size() + accesses.indexOf(access)));
    }

    private void invariant(Val val) {
      vectors.species(val.type());
      switch (val.code()) {
        case CONST -> new ScalarCode(code, Map.of()).constant(val);
        case SPREAD -> {
          if (val.a().code() == Code.CONST) {
            new ScalarCode(code, Map.of()).constant(val.a());
          } else {
            code.loadLocal(
                ScalarCode.kind(val.a()),
                code.parameterSlot(buffers.size() + accesses.size() + scalars.indexOf(val.a())));
          }
        }
        case INDEX -> base((int) val.imm());
        default -> {
          array(access(val).buffer());
          base((int) val.imm());
          new ScalarCode(code, Map.of()).load(val.type());
        }
      }
      if (val.type() == DType.BOOL) {
        vectors.maskAll(val);
      } else {
        vectors.broadcast(val.type());
      }
      vectors.keep(val);
    }

    private void pass(boolean masked) {
      for (Val val : elements) {
        if (!isInvariant(val)) {
          element(val, masked);
          vectors.keep(val);
        }
      }
      for (Val val : elements) {
        if (kept.slot(val) >= 0 && kept.isWritten(val, phase)) {
          vectors.push(val);
          code.aload(keptArray);
          keptPosition(val);
          finishStore(DType.FLOAT32, masked);
        }
      }
      for (int r = 0; r < reductions.size(); r++) {
        reduce(reductions.get(r), r, masked);
      }
      for (Kernel.Store store : stores) {
        Access access = kernel.accesses().get(store.access());
        boolean truth = access.type() == DType.BOOL;
        if (truth) {
          vectors.pushTruth(store.value());
        } else {
          vectors.push(store.value());
        }
        array(access.buffer());
        base(store.access());
        code.iload(index).iadd();
        if (!truth) {
          finishStore(access.type(), masked);
          continue;
        }
        if (masked) {
          code.aload(mask);
        }
        vectors.storeTruth(masked);
      }
    }

    private void finishStore(DType type, boolean masked) {
      if (masked) {
        pushMask(type);
      }
      vectors.store(type, masked);
    }

    private void pushMask(DType type) {
      code.aload(mask);
      vectors.castMask(type);
    }

    private void keptPosition(Val val) {
      code.iload(keptAt).loadConstant(kept.slot(val) * kernel.rowSize()).iadd().iload(index).iadd();
    }

    private void element(Val val, boolean masked) {
      if (kept.slot(val) >= 0 && !kept.isWritten(val, phase)) {
        vectors.species(DType.FLOAT32);
        code.aload(keptArray);
        keptPosition(val);
        vectors.load(DType.FLOAT32, false, false);
        return;
      }
      switch (val.code()) {
        case LOAD -> load(val, masked);
        case INDEX -> position(val);
        default -> vectors.compute(val);
      }
    }

    /// The rest loads a whole vector, too: there is room behind every array, and what other lanes
    /// compute is not stored. A masked load would be several times the work for C2. Positions that
    /// are computed may lie anywhere, so those are masked.
    private void load(Val val, boolean masked) {
      Access from = access(val);
      boolean strided = isStrided(val);
      boolean truth = val.type() == DType.BOOL;
      if (!truth) {
        vectors.species(val.type());
      }
      array(from.buffer());
      base((int) val.imm());
      code.iload(index);
      if (strided) {
        code.loadConstant(from.inner()).imul();
      }
      code.iadd();
      if (strided) {
        code.getstatic(self, mapName(from.inner()), INTS.arrayType());
        if (masked) {
          code.iload(to).iload(index).isub();
        } else {
          code.loadConstant(step);
        }
        code.aaload().iconst_0();
      }
      if (truth) {
        vectors.loadTruth(val);
        return;
      }
      if (strided && masked) {
        pushMask(val.type());
      }
      vectors.load(val.type(), strided, strided && masked);
    }

    /// Base + index · stride in each lane.
    private void position(Val val) {
      int stride = access(val).inner();
      code.getstatic(TYPES, "LANE", INT);
      if (stride != 1) {
        code.loadConstant(stride).invokevirtual(INT, "mul", MethodTypeDesc.of(INT, CD_int));
      }
      base((int) val.imm());
      code.iload(index)
          .loadConstant(stride)
          .imul()
          .iadd()
          .invokevirtual(INT, "add", MethodTypeDesc.of(INT, CD_int));
    }

    /// Lanes live in memory: element i belongs to lane i mod 64 (or, for columns, lane i minus the
    /// first), whichever vector holds it.
    private void reduce(Val val, int number, boolean masked) {
      vectors.species(DType.FLOAT32);
      code.aload(lanesArray);
      lanePosition(number);
      vectors.load(DType.FLOAT32, false, false);
      vectors.accumulate(val, masked ? mask : -1);
      code.aload(lanesArray);
      lanePosition(number);
      vectors.store(DType.FLOAT32, false);
    }

    private void lanePosition(int number) {
      boolean columns = kernel.kind() == Kernel.Kind.COLUMN;
      code.iload(index);
      if (columns) {
        code.iload(origin).isub();
      } else {
        code.loadConstant(Kernel.LANES - 1).iand();
      }
      code.loadConstant(number * laneWidth(kernel)).iadd();
    }
  }

  /// Lanes between two reductions; columns have room for the last vector, which may reach over.
  static int laneWidth(Kernel kernel) {
    return kernel.kind() == Kernel.Kind.COLUMN ? Kernel.TILE : Kernel.LANES;
  }
}
