package dev.cien.tensor.graph;

import dev.cien.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A primitive operation without its inputs: what a [Node] does.
///
/// The set is closed. Four exhaustive switches read it: [ShapeRules] (what comes out), the gradient
/// table `dev.cien.tensor.Vjp`, the reference evaluation `dev.cien.tensor.reference.Reference`, and
/// the lowering in `dev.cien.tensor.compile`. A new record here does not compile until all four
/// know it.
///
/// All tensors are row-major. Element-wise operations take inputs of one shape: broadcasting is an
/// explicit [Expand].
public sealed interface Op {
  /// The name that messages and dumps use.
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  // --- Sources
  // -------------------------------------------------------------------------------------------------

  /// A source: no inputs.
  sealed interface Source extends Op {}

  /// A tensor that exists: values given by the user, or a computed result. Its storage belongs to
  /// the node.
  record Data() implements Source {}

  /// Every element is `value` (for integers its whole part, for booleans whether it is not 0).
  record Fill(double value) implements Source {}

  /// Element i along `axis` is i.
  record Iota(int axis) implements Source {}

  /// Uniform random bits (INT32) by Philox4x32-10. Input: a key, INT64 `[2]` = (seed, stream).
  /// Element i is word i mod 4 of the block with counter (i / 4, ordinal, stream).
  record RandomBits(int ordinal) implements Op {}

  // --- Element-wise, one input
  // ---------------------------------------------------------------------------------

  /// One input, one element at a time, same shape.
  sealed interface Unary extends Op {}

  record Neg() implements Unary {}

  record Abs() implements Unary {}

  /// −1, 0 or 1; NaN stays.
  record Sign() implements Unary {}

  record Exp() implements Unary {}

  /// eˣ − 1, exact near 0.
  record Expm1() implements Unary {}

  record Log() implements Unary {}

  /// log(1 + x), exact near 0.
  record Log1p() implements Unary {}

  record Sqrt() implements Unary {}

  record Sin() implements Unary {}

  record Cos() implements Unary {}

  record Tanh() implements Unary {}

  /// 1 / (1 + e⁻ˣ).
  record Sigmoid() implements Unary {}

  /// The error function.
  record Erf() implements Unary {}

  record Floor() implements Unary {}

  record Ceil() implements Unary {}

  /// To the nearest whole number, halves to even.
  record Round() implements Unary {}

  /// Logical negation of BOOL.
  record Not() implements Unary {}

  /// To another number format. Floats become integers by truncation, NaN becomes 0; anything but 0
  /// becomes `true`.
  record Cast(DType to) implements Unary {}

  // --- Element-wise, two inputs of one shape and format
  // -----------------------------------------------------------

  /// Two inputs of the same shape and dtype, one element at a time.
  sealed interface Binary extends Op {}

  record Add() implements Binary {}

  record Sub() implements Binary {}

  record Mul() implements Binary {}

  /// Integers divide towards zero; dividing an integer by 0 gives 0.
  record Div() implements Binary {}

  /// Remainder with the sign of the dividend (Java's `%`); an integer remainder by 0 is 0.
  record Rem() implements Binary {}

  /// The larger; NaN if either is.
  record Max() implements Binary {}

  /// The smaller; NaN if either is.
  record Min() implements Binary {}

  record Pow() implements Binary {}

  /// BOOL result.
  record Less() implements Binary {}

  /// BOOL result.
  record LessEqual() implements Binary {}

  /// BOOL result.
  record Equal() implements Binary {}

  /// Logical and of BOOL.
  record And() implements Binary {}

  /// Logical or of BOOL.
  record Or() implements Binary {}

  /// Inputs: condition (BOOL), a, b of one shape; a where the condition holds, else b.
  record Where() implements Op {}

  // --- Views: no arithmetic, another reading of the same elements
  // -----------------------------------------------

  /// One input whose elements are read in another arrangement.
  sealed interface View extends Op {}

  /// Same elements in row-major order under other sizes.
  record Reshape(List<Integer> dims) implements View {}

  /// Axis d of the result is axis `axes[d]` of the input.
  record Permute(List<Integer> axes) implements View {}

  /// Axes of size 1 stretched to `dims` (same rank).
  record Expand(List<Integer> dims) implements View {}

  /// Along each axis `counts[d]` elements from `starts[d]` in steps of `steps[d]`, which may be
  /// negative.
  record Slice(List<Integer> starts, List<Integer> counts, List<Integer> steps) implements View {}

  /// `low[d]` and `high[d]` (both ≥ 0) elements of `value` before and after each axis.
  record Pad(List<Integer> low, List<Integer> high, double value) implements View {}

  /// The input itself, through which no gradient flows.
  record StopGradient() implements View {}

  /// Inputs side by side along `axis`.
  record Concat(int axis) implements Op {}

  /// Sliding windows along an axis: input `[…, n, …]`, result `[…, count, …, size]` with a new last
  /// axis; result[…, w, …, s] = input[…, w·step + s·dilation, …].
  record Unfold(int axis, int size, int step, int dilation) implements Op {}

  /// The adjoint of [Unfold]: input `[…, count, …, size]`, result `[…, length, …]` where
  /// overlapping elements add up.
  record Fold(int axis, int length, int step, int dilation) implements Op {}

  // --- Reductions: reduced axes stay with size 1
  // -----------------------------------------------------------------

  /// One input; the listed axes (ascending) become 1.
  sealed interface Reduce extends Op {
    List<Integer> axes();
  }

  record Sum(List<Integer> axes) implements Reduce {}

  record Prod(List<Integer> axes) implements Reduce {}

  /// The largest element; −∞ (or the smallest integer, or `false`) if there is none. NaN wins.
  record MaxOf(List<Integer> axes) implements Reduce {}

  /// Index (INT32) of the first largest element along an axis, which becomes 1. NaN wins.
  record ArgMax(int axis) implements Op {}

  /// Indices (INT32) that sort an axis, stable. NaN sorts as the largest.
  record ArgSort(int axis, boolean descending) implements Op {}

  /// Running sum along an axis.
  record CumSum(int axis) implements Op {}

  // --- Indexing
  // ---------------------------------------------------------------------------------------------------

  /// Inputs x and index (INT32 or INT64), equal but for `axis`: y[…, j, …] = x[…, index[…, j, …],
  /// …].
  record Gather(int axis) implements Op {}

  /// Inputs base, index, source: base with source added at the places that [Gather] would read.
  record ScatterAdd(int axis) implements Op {}

  // --- Contractions
  // -------------------------------------------------------------------------------------------------

  /// Inputs `[…, M, K]` and `[…, K, N]` with equal leading axes; result `[…, M, N]`.
  record MatMul() implements Op {}

  /// Inputs query `[…, M, D]`, key `[…, L, D]`, value `[…, L, E]` with equal leading axes and
  /// perhaps a mask, BOOL `[…, M, L]`; result `[…, M, E]` = softmax(query·keyᵀ)·value, where a
  /// score that the mask hides counts nothing. A query that sees no key takes the mean of all
  /// values.
  record Attend() implements Op {}

  /// Inputs query, key, value, the gradient dy `[…, M, E]` of [Attend] and perhaps its mask; result
  /// `[…, M·D + L·D + L·E]`: the gradients of query, key and value one after the other.
  record AttendGradient() implements Op {}

  /// Inputs x `[N, C, in…]`, weight `[K, C/groups, kernel…]`; result `[N, K, out…]`
  /// (cross-correlation).
  record Conv(Geometry geometry) implements Op {}

  /// Inputs dy `[N, K, out…]`, weight; the gradient of [Conv] for x, `[N, C, in…]`. Also the
  /// transposed convolution.
  record ConvInput(Geometry geometry, List<Integer> in) implements Op {}

  /// Inputs x, dy; the gradient of [Conv] for its weight, `[K, C/groups, kernel…]`.
  record ConvWeight(Geometry geometry, List<Integer> kernel) implements Op {}

  /// Input `[…, in…]` with one spatial axis per entry of the geometry; result INT32 `[…, out…]`:
  /// the flat index, within the input's spatial axes, of the first largest element of each window.
  /// Padding never wins.
  record ArgMaxPool(List<Integer> kernel, Geometry geometry) implements Op {}

  /// How a window moves over the spatial axes: one entry an axis.
  record Geometry(
      List<Integer> stride,
      List<Integer> padLow,
      List<Integer> padHigh,
      List<Integer> dilation,
      int groups) {

    /// Output size along spatial axis `d` for `in` elements and a window of `kernel`: ⌊(in + padLow
    /// + padHigh − dilation·(kernel − 1) − 1) / stride⌋ + 1.
    public int out(int d, int in, int kernel) {
      long reach = (long) dilation.get(d) * (kernel - 1) + 1;
      long room = (long) in + padLow.get(d) + padHigh.get(d) - reach;
      return room < 0 ? 0 : Math.toIntExact(room / stride.get(d) + 1);
    }
  }

  /// Whether this works on each element alone: [Unary], [Binary] or [Where].
  default boolean isElementwise() {
    return this instanceof Unary || this instanceof Binary || this instanceof Where;
  }

  /// A list of the given numbers: records hold lists because arrays are not equal by value.
  static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  /// The numbers of a list as an array.
  static int[] array(List<Integer> values) {
    int[] out = new int[values.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = values.get(i);
    }
    return out;
  }
}
