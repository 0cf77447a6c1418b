package dev.cien.tensor.cpu;

import dev.cien.tensor.loop.Kernel;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A kernel that starts in the block interpreter and goes over to generated code once that is there
/// and faster. Kernels of one form share it, whichever program they belong to: what one program has
/// warmed up is warm for the next.
public final class TieredKernel implements KernelCode {
  /// Interpreted values, one an element and an instruction, after which generating code is worth
  /// it: some tens of milliseconds, more than what is computed once takes.
  private static final long HOT = 1 << 24;

  /// The same for each instruction of the kernel. The JVM compiles long code for seconds, as that
  /// of the random numbers that a model starts from and that nobody asks for again.
  private static final long HOT_EACH = 1 << 21;

  private static final Map<Kernel.Form, WeakReference<TieredKernel>> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Kernel kernel;
  private final Kernel.Form form;
  private final BlockInterpreter interpreter;
  private final long hot;
  private final AtomicBoolean submitted = new AtomicBoolean();
  private final AtomicLong interpreted = new AtomicLong();
  private volatile KernelCode code;

  private TieredKernel(Kernel kernel, Kernel.Form form) {
    this.kernel = kernel;
    this.form = form;
    this.interpreter = new BlockInterpreter(kernel);
    this.hot = Math.max(HOT, HOT_EACH * kernel.vals().size());
    this.code = interpreter;
  }

  /// The code of a kernel: that of an equal one, if there is one.
  public static TieredKernel of(Kernel kernel) {
    Kernel.Form form = kernel.form();
    synchronized (KNOWN) {
      WeakReference<TieredKernel> known = KNOWN.get(form);
      TieredKernel tiered = known == null ? null : known.get();
      if (tiered == null) {
        tiered = new TieredKernel(kernel, form);
        KNOWN.put(tiered.form, new WeakReference<>(tiered));
      }
      return tiered;
    }
  }

  /// Tells that a program is about to compute so many values with the kernel, in one or more
  /// pieces. Kernels of one form may have very different sizes.
  public void begin(long values) {
    if (code != interpreter) {
      return;
    }
    long total = interpreted.addAndGet(values);
    if (submitted.get()) {
      // Plain loops compute about a value in a nanosecond.
      Pace.lose(values);
    } else if (total >= hot
        && submitted.compareAndSet(false, true)
        && VectorSupport.available()
        && KernelEmitter.supports(kernel)) {
      Warmer.submit(new ColdKernel(this, kernel, interpreter));
    }
  }

  @Override
  public void run(Object[] buffers, int[] offsets, int from, int to) {
    code.run(buffers, offsets, from, to);
  }

  /// The work that the interpreter has done.
  long interpreted() {
    return interpreted.get();
  }

  /// Runs generated code from now on.
  void use(KernelCode generated) {
    code = generated;
  }
}
