package dev.cien.tensor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.testkit.Golden;
import dev.cien.testkit.Tolerance;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values, first and second derivatives at corners, at zeros and far out, against PyTorch: where
/// differences of values mean nothing. `src/test/golden/corners.py` made the numbers.
class CornersGoldenTest {
  private static final Golden GOLDEN = Golden.load(CornersGoldenTest.class, "corners.json");
  private static final Tolerance TOLERANCE = new Tolerance(1e-12, 1e-13);
  private static final double[] EXPONENTS = {0, 1, 2, 3};

  private static final Map<String, UnaryOperator<Tensor>> FUNCTIONS =
      Map.ofEntries(
          entry("relu", Tensor::relu),
          entry("silu", Tensor::silu),
          entry("softplus", Tensor::softplus),
          entry("softplusFar", Tensor::softplus),
          entry("logsigmoid", Tensor::logSigmoid),
          entry("logsigmoidFar", Tensor::logSigmoid),
          entry("gelu", Tensor::gelu),
          entry("geluTanh", Tensor::geluTanh),
          entry("leakyRelu", x -> x.leakyRelu(0.1)),
          entry("elu", x -> x.elu(1.3)),
          entry("abs", Tensor::abs),
          entry("maximum", x -> x.maximum(0)),
          entry("minimum", x -> x.minimum(0)),
          entry("clamp", x -> x.clamp(-1, 0)),
          entry("sqrt", Tensor::sqrt),
          entry("rsqrt", Tensor::rsqrt),
          entry("sigmoidFar", Tensor::sigmoid),
          entry("tanhFar", Tensor::tanh),
          entry("pow0", x -> x.pow(0)),
          entry("pow1", x -> x.pow(1)),
          entry("pow2", x -> x.pow(2)),
          entry("pow3", x -> x.pow(3)),
          entry("pow4", x -> x.pow(4)),
          entry("pow5", x -> x.pow(5)),
          entry("pow-1", x -> x.pow(-1)),
          entry("pow-2", x -> x.pow(-2)),
          entry("powHalf", x -> x.pow(0.5)),
          entry("powThreeHalves", x -> x.pow(1.5)),
          entry("powExponents", x -> x.pow(Tensor.of(EXPONENTS))),
          entry("prodNoZero", x -> x.prod(0)),
          entry("prodOneZero", x -> x.prod(0)),
          entry("prodTwoZeros", x -> x.prod(0)),
          entry("prodManyZeros", x -> x.prod(0)),
          entry("prodRows", x -> x.prod(1)),
          entry("prodColumns", x -> x.prod(new int[] {0}, true)),
          entry("prodOne", x -> x.prod(0)),
          entry("max", x -> x.max(0)),
          entry("min", x -> x.min(0)),
          entry("norm", x -> x.norm(1)),
          entry("normZero", x -> x.norm(1)),
          entry("std", x -> x.std(1)),
          entry("stdRow", x -> x.std(new int[] {0}, 0, true)),
          entry("var", x -> x.var(0)),
          entry("logSumExpFar", x -> x.logSumExp(0)));

  static Stream<String> names() {
    return FUNCTIONS.keySet().stream().sorted();
  }

  @Test
  void everyGoldenCaseIsTested() {
    var inFile =
        new TreeSet<>(
            GOLDEN.names().stream().map(name -> name.substring(0, name.indexOf('/'))).toList());
    assertThat(inFile).isEqualTo(new TreeSet<>(FUNCTIONS.keySet()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesToTheSecondDerivative(String name) {
    Tensor x = GOLDEN.tensor(name + "/x", DType.FLOAT64).compute();
    Tensor y = FUNCTIONS.get(name).apply(x);
    TOLERANCE.check(name, y.toDoubles(), GOLDEN.values(name + "/y"));
    Tensor d = y.mul(weights(y, i -> 2 + Math.cos(i))).sum().gradients(x).of(x);
    TOLERANCE.check("gradient of " + name, d.toDoubles(), GOLDEN.values(name + "/d"));
    if (GOLDEN.has(name + "/dd")) {
      Tensor dd = d.mul(weights(x, i -> 2 + Math.sin(i))).sum().gradients(x).of(x);
      TOLERANCE.check("second derivative of " + name, dd.toDoubles(), GOLDEN.values(name + "/dd"));
    }
  }

  private static Tensor weights(Tensor like, DoubleUnaryOperator at) {
    double[] values = IntStream.range(0, like.size()).mapToDouble(at::applyAsDouble).toArray();
    return Tensor.of(values).reshape(like.shape().dims());
  }
}
