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
/// | Winograd F(4×4, 3×3) | float32, 3×3 weights over two axes, stride and dilation 1, at least 24 channels on both sides of a group |
/// | direct | sums in float32 with at least 24 result channels in a group, if an image is channels-last, a stride is not 1, or there are many weights for each channel: vectors run along channels |
/// | planes | everything else: vectors run along pixels |
///
/// The last two make no matrix of patches: the input is copied once with its border and read in
/// place. They add in the same order, so the choice between them cannot be seen.
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

  /// Fewest channels on either side of a group for which Winograd wins.
  private static final int WINOGRAD_CHANNELS = 24;

  /// Fewest result channels of a group for which vectors should run along channels.
  private static final int DIRECT_CHANNELS = 24;

  /// Fewest weights for each channel that has to be copied from or to channels-first.
  private static final int DIRECT_WEIGHTS = 256;

  private final long work;
  private final ConvWarmer kernels;

  ConvPlan(ConvShape s, ConvWarmer kernels) {
    this.work = s.multiplyAdds();
    this.kernels = kernels;
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
    if (winograd(s, type)) {
      return ConvWinograd.forward(s, x, y);
    }
    return sum(s, ConvGrid.forward(s), false, type, x, y);
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
    if (winograd(s, type)) {
      return ConvWinograd.inputGradient(s, dy, dx);
    }
    return sum(s, ConvGrid.inputGradient(s), true, type, dy, dx);
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

  private static ConvPlan sum(
      ConvShape s, ConvGrid grid, boolean gradient, DType type, ConvLayout from, ConvLayout to) {
    boolean last = from == ConvLayout.CHANNELS_LAST || to == ConvLayout.CHANNELS_LAST;
    long weights = (long) grid.srcChannels * grid.dstChannels * ConvShape.product(s.kernel());
    boolean copiesPay = weights > DIRECT_WEIGHTS * (grid.srcChannels + grid.dstChannels);
    boolean direct =
        type == DType.FLOAT32
            && grid.dstChannels >= DIRECT_CHANNELS
            && (last || copiesPay || ConvShape.product(s.stride()) > 1);
    return direct
        ? new ConvDirect(s, grid, gradient, from, to)
        : new ConvPlanes(s, grid, gradient, type, from, to);
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
    boolean vectors = VectorSupport.available() && work >= VECTOR_FROM;
    run(a, b, result, vectors && kernels.ready(work));
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
      super(s, ConvWarmer.PLANES);
      this.length = length;
    }

    @Override
    void run(Object a, Object b, Object result, boolean vectors) {
      ConvCopy.clear(result, 0, length);
    }
  }
}
