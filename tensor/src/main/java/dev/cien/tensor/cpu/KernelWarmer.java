package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Kernel;
import java.util.concurrent.LinkedBlockingQueue;

/// Makes generated code of kernels that have proved hot, in the background: writes the class, runs
/// it on memory of its own until C2 has made it faster than the block interpreter, and only then
/// hands it over. Both give the same bits, so nobody can tell when.
final class KernelWarmer {
  /// Elements that a trial run visits at least, where the kernel has as many.
  private static final int ELEMENTS = 2048;

  /// Elements of a call that makes the JVM compile a pass: some vectors and a rest. Methods are
  /// compiled for being called often, and until then each vector operation is slow.
  private static final int FEW = 35;

  private static final int CALLS = 500;

  /// After this long others come first: on a busy machine the JVM compiles late.
  private static final long TURN = 2_000_000_000L;

  private static final LinkedBlockingQueue<TieredKernel> QUEUE = new LinkedBlockingQueue<>();

  static {
    Thread.ofPlatform().daemon().name("cien-kernel-warmer").start(KernelWarmer::work);
  }

  private KernelWarmer() {}

  /// Queues a kernel, if code can be generated for it here and has anything to do.
  static void submit(TieredKernel tiered) {
    boolean empty = tiered.kernel().work() == 0;
    if (!empty && VectorSupport.available() && KernelEmitter.supports(tiered.kernel())) {
      QUEUE.add(tiered);
    }
  }

  private static void work() {
    while (true) {
      try {
        warm(QUEUE.take());
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException | LinkageError e) {
        System.getLogger(KernelWarmer.class.getName())
            .log(System.Logger.Level.WARNING, "kernel stays interpreted", e);
      }
    }
  }

  private static void warm(TieredKernel tiered) {
    GeneratedKernel code = tiered.emitted();
    Trial trial = Trial.of(tiered.kernel());
    long later = System.nanoTime() + TURN;
    while (System.nanoTime() < later) {
      trial.exercise(code);
      if (trial.time(code) < trial.time(tiered.interpreter())) {
        tiered.use(code);
        return;
      }
    }
    if (tiered.mayTryAgain()) {
      QUEUE.add(tiered);
    }
  }

  /// The first few units of a kernel's work, on zeros.
  private record Trial(Object[] buffers, int[] offsets, int units) {

    static Trial of(Kernel kernel) {
      boolean flat = kernel.kind() == Kernel.Kind.MAP && kernel.outer().length == 0;
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

    /// Calls every pass often, with few elements.
    void exercise(GeneratedKernel code) {
      for (int i = 0; i < CALLS; i++) {
        code.exercise(buffers, offsets, i % 4 == 0 ? FEW : FEW / 2);
      }
    }

    long time(KernelCode code) {
      long start = System.nanoTime();
      code.run(buffers, offsets, 0, units);
      return System.nanoTime() - start;
    }
  }
}
