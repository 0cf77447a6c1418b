package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A refusal begins with the method that the user called, however many others that one is made of.
class NamesInErrorsTest {
  private static final Tensor X = Tensor.zeros(2, 3);
  private static final Tensor ROW = Tensor.zeros(4);
  private static final Tensor EMPTY = Tensor.zeros(2, 0);
  private static final Tensor IDS = Tensor.of(new int[] {0, 1});
  private static final Tensor WHOLE = Tensor.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3);
  private static final Tensor LINE = Tensor.zeros(1, 2, 5);
  private static final int MANY = 1 << 16;
  private static final Window GROUPS = Window.of().withGroups(3);

  /// Methods that take whatever they are given.
  private static final Set<String> NEVER_REFUSE =
      Set.of(
          "abs",
          "cast",
          "ceil",
          "compute",
          "computeAll",
          "cos",
          "detach",
          "dtype",
          "elu",
          "erf",
          "exp",
          "expm1",
          "floor",
          "gelu",
          "geluTanh",
          "isFinite",
          "isNaN",
          "leakyRelu",
          "log",
          "log1p",
          "log2",
          "logSigmoid",
          "neg",
          "not",
          "reciprocal",
          "relu",
          "round",
          "rsqrt",
          "scalar",
          "shape",
          "sigmoid",
          "sign",
          "silu",
          "sin",
          "size",
          "softplus",
          "sqrt",
          "square",
          "tan",
          "tanh",
          "toBfloat16Bits",
          "toBooleans",
          "toDoubles",
          "toFloats",
          "toInts",
          "toLongs",
          "toString");

  /// Methods whose names say nothing: their refusals begin with what they make.
  private static final Set<String> MAKERS = Set.of("of", "ofBfloat16");

  private static Arguments call(String method, Supplier<Object> call) {
    return arguments(method, call);
  }

  private static Stream<Arguments> axis(String method, Function<Integer, Object> call) {
    return Stream.of(5, -4).map(axis -> call(method, () -> call.apply(axis)));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
            Stream.of(
                call("attend", () -> X.attend(ROW, ROW, Optional.empty())),
                call("attend", () -> X.attend(X, X, Optional.of(X))),
                call("attentionWeights", () -> X.attentionWeights(X, Optional.of(X))),
                call("add", () -> X.add(ROW)),
                call("sub", () -> X.sub(ROW)),
                call("mul", () -> X.mul(ROW)),
                call("div", () -> X.div(ROW)),
                call("floorDiv", () -> X.floorDiv(ROW)),
                call("floorDiv", () -> WHOLE.floorDiv(IDS)),
                call("rem", () -> X.rem(ROW)),
                call("pow", () -> X.pow(ROW)),
                call("pow", () -> WHOLE.pow(IDS)),
                call("pow", () -> WHOLE.pow(-1)),
                call("maximum", () -> X.maximum(ROW)),
                call("maximum", () -> X.gt(0).maximum(ROW.gt(0))),
                call("minimum", () -> X.minimum(ROW)),
                call("minimum", () -> X.gt(0).minimum(ROW.gt(0))),
                call("clamp", () -> X.clamp(1, 0)),
                call("lt", () -> X.lt(ROW)),
                call("le", () -> X.le(ROW)),
                call("gt", () -> X.gt(ROW)),
                call("ge", () -> X.ge(ROW)),
                call("eq", () -> X.eq(ROW)),
                call("ne", () -> X.ne(ROW)),
                call("and", () -> X.and(ROW)),
                call("or", () -> X.or(ROW)),
                call("xor", () -> X.xor(ROW)),
                call("where", () -> Tensor.where(X, X, ROW)),
                call("where", () -> Tensor.where(ROW, X, X))),
            Stream.of(
                call("shape", () -> Tensor.of(new float[3], -3)),
                call("zeros", () -> Tensor.zeros(-1)),
                call("ones", () -> Tensor.ones(MANY, MANY)),
                call("full", () -> Tensor.full(1, -1)),
                call("arange", () -> Tensor.arange(-1)),
                call("arange", () -> Tensor.arange(0, 3, 0)),
                call("linspace", () -> Tensor.linspace(0, 1, -1)),
                call("eye", () -> Tensor.eye(-1)),
                call("eye", () -> Tensor.eye(MANY)),
                call("triangle", () -> Tensor.triangle(-1, 2, 0)),
                call("rand", () -> Tensor.rand(Rng.of(1), -1)),
                call("uniform", () -> Tensor.uniform(Rng.of(1), 0, 1, -1)),
                call("randn", () -> Tensor.randn(Rng.of(1), -1)),
                call("uniform", () -> Tensor.uniform(Rng.of(1), 1, 0, 1)),
                call("bernoulli", () -> Tensor.bernoulli(Rng.of(1), 0.5, -1)),
                call("bernoulli", () -> Tensor.bernoulli(Rng.of(1), 2, 1)),
                call("permutation", () -> Tensor.permutation(Rng.of(1), -1)),
                call("tensor", () -> Tensor.ofBfloat16(new short[2], 3)),
                call("tensor", () -> Tensor.of(new boolean[2], 3)),
                call("item", () -> X.item()),
                call("gradients", () -> X.gradients(X))),
            axis("sum", axis -> X.sum(axis)),
            axis("sum", axis -> X.sum(axis, true)),
            axis("prod", axis -> X.prod(axis)),
            axis("mean", axis -> X.mean(axis)),
            axis("mean", axis -> WHOLE.mean(axis, true)),
            axis("max", axis -> X.max(axis)),
            axis("min", axis -> X.min(axis)),
            axis("min", axis -> X.gt(0).min(axis)),
            axis("any", axis -> X.any(axis)),
            axis("all", axis -> X.all(axis)),
            axis("var", axis -> X.var(axis)),
            axis("std", axis -> X.std(axis)),
            axis("logSumExp", axis -> X.logSumExp(axis)),
            axis("norm", axis -> X.norm(axis)),
            axis("argMax", axis -> X.argMax(axis)),
            axis("argMin", axis -> X.argMin(axis)),
            axis("cumSum", axis -> X.cumSum(axis)),
            axis("softmax", axis -> X.softmax(axis)),
            axis("logSoftmax", axis -> X.logSoftmax(axis)),
            Stream.of(
                call("mean", () -> X.mean(0, 0)),
                call("std", () -> X.std(1, -1)),
                call("norm", () -> X.norm(1, 1)),
                call("argMax", () -> EMPTY.argMax(1)),
                call("argMin", () -> EMPTY.argMin(1)),
                call("argMin", () -> EMPTY.cast(DType.INT64).argMin(1, true))),
            axis("flatten", axis -> X.flatten(axis, -1)),
            axis("permute", axis -> X.permute(0, axis)),
            axis("transpose", axis -> X.transpose(0, axis)),
            axis("unsqueeze", axis -> X.unsqueeze(axis)),
            axis("squeeze", axis -> X.squeeze(axis)),
            axis("flip", axis -> X.flip(axis)),
            axis("slice", axis -> X.slice(axis, 0, 1)),
            axis("select", axis -> X.select(axis, 0)),
            axis("pad", axis -> X.pad(axis, 1, 1, 0)),
            axis("roll", axis -> X.roll(axis, 1)),
            axis("split", axis -> X.split(axis, 1, 1)),
            axis("chunk", axis -> X.chunk(axis, 2)),
            axis("unfold", axis -> X.unfold(axis, 1, 1)),
            axis("concat", axis -> Tensor.concat(axis, X, X)),
            axis("concat", axis -> Tensor.concat(axis, X)),
            axis("stack", axis -> Tensor.stack(axis, X, X)),
            Stream.of(
                call("reshape", () -> X.reshape(4)),
                call("reshape", () -> X.reshape(-1, 4)),
                call("reshape", () -> X.reshape(-1, -1)),
                call("flatten", () -> X.flatten(1, 0)),
                call("permute", () -> X.permute(0)),
                call("t", () -> ROW.t()),
                call("expand", () -> X.expand(2)),
                call("expand", () -> X.expand(-1, 2, 3)),
                call("squeeze", () -> X.squeeze(0)),
                call("slice", () -> X.slice(0, 0, 1, 0)),
                call("select", () -> X.select(0, 2)),
                call("at", () -> X.at(-3)),
                call("at", () -> Tensor.scalar(1).at(0)),
                call("pad", () -> X.pad(0, 1 << 30, 1 << 30, 0)),
                call("tile", () -> X.tile(-1)),
                call("tile", () -> X.tile(MANY, MANY)),
                call("split", () -> X.split(0, 1)),
                call("chunk", () -> X.chunk(0, 0)),
                call("unfold", () -> X.unfold(0, 3, 1)),
                call("tril", () -> ROW.tril(0)),
                call("triu", () -> ROW.triu(0)),
                call("concat", () -> Tensor.concat(0)),
                call("concat", () -> Tensor.concat(0, X, ROW)),
                call("stack", () -> Tensor.stack(0)),
                call("stack", () -> Tensor.stack(0, X, ROW)),
                call("einsum", () -> Tensor.einsum("ij,jk->ik", X, X)),
                call("einsum", () -> Tensor.einsum("ij->i")),
                call("matmul", () -> X.matmul(X)),
                call("matmul", () -> X.matmul(ROW)),
                call("conv", () -> LINE.conv(Tensor.zeros(2, 3, 3), Window.of())),
                call("conv", () -> LINE.conv(Tensor.zeros(2, 2, 3), Window.stride(1, 1))),
                call("conv", () -> LINE.conv(Tensor.zeros(2, 2, 3), GROUPS)),
                call("convTranspose", () -> LINE.convTranspose(Tensor.zeros(2, 3), Window.of())),
                call("convTranspose", () -> LINE.convTranspose(Tensor.zeros(2, 2, 3), GROUPS)),
                call("maxPool", () -> LINE.maxPool(new int[] {6}, Window.of())),
                call("maxPool", () -> LINE.gt(0).maxPool(new int[] {6}, Window.of())),
                call("maxPool", () -> LINE.maxPool(new int[] {2}, GROUPS)),
                call("avgPool", () -> LINE.avgPool(new int[] {0}, Window.of(), true)),
                call("adaptiveAvgPool", () -> X.adaptiveAvgPool(1, 1, 1)),
                call("adaptiveMaxPool", () -> EMPTY.adaptiveMaxPool(1))),
            axis("gather", axis -> X.gather(axis, WHOLE)),
            axis("scatterAdd", axis -> X.scatterAdd(axis, WHOLE, X)),
            axis("indexSelect", axis -> X.indexSelect(axis, IDS)),
            axis("argSort", axis -> X.argSort(axis, false)),
            axis("sort", axis -> X.sort(axis, true)),
            axis("topK", axis -> X.topK(1, axis)),
            Stream.of(
                call("gather", () -> X.gather(0, IDS)),
                call("scatterAdd", () -> X.scatterAdd(0, IDS, X)),
                call("scatterAdd", () -> X.scatterAdd(0, WHOLE, ROW)),
                call("indexSelect", () -> X.indexSelect(0, X)),
                call("indexSelect", () -> EMPTY.indexSelect(1, IDS)),
                call("oneHot", () -> X.oneHot(2)),
                call("oneHot", () -> IDS.oneHot(-1)),
                call("topK", () -> X.topK(4, 1))))
        .flatMap(Function.identity());
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("refusals")
  void aRefusalBeginsWithTheMethodThatWasCalled(String method, Supplier<Object> call) {
    assertThatThrownBy(call::get)
        .isInstanceOf(TensorException.class)
        .hasMessageStartingWith(method + ": ");
  }

  @Test
  void everyMethodIsInTheTable() {
    Set<String> table =
        refusals().map(row -> (String) row.get()[0]).collect(Collectors.toCollection(TreeSet::new));
    table.addAll(NEVER_REFUSE);
    table.addAll(MAKERS);
    assertThat(
            Arrays.stream(Tensor.class.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method -> !method.isSynthetic())
                .map(Method::getName))
        .isSubsetOf(table);
  }
}
