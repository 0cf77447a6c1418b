package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Kernel;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A kernel that starts in the block interpreter and goes over to generated code once that is there
/// and faster. Kernels of one form share it, whichever program they belong to: what one program has
/// warmed up is warm for the next.
public final class TieredKernel implements KernelCode {
  /// Runs after which generating code is worth it.
  private static final int HOT = 3;

  private static final int MOST_TRIES = 10;

  private static final Map<Kernel.Form, java.lang.ref.WeakReference<TieredKernel>> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Kernel kernel;
  private final Kernel.Form form;
  private final BlockInterpreter interpreter;
  private final AtomicInteger runs = new AtomicInteger();
  private volatile KernelCode code;

  /// Written, but not yet faster than the interpreter; the warmer's alone.
  private GeneratedKernel emitted;

  private int tries;

  private TieredKernel(Kernel kernel, Kernel.Form form) {
    this.kernel = kernel;
    this.form = form;
    this.interpreter = new BlockInterpreter(kernel);
    this.code = interpreter;
  }

  /// The code of a kernel: that of an equal one, if there is one.
  public static TieredKernel of(Kernel kernel) {
    Kernel.Form form = kernel.form();
    synchronized (KNOWN) {
      java.lang.ref.WeakReference<TieredKernel> known = KNOWN.get(form);
      TieredKernel tiered = known == null ? null : known.get();
      if (tiered == null) {
        tiered = new TieredKernel(kernel, form);
        KNOWN.put(tiered.form, new java.lang.ref.WeakReference<>(tiered));
      }
      return tiered;
    }
  }

  @Override
  public void run(Object[] buffers, int[] offsets, int from, int to) {
    KernelCode now = code;
    if (now == interpreter && runs.get() < HOT && runs.incrementAndGet() == HOT) {
      KernelWarmer.submit(this);
    }
    now.run(buffers, offsets, from, to);
  }

  /// The kernel that this runs.
  Kernel kernel() {
    return kernel;
  }

  BlockInterpreter interpreter() {
    return interpreter;
  }

  /// The generated class.
  GeneratedKernel emitted() {
    if (emitted == null) {
      emitted = KernelEmitter.emit(kernel);
    }
    return emitted;
  }

  /// Whether another turn at becoming fast is worth it.
  boolean mayTryAgain() {
    return ++tries < MOST_TRIES;
  }

  /// Runs generated code from now on.
  void use(KernelCode generated) {
    code = generated;
  }
}
