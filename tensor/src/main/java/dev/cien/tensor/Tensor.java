package dev.cien.tensor;

import dev.cien.tensor.compile.Engine;
import dev.cien.tensor.cpu.Buffers;
import dev.cien.tensor.graph.Node;
import dev.cien.tensor.graph.Op;
import dev.cien.tensor.graph.Site;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// A rectangular array of numbers with a shape.
///
/// Immutable: an operation gives a new tensor. Operations are recorded and computed together when a
/// number is asked for ([#item], [#toFloats], printing, a training step); shapes and number formats
/// are checked at once, on the line that wrote them. The garbage collector owns the memory: there
/// is nothing to close.
///
/// A tensor keeps the history it was recorded from, so that [#gradients] can walk it, for as long
/// as it is reachable; [#compute] lets go of the history.
///
/// The methods are in chapters: [Elementwise], [Logic], [Activations], [Reductions], [Movement],
/// [Contractions], [Pooling], [Indexing]; creation is here.
public final class Tensor
    implements Elementwise,
        Logic,
        Activations,
        Reductions,
        Movement,
        Contractions,
        Pooling,
        Indexing {
  private final Node node;

  Tensor(Node node) {
    this.node = node;
  }

  Node node() {
    return node;
  }

  /// The sizes of the axes.
  public Shape shape() {
    return node.shape();
  }

  /// The number format of the elements.
  public DType dtype() {
    return node.dtype();
  }

  /// The number of elements.
  public int size() {
    return node.shape().size();
  }

  // --- Creation
  // ------------------------------------------------------------------------------------------------

  /// A `float32` tensor of the given elements in row-major order; without sizes it has one axis.
  /// The array is copied.
  ///
  /// @throws ShapeException if the sizes do not hold exactly these elements
  public static Tensor of(float[] values, int... dims) {
    return copy(values, values.length, DType.FLOAT32, dims);
  }

  /// A `float64` tensor of the given elements. The array is copied.
  public static Tensor of(double[] values, int... dims) {
    return copy(values, values.length, DType.FLOAT64, dims);
  }

  /// An `int32` tensor of the given elements. The array is copied.
  public static Tensor of(int[] values, int... dims) {
    return copy(values, values.length, DType.INT32, dims);
  }

  /// An `int64` tensor of the given elements. The array is copied.
  public static Tensor of(long[] values, int... dims) {
    return copy(values, values.length, DType.INT64, dims);
  }

  /// A `bool` tensor of the given elements.
  public static Tensor of(boolean[] values, int... dims) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return copy(bytes, bytes.length, DType.BOOL, dims);
  }

  /// A `bfloat16` tensor from the upper halves of `float32` bit patterns. The array is copied.
  public static Tensor ofBfloat16(short[] bits, int... dims) {
    return copy(bits, bits.length, DType.BFLOAT16, dims);
  }

  /// A `float32` scalar. Its value is data: another value does not make another program.
  public static Tensor scalar(double value) {
    return leaf(new float[] {(float) value}, 1, DType.FLOAT32, Shape.SCALAR);
  }

  private static Tensor copy(Object array, int length, DType dtype, int... dims) {
    Shape shape =
        dims.length == 0 && length != 1
            ? Shape.of(length)
            : dims.length == 0 ? Shape.of(1) : Shape.of(dims);
    return leaf(array, length, dtype, shape);
  }

  private static Tensor leaf(Object array, int length, DType dtype, Shape shape) {
    if (shape.size() != length) {
      throw new ShapeException(
          "tensor: shape "
              + shape
              + " has "
              + shape.size()
              + " elements, found "
              + length
              + " values. Usual cause: sizes of another data set, or values of several channels"
              + " counted once.");
    }
    return new Tensor(Node.data(Buffers.copy(array, dtype, length), shape, dtype));
  }

  /// All zeros, `float32`.
  public static Tensor zeros(int... dims) {
    return full(0, dims);
  }

  /// All ones, `float32`.
  public static Tensor ones(int... dims) {
    return full(1, dims);
  }

  /// Every element `value`, `float32`; cast for another format.
  public static Tensor full(double value, int... dims) {
    return Recorder.fill(value, Shape.of(dims), DType.FLOAT32);
  }

  /// The whole numbers from 0 to n − 1, `int32`.
  public static Tensor arange(int n) {
    if (n < 0) {
      throw new ShapeException(
          "arange: expected 0 or more numbers, found " + n + ". Fix: arange(0, " + n + ", -1).");
    }
    return Recorder.source(new Op.Iota(0), Shape.of(n), DType.INT32);
  }

  /// The whole numbers from `start` in steps of `step` up to but not including `end`, `int32`.
  public static Tensor arange(int start, int end, int step) {
    if (step == 0) {
      throw new ShapeException(
          "arange: expected a step other than 0, from "
              + start
              + " to "
              + end
              + ". Fix: 1, or -1 to count down.");
    }
    long count = Math.max(0, Math.ceilDiv((long) end - start, (long) step));
    if (count > Integer.MAX_VALUE) {
      throw new ShapeException(
          "arange: "
              + count
              + " numbers from "
              + start
              + " to "
              + end
              + " are more than one tensor can hold. Usual cause: borders that are bit patterns or"
              + " times; fix: a larger step, or count from 0 and add.");
    }
    return arange((int) count).mul(step).add(start);
  }

  /// `count` numbers from `start` to `end`, both included, at equal distances, `float32`.
  public static Tensor linspace(double start, double end, int count) {
    if (count < 0) {
      throw new ShapeException("linspace: expected 0 or more numbers, found " + count + ".");
    }
    float[] values = new float[Shape.of(count).size()];
    for (int i = 0; i < count; i++) {
      values[i] =
          (float)
              (i == count - 1 && count > 1
                  ? end
                  : start + i * ((end - start) / Math.max(1, count - 1)));
    }
    return Tensor.of(values, count);
  }

  /// Ones on the diagonal, zeros elsewhere, `float32` `[n, n]`.
  public static Tensor eye(int n) {
    return iota(0, n, n).eq(iota(1, n, n)).cast(DType.FLOAT32);
  }

  /// `true` on and below diagonal number `diagonal` of a `[rows, columns]` matrix: the mask of
  /// causal attention for 0.
  public static Tensor triangle(int rows, int columns, int diagonal) {
    return iota(1, 1, columns).le(iota(0, rows, 1).add(diagonal));
  }

  private static Tensor iota(int axis, int... dims) {
    return Recorder.source(new Op.Iota(axis), Shape.of(dims), DType.INT32);
  }

  /// Uniform random numbers from 0 (included) to 1 (not included), `float32`, multiples of 2⁻²⁴.
  public static Tensor rand(Rng rng, int... dims) {
    Shape shape = Shape.of(dims);
    return upper(rng.bits(shape)).cast(DType.FLOAT32).mul(0x1p-24).add(0.5);
  }

  /// ⌊x / 256⌋: the upper 24 of 32 bits, as a signed number in [−2²³, 2²³).
  ///
  /// Without a division, which vectors of whole numbers do not have. The nearest fraction, cut
  /// towards 0, is right or one too high.
  static Tensor upper(Tensor x) {
    Tensor near = x.cast(DType.FLOAT32).mul(0x1p-8).cast(DType.INT32);
    return near.sub(x.sub(near.mul(256)).lt(0));
  }

  /// Uniform random numbers from `low` (included) to `high` (not included), `float32`.
  ///
  /// @throws TensorException unless low ≤ high and both are finite
  public static Tensor uniform(Rng rng, double low, double high, int... dims) {
    if (!(low <= high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new TensorException(
          "uniform: expected finite low ≤ high, found low = "
              + low
              + ", high = "
              + high
              + ". Usual cause: the two exchanged, or a bound that was worked out from 0.");
    }
    return rand(rng, dims).mul(high - low).add(low);
  }

  /// Normally distributed random numbers with mean 0 and standard deviation 1, `float32` (Box &
  /// Muller 1958).
  public static Tensor randn(Rng rng, int... dims) {
    Tensor radius =
        Recorder.fill(1, Shape.of(dims), DType.FLOAT32).sub(rand(rng, dims)).log().mul(-2).sqrt();
    return radius.mul(rand(rng, dims).mul(2 * Math.PI).cos());
  }

  /// Independent truth values, each `true` with probability `p`, `bool`.
  ///
  /// @throws TensorException if `p` is not from 0 to 1
  public static Tensor bernoulli(Rng rng, double p, int... dims) {
    if (!(p >= 0 && p <= 1)) {
      throw new TensorException("bernoulli: expected a probability from 0 to 1, found " + p + ".");
    }
    return rand(rng, dims).lt(p);
  }

  /// The numbers 0 to n − 1 in random order, `int32`.
  ///
  /// @throws TensorException if `n` is negative
  public static Tensor permutation(Rng rng, int n) {
    return Tensor.of(rng.permutation(n), n);
  }

  /// a where the condition holds (is not 0), b elsewhere; all three broadcast. What is not chosen
  /// gets the gradient 0, so that a NaN there does no harm if its input was made safe as well.
  ///
  /// @throws ShapeException if the shapes do not broadcast
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    DType dtype = DType.promote(a.dtype(), b.dtype());
    Shape shape = Recorder.broadcast(a, b);
    Shape all = Recorder.broadcast(condition, Recorder.fill(0, shape, DType.BOOL));
    return Recorder.record(
        new Op.Where(),
        Recorder.stretch(condition.cast(DType.BOOL), all),
        Recorder.stretch(a.cast(dtype), all),
        Recorder.stretch(b.cast(dtype), all));
  }

  /// The tensors side by side along an axis that they have; sizes agree on all other axes, mixed
  /// number formats promote.
  ///
  /// @throws ShapeException if there is no tensor, or sizes differ on another axis
  public static Tensor concat(int axis, Tensor... parts) {
    if (parts.length == 0) {
      throw new ShapeException(
          Site.here().operation()
              + ": expected at least one tensor, found none. Usual cause: an empty list.");
    }
    DType dtype =
        Arrays.stream(parts)
            .map(Tensor::dtype)
            .reduce(parts[0].dtype(), (a, b) -> a == b ? a : DType.promote(a, b));
    Tensor[] same = Arrays.stream(parts).map(part -> part.cast(dtype)).toArray(Tensor[]::new);
    int at = parts[0].shape().axis(axis);
    return same.length == 1 ? same[0] : Recorder.record(new Op.Concat(at), same);
  }

  /// The tensors, all of one shape, along a new axis at position `axis` of the result.
  public static Tensor stack(int axis, Tensor... parts) {
    for (int i = 1; i < parts.length; i++) {
      if (!parts[i].shape().equals(parts[0].shape())) {
        throw new ShapeException(
            "stack: input "
                + i
                + " has shape "
                + parts[i].shape()
                + ", the first "
                + parts[0].shape()
                + ": expected one shape. Usual cause: samples of different length; fix: pad them,"
                + " or concat along an axis that they have.");
      }
    }
    return concat(
        axis, Arrays.stream(parts).map(part -> part.unsqueeze(axis)).toArray(Tensor[]::new));
  }

  /// Sums of products in Einstein's notation: `einsum("bij,bjk->bik", a, b)` is the batched matrix
  /// product. Without an arrow the result has the letters that stand once, in alphabetical order. A
  /// letter twice in one operand takes its diagonal; `...` stands for the axes without a letter,
  /// which broadcast.
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.of(equation, List.of(operands));
  }

  // --- Gradients
  // -----------------------------------------------------------------------------------------------

  /// The gradients of this scalar with respect to the given tensors, which it was recorded from.
  public Gradients gradients(Tensor... with) {
    return Gradients.of(this, List.of(with));
  }

  /// The gradients of this scalar with respect to the given variables.
  public Gradients gradients(List<Variable> with) {
    return Gradients.ofVariables(this, with);
  }

  /// The same values, through which no gradient flows. Still recorded, not computed: see
  /// [#compute].
  public Tensor detach() {
    return Recorder.record(new Op.StopGradient(), this);
  }

  /// This tensor computed now, without its history: what it was recorded from can be collected. A
  /// loop that makes each value from the one before needs it, `w =
  /// w.sub(gradient.mul(rate)).compute()`, or its record grows without end.
  public Tensor compute() {
    Engine.compute(List.of(node));
    Node leaf = Node.data(node.storage(), node.shape(), node.dtype());
    return new Tensor(leaf);
  }

  // --- Reading
  // ---------------------------------------------------------------------------------------------------

  /// The one element of this tensor.
  ///
  /// @throws ShapeException if there is not exactly one element
  public double item() {
    if (size() != 1) {
      throw new ShapeException(
          "item: expected one element, found shape "
              + shape()
              + ". Fix: reduce it first (sum, mean), or toFloats().");
    }
    return Elements.toDoubles(storage(), 1)[0];
  }

  /// The elements in row-major order, as `float`.
  public float[] toFloats() {
    return copied("toFloats", stored -> Elements.toFloats(stored, size()));
  }

  /// The elements in row-major order, as `double`.
  public double[] toDoubles() {
    return copied("toDoubles", stored -> Elements.toDoubles(stored, size()));
  }

  /// The elements in row-major order, as `int`, converted as Java's casts do: fractions are cut
  /// off, NaN is 0, what is too large becomes the largest `int`, and an `int64` loses its upper
  /// bits.
  public int[] toInts() {
    return copied("toInts", stored -> Elements.toInts(stored, size()));
  }

  /// The elements in row-major order, as `long`, converted as Java's casts do.
  public long[] toLongs() {
    return copied("toLongs", stored -> Elements.toLongs(stored, size()));
  }

  /// The elements in row-major order, `true` where they are not 0.
  public boolean[] toBooleans() {
    return copied("toBooleans", stored -> Elements.toBooleans(stored, size()));
  }

  /// The bit patterns of a `bfloat16` tensor, a copy.
  public short[] toBfloat16Bits() {
    return cast(DType.BFLOAT16)
        .copied("toBfloat16Bits", stored -> Arrays.copyOf((short[]) stored, size()));
  }

  private <T> T copied(String method, Function<Object, T> copy) {
    Object stored = storage();
    try {
      return copy.apply(stored);
    } catch (OutOfMemoryError e) {
      throw Buffers.full(method + ": no room for a copy of " + dtype() + shape(), e);
    }
  }

  /// The storage array itself, computed if it must be.
  Object storage() {
    if (node.storage() == null) {
      Engine.compute(List.of(node));
    }
    return node.storage();
  }

  /// Computes several tensors together, which is cheaper than one after the other where they share
  /// work.
  public static void computeAll(List<Tensor> tensors) {
    Engine.compute(tensors.stream().map(Tensor::node).toList());
  }

  /// The shape, number format and elements; of large tensors the first and last of each axis.
  @Override
  public String toString() {
    return Printer.print(this);
  }
}
