package dev.cien.tensor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.testkit.Golden;
import dev.cien.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The methods of [Tensor] and their gradients against PyTorch; `src/test/golden/methods.py` made
/// the numbers.
class MethodsGoldenTest {
  private static final Golden GOLDEN = Golden.load(MethodsGoldenTest.class, "methods.json");
  private static final int[] PAIR = {3, 3};

  private static final Map<String, Function<Tensor[], Tensor>> METHODS =
      Map.ofEntries(
          one("neg", Tensor::neg),
          one("abs", Tensor::abs),
          one("exp", Tensor::exp),
          one("expm1", Tensor::expm1),
          one("sin", Tensor::sin),
          one("cos", Tensor::cos),
          one("tan", Tensor::tan),
          one("tanh", Tensor::tanh),
          one("sigmoid", Tensor::sigmoid),
          one("erf", Tensor::erf),
          one("square", Tensor::square),
          one("sign", Tensor::sign),
          one("floor", Tensor::floor),
          one("ceil", Tensor::ceil),
          one("round", Tensor::round),
          one("log", Tensor::log),
          one("log1p", Tensor::log1p),
          one("log2", Tensor::log2),
          one("sqrt", Tensor::sqrt),
          one("rsqrt", Tensor::rsqrt),
          one("reciprocal", Tensor::reciprocal),
          two("add", Tensor::add),
          two("sub", Tensor::sub),
          two("mul", Tensor::mul),
          two("div", Tensor::div),
          two("rem", Tensor::rem),
          two("pow", Tensor::pow),
          two("maximum", Tensor::maximum),
          two("minimum", Tensor::minimum),
          one("powWhole", x -> x.pow(3)),
          one("powFraction", x -> x.pow(1.7)),
          one("clamp", x -> x.clamp(-0.5, 0.8)),
          two("where", (a, b) -> Tensor.where(a.gt(b), a, b.mul(2))),
          one("relu", Tensor::relu),
          one("silu", Tensor::silu),
          one("softplus", Tensor::softplus),
          one("logsigmoid", Tensor::logSigmoid),
          one("gelu", Tensor::gelu),
          one("geluTanh", Tensor::geluTanh),
          one("leakyRelu", x -> x.leakyRelu(0.1)),
          one("elu", x -> x.elu(1.3)),
          one("softmax", x -> x.softmax(1)),
          one("softmax0", x -> x.softmax(0)),
          one("logSoftmax", x -> x.logSoftmax(-1)),
          one("softplusLarge", Tensor::softplus),
          one("softmaxLarge", x -> x.softmax(0)),
          one("sum", Tensor::sum),
          one("sumAxes", x -> x.sum(0, 2)),
          one("mean", x -> x.mean(1, true)),
          one("prod", x -> x.prod(1)),
          one("prodZero", x -> x.prod(0)),
          one("max", x -> x.max(0, 1)),
          one("min", x -> x.min(2)),
          one("maxTies", x -> x.max(0)),
          one("var", x -> x.var(1)),
          one("varPopulation", x -> x.var(new int[] {0, 1}, 0, true)),
          one("std", Tensor::std),
          one("logSumExp", x -> x.logSumExp(1)),
          one("norm", x -> x.norm(1)),
          one("argMax", x -> x.argMax(1)),
          one("argMin", x -> x.argMin(0)),
          one("cumSum", x -> x.cumSum(1)),
          one("reshape", x -> x.reshape(6, -1)),
          one("transpose", x -> x.transpose(0, 2)),
          one("permute", x -> x.permute(2, 0, 1)),
          one("expand", x -> x.expand(4, 3, 2)),
          one("flip", x -> x.flip(0, 2)),
          one("slice", x -> x.slice(1, 1, -1, 2)),
          one("select", x -> x.select(1, -1)),
          one("pad", x -> x.pad(1, 1, 2, 9)),
          one("tile", x -> x.tile(2, 3)),
          one("roll", x -> x.roll(1, 2)),
          two("concat", (a, b) -> Tensor.concat(1, a, b)),
          two("stack", (a, b) -> Tensor.stack(1, a, b)),
          one("unfold", x -> x.unfold(1, 3, 2)),
          one("tril", x -> x.tril(-1)),
          one("triu", x -> x.triu(1)),
          two("gather", (x, i) -> x.gather(1, i)),
          entry("scatterAdd", in -> in[0].scatterAdd(1, in[1], in[2])),
          two("indexSelect", (x, i) -> x.indexSelect(0, i)),
          one("oneHot", i -> i.oneHot(5)),
          one("sort", x -> x.sort(1, false).values()),
          one("sortIndices", x -> x.sort(0, true).indices()),
          one("topK", x -> x.topK(2, 1).values()),
          two("matmul", Tensor::matmul),
          two("matmulBatch", Tensor::matmul),
          two("matmulVector", Tensor::matmul),
          two("dot", Tensor::matmul),
          two("einsum", (a, b) -> Tensor.einsum("bij,bkj->bik", a, b)),
          two("einsumOuter", (a, b) -> Tensor.einsum("i,j->ij", a, b)),
          one("einsumTrace", a -> Tensor.einsum("ii->", a)),
          one("einsumDiagonal", a -> Tensor.einsum("bii->bi", a)),
          entry("einsumThree", in -> Tensor.einsum("ij,jk,kl->il", in[0], in[1], in[2])),
          two("conv1d", (x, w) -> x.conv(w, Window.stride(2).withPadding(1))),
          two("conv2d", (x, w) -> x.conv(w, Window.padding(1))),
          two(
              "conv2dStrange",
              (x, w) ->
                  x.conv(
                      w, Window.stride(2, 1).withPadding(0, 2).withDilation(1, 2).withGroups(2))),
          two("conv3d", (x, w) -> x.conv(w, Window.stride(2).withPadding(1))),
          two("convTranspose", (x, w) -> x.convTranspose(w, Window.stride(2).withPadding(1), 1)),
          two("convTransposeGroups", (x, w) -> x.convTranspose(w, Window.stride(2).withGroups(2))),
          one("maxPool", x -> x.maxPool(new int[] {2, 2}, Window.stride(2))),
          one("maxPoolPadded", x -> x.maxPool(PAIR, Window.stride(2).withPadding(1))),
          one("avgPool", x -> x.avgPool(PAIR, Window.stride(2).withPadding(1), true)),
          one("avgPoolUncounted", x -> x.avgPool(PAIR, Window.stride(2).withPadding(1), false)),
          one("adaptiveAvgPool", x -> x.adaptiveAvgPool(3, 2)),
          two("einsumEllipsis", (a, b) -> Tensor.einsum("...ij,...jk->...ik", a, b)),
          two("einsumEllipsisInside", (a, b) -> Tensor.einsum("b...d,d->b...", a, b)),
          one("einsumEllipsisImplicit", a -> Tensor.einsum("i...j", a)),
          two(
              "convTransposeBeyond",
              (x, w) ->
                  x.convTranspose(
                      w, Window.stride(1, 2).withPadding(1, 2).withDilation(3, 4), 2, 3)),
          two("floorDiv", Tensor::floorDiv),
          one("adaptiveMaxPool", x -> x.adaptiveMaxPool(3, 2)),
          one("adaptiveMaxPoolGlobal", x -> x.adaptiveMaxPool(1, 1, 1)),
          one("adaptiveMaxPoolLarger", x -> x.adaptiveMaxPool(7)));

  private static Map.Entry<String, Function<Tensor[], Tensor>> one(
      String name, Function<Tensor, Tensor> method) {
    return entry(name, in -> method.apply(in[0]));
  }

  private static Map.Entry<String, Function<Tensor[], Tensor>> two(
      String name, BinaryOperator<Tensor> method) {
    return entry(name, in -> method.apply(in[0], in[1]));
  }

  static Stream<String> names() {
    return METHODS.keySet().stream().sorted();
  }

  @Test
  void everyGoldenCaseIsTested() {
    var inFile =
        new TreeSet<>(
            GOLDEN.names().stream().map(name -> name.substring(0, name.indexOf('/'))).toList());
    assertThat(inFile).isEqualTo(new TreeSet<>(METHODS.keySet()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesInFloat64(String name) {
    check(name, DType.FLOAT64, new Tolerance(1e-11, 1e-12));
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesInFloat32(String name) {
    check(name, DType.FLOAT32, new Tolerance(5e-5, 2e-5));
  }

  private static void check(String name, DType dtype, Tolerance tolerance) {
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; GOLDEN.has(name + "/" + i); i++) {
      boolean index =
          name.equals("oneHot")
              || i == 1 && List.of("gather", "scatterAdd", "indexSelect").contains(name);
      inputs.add(GOLDEN.tensor(name + "/" + i, index ? DType.INT32 : dtype).compute());
    }
    Tensor y = METHODS.get(name).apply(inputs.toArray(Tensor[]::new));
    assertThat(y.shape().dims()).as(name + " shape").isEqualTo(GOLDEN.shape(name + "/y"));
    tolerance.check(name, y.toDoubles(), GOLDEN.values(name + "/y"));
    for (int i = 0; i < inputs.size(); i++) {
      if (GOLDEN.has(name + "/d" + i)) {
        Tensor gradient = y.square().sum().mul(0.5).gradients(inputs.get(i)).of(inputs.get(i));
        tolerance.check(
            "gradient of " + name + " for input " + i,
            gradient.toDoubles(),
            GOLDEN.values(name + "/d" + i));
      }
    }
  }
}
