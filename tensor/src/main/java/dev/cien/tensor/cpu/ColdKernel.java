package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Kernel;
import java.lang.ref.WeakReference;

/// The generated class of a kernel on its way: written, then run until it is faster than the block
/// interpreter.
final class ColdKernel implements Cold {
  /// Elements that a trial run visits at least, where the kernel has as many.
  private static final int ELEMENTS = 2048;

  private static final int LANES = VectorTypes.FLOATS.length();

  /// Elements of a call that makes the JVM compile a pass: some vectors and a rest.
  private static final int FEW = 35;

  private static final int CALLS = 500;

  /// Calls that take long enough for a clock.
  private static final int GLANCES = 8;

  /// Turns after which a class that is still slow is written anew. C1 gives up on some large
  /// methods if it has to count in them, and a method that it compiled without counting before then
  /// stays as it is, for good. A new class starts without that.
  private static final int PATIENCE = 40;

  /// Classes after which it is enough to be faster than the interpreter: the JVM may have no
  /// instructions for the rest of a stretch.
  private static final int CLASSES = 3;

  /// A compiled rest costs about as much as one whole vector; the others that it is compared with
  /// are one and two of them.
  private static final int DEAR_REST = 4;

  private final WeakReference<TieredKernel> tiered;
  private final BlockInterpreter interpreter;
  private final Kernel kernel;

  /// Whether it has no vectors, and so no rest.
  private final boolean plain;

  /// Made in the first turn, and again where that one stays slow or becomes so in use.
  private GeneratedKernel code;

  /// What the code is exercised on; dropped once it is in use.
  private Trial trial;

  private int turns;
  private int classes;

  ColdKernel(TieredKernel tiered, Kernel kernel, BlockInterpreter interpreter) {
    this.tiered = new WeakReference<>(tiered);
    this.kernel = kernel;
    this.plain = KernelEmitter.isPlain(kernel);
    this.interpreter = interpreter;
  }

  @Override
  public boolean isWanted() {
    return tiered.get() != null;
  }

  @Override
  public long missed() {
    TieredKernel waiting = tiered.get();
    return waiting == null ? 0 : waiting.interpreted();
  }

  /// Calls every pass often, with few elements.
  @Override
  public void exercise() {
    if (turns++ % PATIENCE == 0) {
      code = KernelEmitter.emit(kernel);
      classes++;
    }
    if (trial == null) {
      trial = Trial.of(kernel);
    }
    int few = plain ? Math.min(FEW, trial.units) : hasRest() ? FEW : 2 * LANES;
    for (int i = 0; i < CALLS; i++) {
      code.exercise(trial.buffers, trial.offsets, i % 4 == 0 ? few : few / 2);
    }
  }

  @Override
  public boolean isFast() {
    Trial run = trial == null ? Trial.of(kernel) : trial;
    return Race.quickest(() -> run.run(code)) < Race.quickest(() -> run.run(interpreter))
        && (!hasRest() || classes > CLASSES || isRestCompiled(run));
  }

  /// Whether a stretch of the kernel's elements may end with fewer of them than lanes.
  private boolean hasRest() {
    return !plain && (kernel.isFlat() || kernel.inner() % LANES != 0);
  }

  /// Stretches of whole vectors can win the race although the rest of them, fewer elements than
  /// lanes, is still interpreted.
  private boolean isRestCompiled(Trial run) {
    long whole = Race.quickest(() -> passes(run, 2 * LANES));
    return Race.quickest(() -> passes(run, LANES + 1)) < DEAR_REST * whole;
  }

  private void passes(Trial run, int elements) {
    for (int i = 0; i < GLANCES; i++) {
      code.exercise(run.buffers, run.offsets, elements);
    }
  }

  @Override
  public void use() {
    TieredKernel waiting = tiered.get();
    if (waiting != null) {
      waiting.use(code);
    }
    turns = 0;
    trial = null;
  }

  /// The first few units of a kernel's work, on zeros.
  private record Trial(Object[] buffers, int[] offsets, int units) {

    static Trial of(Kernel kernel) {
      boolean flat = kernel.isFlat();
      int all = Math.max(1, kernel.units());
      int perUnit = flat ? 1 : (int) Math.max(1, kernel.work() / all);
      // An odd number of elements, so that the masked rest of a flat map is compiled, too.
      int units = flat ? ELEMENTS - 1 : Math.min(all, Math.max(1, ELEMENTS / perUnit));
      int rows = flat ? 1 : Math.min(kernel.rows(), units);
      int inner = flat ? units : kernel.inner();
      int[] sizes = new int[kernel.buffers()];
      int[] offsets = new int[kernel.accesses().size()];
      for (int a = 0; a < offsets.length; a++) {
        Access access = kernel.accesses().get(a);
        int[] steps = reach(access.outer(), kernel.outer(), rows);
        int[] more = reach(access.middle(), kernel.middle(), Integer.MAX_VALUE);
        int last = access.inner() * (Math.max(1, inner) - 1);
        int low = steps[0] + more[0] + Math.min(0, last);
        int high = steps[1] + more[1] + Math.max(0, last);
        if (access.buffer() >= 0) {
          int few = FEW * Math.abs(access.inner());
          offsets[a] = Math.max(-low, access.inner() < 0 ? few : 0);
          sizes[access.buffer()] =
              Math.max(sizes[access.buffer()], offsets[a] + Math.max(high, few) + 1);
        }
      }
      Object[] buffers = new Object[sizes.length];
      for (Access access : kernel.accesses()) {
        if (access.buffer() >= 0 && buffers[access.buffer()] == null) {
          buffers[access.buffer()] = Buffers.allocate(access.type(), sizes[access.buffer()]);
        }
      }
      return new Trial(buffers, offsets, units);
    }

    /// The lowest and the highest position that the first `rows` combinations of indices reach.
    private static int[] reach(int[] strides, int[] dims, int rows) {
      int low = 0;
      int high = 0;
      long below = 1;
      for (int d = dims.length - 1; d >= 0; d--) {
        long most = Math.min(dims[d], Math.ceilDiv(rows, below)) - 1;
        low += (int) Math.min(0, most * strides[d]);
        high += (int) Math.max(0, most * strides[d]);
        below *= dims[d];
      }
      return new int[] {low, high};
    }

    void run(KernelCode code) {
      code.run(buffers, offsets, 0, units);
    }
  }
}
