package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Kernel;
import java.util.concurrent.LinkedBlockingQueue;

/// Makes generated code of kernels that have proved hot, in the background: writes the class, runs
/// it on memory of its own until C2 has made it faster than the block interpreter, and only then
/// hands it over. Both give the same bits, so nobody can tell when.
final class KernelWarmer {
  private static final int ELEMENTS = 4096;
  private static final int BATCH = 20;
  private static final long PATIENCE = 2_000_000_000L;
  private static final LinkedBlockingQueue<BlockInterpreter> QUEUE = new LinkedBlockingQueue<>();

  static {
    Thread.ofPlatform().daemon().name("cien-kernel-warmer").start(KernelWarmer::work);
  }

  private KernelWarmer() {}

  /// Queues a kernel, if code can be generated for it here.
  static void submit(BlockInterpreter interpreter) {
    if (VectorSupport.available() && VectorEmitter.supports(interpreter.kernel())) {
      QUEUE.add(interpreter);
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

  private static void warm(BlockInterpreter interpreter) {
    Kernel kernel = interpreter.kernel();
    RowCode code = VectorEmitter.emit(kernel);
    Object[] buffers = new Object[kernel.buffers()];
    for (Access access : kernel.accesses()) {
      if (access.buffer() >= 0) {
        buffers[access.buffer()] =
            Buffers.allocate(access.type() == DType.INT32 ? DType.INT32 : DType.FLOAT32, ELEMENTS);
      }
    }
    int[] bases = new int[kernel.accesses().size()];
    long give = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < give) {
      long start = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        code.run(buffers, bases, 0, ELEMENTS - i % 2);
      }
      long generated = System.nanoTime() - start;
      start = System.nanoTime();
      interpreter.interpret(buffers, bases, ELEMENTS);
      long interpreted = System.nanoTime() - start;
      if (generated < BATCH * interpreted) {
        interpreter.use(code);
        return;
      }
    }
  }
}
