package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the public methods say when they refuse: the operation, both shapes, the usual cause or the
/// fix, at the user's line.
class ErrorsTest {
  private static final Tensor X = Tensor.zeros(2, 3);
  private static final Tensor IMAGE = Tensor.zeros(1, 3, 8, 8);
  private static final Tensor LARGE = Tensor.zeros(1 << 30);

  private static Arguments when(Supplier<Object> call, String... parts) {
    return arguments(call, parts);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        when(() -> X.add(Tensor.zeros(4, 3)), "add", "[2, 3]", "[4, 3]", "Axis -2 is 2 against 4"),
        when(() -> X.mul(Tensor.zeros(2)), "mul", "[2, 3]", "[2]", "unsqueeze(-1)"),
        when(() -> Tensor.where(X.gt(0), X, Tensor.zeros(4)), "where", "[2, 3]", "[4]"),
        when(() -> X.clamp(2, 1), "clamp", "low = 2.0", "high = 1.0"),
        when(() -> X.matmul(X), "matmul", "[2, 3]", "3 against 2", "matmul(w.t())"),
        when(() -> X.matmul(Tensor.zeros(5, 2)), "matmul", "[5, 2]", "another number of features"),
        when(() -> X.matmul(Tensor.scalar(1)), "matmul", "mul for a product with a scalar"),
        when(
            () -> Tensor.zeros(2, 2, 3).matmul(Tensor.zeros(4, 3, 2)),
            "matmul",
            "leading axes",
            "do not broadcast"),
        when(
            () -> Tensor.einsum("ij,jk->ik", X, X),
            "einsum",
            "'j'",
            "3 in operand 0 of shape",
            "2 in operand 1"),
        when(() -> Tensor.einsum("ij->iz", X), "einsum", "'z'"),
        when(() -> Tensor.einsum("ijk->i", X), "einsum", "named ijk", "[2, 3]"),
        when(() -> Tensor.einsum("..ij->i", X), "einsum", "\"...ij,...jk->...ik\""),
        when(() -> Tensor.einsum("...ijk->i", X), "einsum", "named ...ijk", "[2, 3]"),
        when(
            () -> Tensor.einsum("...i,...i->...", Tensor.zeros(2, 3, 4), Tensor.zeros(5, 4)),
            "einsum",
            "operand 1",
            "are [5], those before [2, 3]"),
        when(() -> X.reshape(4, 2), "reshape", "6 elements", "8"),
        when(() -> X.reshape(-1, 4), "reshape", "[-1, 4]"),
        when(() -> X.permute(0, 0), "permute", "[2, 3]"),
        when(() -> X.expand(4, 3), "expand", "[2, 3]", "[4, 3]"),
        when(() -> X.squeeze(0), "squeeze", "axis 0", "size 2"),
        when(() -> X.unsqueeze(5), "unsqueeze", "position 5"),
        when(() -> X.flatten(1, 0), "flatten", "start ≤ end"),
        when(() -> X.slice(0, 0, 2, 0), "slice", "step", "flip"),
        when(() -> X.select(1, 3), "select", "index 3", "-3 to 2"),
        when(() -> X.split(1, 2, 2), "split", "[2, 2]", "add up to 4", "has 3"),
        when(() -> X.split(1, -1, 4), "split", "0 or more", "[-1, 4]", "chunk"),
        when(() -> X.chunk(1, 0), "chunk", "1 or more pieces of axis 1 of [2, 3], found 0"),
        when(() -> X.tile(2, -1), "tile", "[2, -1] for [2, 3]"),
        when(() -> Tensor.linspace(0, 1, -1), "linspace", "0 or more numbers, found -1"),
        when(() -> X.unfold(1, 0, 1), "unfold", "1 or more"),
        when(() -> Tensor.concat(0, X, Tensor.zeros(2, 4)), "concat", "input 1", "[2, 4]"),
        when(() -> Tensor.concat(0), "concat", "at least one"),
        when(() -> X.sum(2), "sum: axis 2 does not exist in shape [2, 3]", "-2 to 1", "unsqueeze"),
        when(() -> X.softmax(5), "softmax: axis 5 does not exist in shape [2, 3]"),
        when(() -> X.transpose(0, 3), "transpose: axis 3 does not exist"),
        when(() -> X.permute(0, 4), "permute: axis 4 does not exist"),
        when(() -> X.shape().dim(7), "dim: axis 7 does not exist"),
        when(() -> Tensor.stack(4, X, X), "stack: position 4", "-3 to 2"),
        when(() -> X.sum(1, -1), "sum: axis -1 is named twice in [1, -1] for [2, 3]", "both ends"),
        when(() -> Tensor.scalar(1).sum(0), "axis 0", "scalar"),
        when(() -> Tensor.zeros(2, 0).argMax(1), "argMax", "[2, 0]", "empty"),
        when(() -> X.topK(4, 1), "topK", "0 to 3", "found 4"),
        when(() -> X.gather(1, Tensor.zeros(2, 3)), "gather", "whole-number index", "float32"),
        when(
            () -> Tensor.zeros(2, 0).gather(1, Tensor.of(new int[] {0, 1}, 2, 1)),
            "gather",
            "axis 1 of [2, 0] is empty",
            "index [2, 1]"),
        when(() -> X.oneHot(3), "oneHot", "whole numbers"),
        when(
            () -> Tensor.zeros(1, 3, 5, 5).conv(Tensor.zeros(4, 2, 3, 3), Window.of()),
            "conv",
            "3 channels",
            "expects 2",
            "permute(0, 3, 1, 2)"),
        when(
            () -> Tensor.zeros(3, 5, 5).conv(Tensor.zeros(4, 3, 3, 3), Window.of()),
            "conv",
            "missing batch axis"),
        when(
            () -> Tensor.zeros(1, 3, 2, 2).conv(Tensor.zeros(4, 3, 3, 3), Window.of()),
            "conv",
            "weight [4, 3, 3, 3] with stride=1, padding=0",
            "reaches further than the input [1, 3, 2, 2]",
            "along axis 2 it needs 3 elements, found 2.",
            "smaller kernel"),
        when(
            () ->
                Tensor.zeros(1, 3, 9, 4)
                    .conv(Tensor.zeros(4, 3, 3, 3), Window.padding(1).withDilation(1, 4)),
            "conv",
            "along axis 3 it needs 9 elements, found 4, 6 with padding"),
        when(
            () -> Tensor.zeros(1, 3, 0).conv(Tensor.zeros(4, 3, 1), Window.of()),
            "conv",
            "needs 1 elements, found 0"),
        when(
            () -> Tensor.zeros(1, 4, 5).conv(Tensor.zeros(3, 2, 1), Window.of().withGroups(2)),
            "conv",
            "output channels that 2 groups divide, found 3",
            "[3, 2, 1]"),
        when(
            () ->
                Tensor.zeros(1, 3, 5)
                    .convTranspose(Tensor.zeros(3, 2, 1), Window.of().withGroups(2)),
            "convTranspose",
            "input channels that 2 groups divide, found 3"),
        when(
            () -> Tensor.zeros(1, 3, 2).convTranspose(Tensor.zeros(3, 2, 2), Window.padding(3)),
            "convTranspose",
            "makes -3 elements of the 2 along axis 2",
            "less padding"),
        when(
            () -> Tensor.zeros(1, 3, 2).convTranspose(Tensor.zeros(3, 2, 2), Window.of(), 1),
            "convTranspose",
            "outputPadding from 0 to less than the stride 1 or the dilation 1, found 1"),
        when(
            () -> Tensor.zeros(1, 3, 5, 5).convTranspose(Tensor.zeros(2, 4, 3, 3), Window.of()),
            "convTranspose",
            "3 channels",
            "expects 2"),
        when(
            () -> Tensor.zeros(1, 3, 5, 5).maxPool(new int[] {2, 2}, Window.padding(2)),
            "maxPool",
            "at most half",
            "[1, 3, 5, 5]",
            "less padding"),
        when(
            () -> Tensor.zeros(1, 3, 4, 4).maxPool(new int[] {5, 5}, Window.stride(5)),
            "maxPool",
            "kernel [5, 5] with stride=5, padding=0 reaches further than the input [1, 3, 4, 4]",
            "along axis 2 it needs 5 elements, found 4.",
            "too many poolings"),
        when(
            () -> Tensor.zeros(1, 3, 4, 2).avgPool(new int[] {2, 5}, Window.padding(1), true),
            "avgPool",
            "along axis 3 it needs 5 elements, found 2, 4 with padding",
            "smaller kernel"),
        when(
            () -> Tensor.zeros(1, 3, 1).maxPool(new int[] {2}, Window.padding(1).withDilation(2)),
            "maxPool",
            "window 0 along axis 2 of the input [1, 3, 1] sees nothing but padding",
            "no dilation"),
        when(
            () -> Tensor.zeros(12).maxPool(new int[] {2, 2}, Window.of()),
            "maxPool",
            "at least the 2 axes of kernel [2, 2], found [12]",
            "pool first, then flatten"),
        when(
            () -> Tensor.zeros(1, 3, 0, 4).adaptiveMaxPool(1, 1),
            "adaptiveMaxPool",
            "none of them empty",
            "[1, 3, 0, 4]"),
        when(() -> Tensor.zeros(3).adaptiveAvgPool(2, 2), "adaptiveAvgPool", "[2, 2]", "input [3]"),
        when(
            () -> X.unfold(1, 5, 1),
            "unfold",
            "windows of 5 elements with dilation 1 reach over 5",
            "axis 1 of [2, 3] has 3",
            "pad it"),
        when(() -> X.unfold(1, 2, 1, 3), "unfold", "with dilation 3 reach over 4"),
        when(() -> Window.stride(0), "stride", "1 or more"),
        when(() -> X.item(), "item", "[2, 3]", "sum, mean"),
        when(() -> X.gradients(X), "gradients", "scalar", "loss.mean()"),
        when(() -> Tensor.of(new float[] {1, 2}, 3), "[3]", "2 values"),
        when(() -> Shape.of(-1), "shape: expected sizes of 0 or more"),
        when(() -> Shape.of(1 << 16, 1 << 16), "shape", "more elements than one tensor can hold"),
        when(() -> Tensor.zeros(-1, 2), "zeros: expected sizes of 0 or more, found [-1, 2]"),
        when(
            () -> Tensor.rand(Rng.of(1), 1 << 16, 1).add(Tensor.rand(Rng.of(2), 1 << 16)),
            "add: [65536, 65536] has more elements than one tensor can hold (2147483639)",
            "split the work"),
        when(() -> Tensor.linspace(0, 1, Integer.MAX_VALUE), "linspace: [2147483647]"),
        when(() -> Tensor.concat(0, LARGE, LARGE, LARGE, LARGE), "concat: 4294967296 elements"),
        when(() -> Tensor.concat(0, LARGE, LARGE, LARGE), "concat: 3221225472 elements"),
        when(
            () -> X.pad(0, Integer.MAX_VALUE, Integer.MAX_VALUE, 0),
            "pad: 4294967296 elements along axis 0",
            "overflowed"),
        when(() -> Tensor.zeros(0, 1 << 16).tile(1, 1 << 16), "tile: 4294967296 elements"),
        when(
            () -> X.split(0, Integer.MAX_VALUE, Integer.MAX_VALUE, 4),
            "split",
            "add up to 4294967298, axis 0 of [2, 3] has 2"),
        when(
            () -> IMAGE.conv(Tensor.zeros(4, 3, 3, 3), Window.padding(Integer.MAX_VALUE)),
            "conv: 4294967302 elements along axis 2"),
        when(
            () -> IMAGE.conv(Tensor.zeros(4, 3, 0, 3), Window.of()),
            "conv: expected a window of 1 or more elements along each axis",
            "weight [4, 3, 0, 3]"),
        when(
            () -> IMAGE.convTranspose(Tensor.zeros(3, 4, 3, 0), Window.of()),
            "convTranspose: expected a window of 1 or more elements",
            "weight [3, 4, 3, 0]"),
        when(
            () -> IMAGE.convTranspose(Tensor.zeros(3, 4, 5, 5), Window.stride(1 << 30)),
            "convTranspose: 7516192773 elements along axis 2"),
        when(
            () -> IMAGE.convTranspose(Tensor.zeros(3, 4, 5, 5), Window.of().withDilation(1 << 30)),
            "convTranspose: 4294967304 elements along axis 2"),
        when(
            () -> IMAGE.maxPool(new int[] {2, 2}, Window.padding(1 << 30)),
            "maxPool",
            "padding of at most half"),
        when(
            () -> X.scatterAdd(1, Tensor.of(new int[] {0, 1}, 2, 1), Tensor.zeros(3, 5)),
            "scatterAdd: expected a source that stretches to the index [2, 1], found [3, 5]",
            "for [2, 3]",
            "unsqueeze"),
        when(
            () -> X.scatterAdd(1, Tensor.of(new int[] {0, 1}, 2, 1), Tensor.zeros(1, 2, 1)),
            "scatterAdd: expected a source that stretches to the index [2, 1], found [1, 2, 1]"),
        when(
            () -> X.indexSelect(0, Tensor.zeros(2)),
            "indexSelect: expected whole-number positions along axis 0 of [2, 3]",
            "found float32[2]",
            "argMax"),
        when(
            () -> Tensor.stack(0, X, Tensor.zeros(2, 4)),
            "stack: input 1 has shape [2, 4], the first [2, 3]",
            "concat"),
        when(
            () -> IMAGE.maxPool(new int[] {2, 2}, Window.stride(2).withGroups(3)),
            "maxPool: expected a window without groups, found stride=2, padding=0, groups=3",
            "[1, 3, 8, 8]",
            "withGroups(1)"),
        when(
            () -> IMAGE.avgPool(new int[] {2, 2}, Window.of().withGroups(2), true),
            "avgPool: expected a window without groups"),
        when(
            () -> Tensor.uniform(Rng.of(1), 1, -1, 3),
            "uniform: expected finite low ≤ high, found low = 1.0, high = -1.0",
            "exchanged"),
        when(() -> Tensor.uniform(Rng.of(1), Double.NaN, 1, 3), "uniform", "low = NaN"),
        when(() -> Tensor.uniform(Rng.of(1), 0, Double.POSITIVE_INFINITY, 3), "high = Infinity"),
        when(
            () -> Tensor.zeros(0, 3).select(0, 0),
            "select: index 0 is outside axis 0 of [0, 3], which is empty",
            "left nothing"),
        when(
            () -> X.avgPool(new int[0], Window.of(), true),
            "avgPool: expected a kernel of one number for each axis to pool over, found []",
            "[2, 3]"),
        when(() -> X.maxPool(new int[0], Window.of()), "maxPool: expected a kernel of one number"),
        when(
            () -> X.gt(0).sum().gradients(X),
            "gradients: expected a floating-point scalar, found int32[]",
            "a count"),
        when(
            () -> Tensor.zeros(1, 1, 4).conv(Tensor.zeros(1, 1, 2), Window.stride(1, 1)),
            "conv: expected 1 number for stride, found [1, 1]"),
        when(() -> Tensor.bernoulli(Rng.of(1), 2, 3), "bernoulli", "0 to 1"),
        when(() -> Tensor.arange(-3), "arange", "found -3", "arange(0, -3, -1)"),
        when(() -> Tensor.arange(0, 5, 0), "arange", "step"),
        when(
            () -> Tensor.arange(Integer.MIN_VALUE, Integer.MAX_VALUE, 1),
            "arange",
            "4294967295",
            "larger step"),
        when(() -> Tensor.permutation(Rng.of(1), -1), "permutation", "found -1"),
        when(() -> Rng.of(1).nextInt(0), "rng", "1 or more"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void namesWhatWasWrong(Supplier<Object> call, String[] parts) {
    assertThatThrownBy(call::get)
        .isInstanceOf(TensorException.class)
        .satisfies(
            error -> {
              assertThat(error.getMessage()).contains(parts);
              assertThat(error.getStackTrace()[0].getClassName())
                  .as("where the stack trace starts")
                  .startsWith(ErrorsTest.class.getName());
            });
  }

  @Test
  void streamsDoNotHideTheUsersLine() {
    Tensor bad = Stream.of(X).map(Tensor::log).toList().getFirst();
    assertThat(bad.node().site().className()).startsWith(ErrorsTest.class.getName());
  }

  @Test
  void anIndexOutsideIsFoundWhenItIsComputed() {
    Tensor picked = Tensor.of(new float[] {1, 2}).gather(0, Tensor.of(new int[] {0, 2}));
    assertThatThrownBy(picked::toFloats)
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("gather")
        .hasMessageContaining("index 2")
        .hasMessageContaining("ErrorsTest");
  }

  @Test
  void aWindowOfTruthsHoldsWhereOneOfThemDoes() {
    Tensor x = Tensor.of(new boolean[] {false, true, false, false}, 1, 1, 4);
    Tensor y = x.maxPool(new int[] {2}, Window.stride(2));
    assertThat(y.dtype()).isEqualTo(DType.BOOL);
    assertThat(y.toBooleans()).containsExactly(true, false);
  }

  @Test
  void wholeNumbersKeepAllTheirDigits() {
    Tensor x = Tensor.of(new long[] {(1L << 60) + 1, -1});
    assertThat(x.add(1).cumSum(0).toLongs()).containsExactly((1L << 60) + 2, (1L << 60) + 2);
    assertThat(x).hasToString("tensor int64[2] [1152921504606846977, -1]");
    Tensor far = Tensor.of(new float[] {1e10f, Float.NaN, -1.7f});
    assertThat(far.toInts()).containsExactly(Integer.MAX_VALUE, 0, -1);
    assertThat(far.cast(DType.INT32).toInts()).isEqualTo(far.toInts());
    assertThat(far.toLongs()).containsExactly(10_000_000_000L, 0, -1);
  }

  @Test
  void truthsAreWholeNumbersWhereTheyAreRounded() {
    Tensor truths = X.eq(0);
    for (Tensor whole : new Tensor[] {truths.floor(), truths.ceil(), truths.round()}) {
      assertThat(whole.dtype()).isEqualTo(DType.INT32);
      assertThat(whole.toInts()).containsOnly(1);
    }
  }

  @Test
  void detachingALeafStopsItsGradient() {
    Tensor x = Tensor.of(new double[] {3});
    Tensor y = x.mul(x.detach()).sum();
    assertThat(y.gradients(x).of(x).item()).isEqualTo(3);
  }

  @Test
  void wholeNumbersAreComparedWithNumbersBeyondTheirRange() {
    Tensor x = Tensor.of(new int[] {5, Integer.MAX_VALUE});
    assertThat(x.isFinite().toBooleans()).containsExactly(true, true);
    assertThat(x.lt(1e10).toBooleans()).containsExactly(true, true);
  }

  @Test
  void anIndexOutsideIsNamedOnceWithItsOperation() {
    Tensor picked = Tensor.of(new float[] {1, 2}).gather(0, Tensor.of(new int[] {5}));
    assertThatThrownBy(picked::toFloats)
        .isInstanceOf(TensorException.class)
        .hasMessageStartingWith(
            "gather: index 5 at position [0] of int32[1] is outside axis 0 of [2]: expected 0 to"
                + " 1. Usual cause: labels that start at 1")
        .hasMessageContaining("Recorded at ");
  }

  @Test
  void anIndexOutsideIsFoundOnItsOwnLine() {
    Variable table = Variable.of("words.weight", Tensor.rand(Rng.of(1), 3, 7));
    table.value().indexSelect(0, Tensor.of(new int[] {0, 1})).toFloats();
    Tensor picked = anotherLine(table, Tensor.of(new int[] {0, 3}));
    assertThatThrownBy(picked::toFloats)
        .isInstanceOf(TensorException.class)
        .hasMessageStartingWith("indexSelect of words.weight: index 3 at position [1] of int32[2]")
        .hasMessageContaining("ErrorsTest.anotherLine");
  }

  static Stream<Arguments> outside() {
    Tensor table = Tensor.rand(Rng.of(1), 3, 4, 2).compute();
    Tensor ids = Tensor.of(new int[] {0, 1, 2, 3, 9, 2}, 2, 3);
    Tensor late = Tensor.of(new long[] {0, 1, 0, 0, 1, -1}, 3, 1, 2);
    return Stream.of(
        when(
            () -> table.indexSelect(1, ids),
            "indexSelect: index 9 at position [1, 1] of int32[2, 3] is outside axis 1 of [3, 4, 2]:"
                + " expected 0 to 3. "),
        when(
            () -> table.indexSelect(1, ids.t()),
            "indexSelect: index 9 at position [1, 1] of int32[3, 2] is outside axis 1"),
        when(
            () -> table.indexSelect(-1, Tensor.of(new int[] {7}).squeeze()),
            "indexSelect: index 7 at position [0] of int32[1] is outside axis 2 of [3, 4, 2]"),
        when(
            () -> table.gather(1, late),
            "gather: index -1 at position [2, 0, 1] of int64[3, 1, 2] is outside axis 1"),
        when(
            () -> table.gather(0, ids.slice(0, 1, 2).unsqueeze(1).slice(2, 1, 2)),
            "gather: index 9 at position [0, 0, 0] of int32[1, 1, 1] is outside axis 0"),
        when(
            () -> table.scatterAdd(2, late, Tensor.scalar(1)),
            "scatterAdd: index -1 at position [2, 0, 1] of int64[3, 1, 2] is outside axis 2"));
  }

  @ParameterizedTest
  @MethodSource("outside")
  void anIndexOutsideIsNamedWhereItStandsInTheUsersTensor(Supplier<Object> call, String[] message) {
    assertThatThrownBy(((Tensor) call.get())::toFloats)
        .isInstanceOf(TensorException.class)
        .hasMessageStartingWith(message[0]);
  }

  @Test
  void thoughNobodyReadsTheResultItsGradientFindsTheIndex() {
    Tensor table = Tensor.rand(Rng.of(1), 3, 2);
    Tensor sum = table.indexSelect(0, Tensor.of(new int[] {1, 5})).sum();
    assertThatThrownBy(sum.gradients(table).of(table)::toFloats)
        .isInstanceOf(TensorException.class)
        .hasMessageStartingWith(
            "gradients: index 5 at position [1] of int32[2] is outside axis 0 of [3, 2]");
  }

  private static Tensor anotherLine(Variable table, Tensor index) {
    return table.value().indexSelect(0, index);
  }
}
