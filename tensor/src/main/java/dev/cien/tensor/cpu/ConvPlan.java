package dev.cien.tensor.cpu;

import dev.cien.tensor.DType;
import java.util.function.IntConsumer;

/// A convolution, or one of its gradients, prepared for one shape: the algorithm chosen, its tables
/// made.
///
/// `x` is `[n, c, in...]`, `w` is `[k, c / groups, kernel...]`, `y` is `[n, k, out...]`; the images
/// `x` and `y` may also be channels-last, see [ConvLayout]. Every element of the result is
/// overwritten.
///
/// | algorithm | taken for |
/// |---|---|
/// | Winograd F(4×4, 3×3) | float32, 3×3 weights over two axes, stride and dilation 1, at least 16 channels on both sides of a group |
/// | planes | everything else: no matrix of patches is made; the input is copied once into planes with a border and read in place |
///
/// Winograd needs a quarter of the multiplications and loses about one bit more than the plain sum:
/// with 64 channels the root mean square error is 8·10⁻⁷ of the result's, against 4·10⁻⁷.
///
/// Making a plan costs some microseconds and is meant for the time when a program is compiled.
/// Plans are immutable and may run on several threads at once; work arrays come from a pool, so a
/// steady program allocates nothing. The algorithm depends on the shape alone, and the order of
/// additions on the algorithm, so results have the same bits for any number of threads and any
/// vector width, with and without the Vector API, and in both layouts.
public abstract class ConvPlan {
  /// Below this many multiply-adds the plain loops win, because they are compiled sooner.
  private static final long VECTOR_FROM = 20_000;

  /// Below this many multiply-adds a call stays on the calling thread.
  private static final long PARALLEL_FROM = 200_000;

  /// Multiply-adds that make a task worth handing to another thread.
  static final long TASK = 1 << 20;

  /// Tasks that a large call is cut into at least, where its shape allows.
  static final int TASKS = 16;

  /// Fewest channels on either side of a group for which Winograd wins.
  private static final int WINOGRAD_CHANNELS = 16;

  private final long work;

  ConvPlan(ConvShape s) {
    this.work = s.multiplyAdds();
  }

  /// Prepares `y = x ⋆ w`; [#run(Object, Object, Object)] takes `x`, `w`, `y`.
  ///
  /// @param type `FLOAT32` or `FLOAT64`
  /// @param x layout of `x`
  /// @param y layout of `y`
  public static ConvPlan forward(ConvShape s, DType type, ConvLayout x, ConvLayout y) {
    if (s.multiplyAdds() == 0) {
      return new Zero(s, s.outputLength());
    }
    return winograd(s, type)
        ? ConvWinograd.forward(s, x, y)
        : new ConvPlanes(s, ConvGrid.forward(s), false, type, x, y);
  }

  /// Prepares the gradient by `x`; [#run(Object, Object, Object)] takes `dy`, `w`, `dx`.
  ///
  /// @param type `FLOAT32` or `FLOAT64`
  /// @param dy layout of `dy`
  /// @param dx layout of `dx`
  public static ConvPlan inputGradient(ConvShape s, DType type, ConvLayout dy, ConvLayout dx) {
    if (s.multiplyAdds() == 0 || s.inputLength() == 0) {
      return new Zero(s, s.inputLength());
    }
    return winograd(s, type)
        ? ConvWinograd.inputGradient(s, dy, dx)
        : new ConvPlanes(s, ConvGrid.inputGradient(s), true, type, dy, dx);
  }

  /// Prepares the gradient by `w`; [#run(Object, Object, Object)] takes `x`, `dy`, `dw`.
  ///
  /// @param type `FLOAT32` or `FLOAT64`
  /// @param x layout of `x`
  /// @param dy layout of `dy`
  public static ConvPlan weightGradient(ConvShape s, DType type, ConvLayout x, ConvLayout dy) {
    if (s.multiplyAdds() == 0) {
      return new Zero(s, s.weightLength());
    }
    return winograd(s, type)
        ? new ConvWinogradWeight(s, x, dy)
        : new ConvPlanesWeight(s, type, x, dy);
  }

  private static boolean winograd(ConvShape s, DType type) {
    boolean square = s.in().length == 2 && s.inputLength() > 0;
    for (int a = 0; a < 2 && square; a++) {
      square = s.kernel()[a] == 3 && s.stride()[a] == 1 && s.dilation()[a] == 1;
    }
    return square
        && type == DType.FLOAT32
        && s.c() / s.groups() >= WINOGRAD_CHANNELS
        && s.k() / s.groups() >= WINOGRAD_CHANNELS;
  }

  /// Computes the result from the two operands, which the factory methods name.
  public final void run(Object a, Object b, Object result) {
    run(a, b, result, VectorSupport.available() && work >= VECTOR_FROM);
  }

  /// As [#run(Object, Object, Object)], with or without the Vector API.
  abstract void run(Object a, Object b, Object result, boolean vectors);

  /// Runs tasks, on several threads if the whole convolution is large enough.
  final void parallel(int tasks, IntConsumer body) {
    if (work < PARALLEL_FROM || tasks == 1) {
      for (int i = 0; i < tasks; i++) {
        body.accept(i);
      }
    } else {
      Workers.parallelFor(tasks, body);
    }
  }

  /// A sum over nothing.
  private static final class Zero extends ConvPlan {
    private final int length;

    Zero(ConvShape s, int length) {
      super(s);
      this.length = length;
    }

    @Override
    void run(Object a, Object b, Object result, boolean vectors) {
      ConvCopy.clear(result, 0, length);
    }
  }
}
