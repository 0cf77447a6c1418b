package dev.cien.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.bench.kernels.KernelBenchmark.Kernel;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each family runs, and counts what it does; the small shapes only.
class KernelBenchmarkTest {
  private static Tensor run(Kernel kernel) {
    Tensor[] results = kernel.step().run(kernel.inputs());
    return results.length == 0 ? Tensor.scalar(0) : results[0];
  }

  @Test
  void productsCountTwoOperationsForEachPairOfNumbers() {
    MatMul benchmark = new MatMul();
    benchmark.shape = MatMul.Shape.LSTM_STEP;
    Kernel kernel = benchmark.kernel();
    assertThat(kernel.flops()).isEqualTo(2.0 * 32 * 256 * 1024);
    assertThat(run(kernel).shape().dims()).containsExactly(32, 1024);
    benchmark.shape = MatMul.Shape.BATCHED_SMALL;
    assertThat(run(benchmark.kernel()).shape().dims()).containsExactly(256, 16, 16);
  }

  @ParameterizedTest
  @EnumSource(Convolution.Direction.class)
  void convolutionsGiveWhatTheirDirectionSays(Convolution.Direction direction) {
    Convolution benchmark = new Convolution();
    benchmark.shape = Convolution.Shape.ODD;
    benchmark.direction = direction;
    Kernel kernel = benchmark.kernel();
    int[] expected =
        switch (direction) {
          case FORWARD -> new int[] {7, 19, 31, 31};
          case INPUT_GRADIENT -> new int[] {7, 13, 31, 31};
          case WEIGHT_GRADIENT -> new int[] {19, 13, 5, 5};
        };
    assertThat(run(kernel).shape().dims()).containsExactly(expected);
    assertThat(kernel.flops()).isEqualTo(2.0 * 7 * 19 * 31 * 31 * 13 * 25);
  }

  @ParameterizedTest
  @EnumSource(AttentionHeads.Direction.class)
  void attentionRunsBothWays(AttentionHeads.Direction direction) {
    AttentionHeads benchmark = new AttentionHeads();
    benchmark.shape = AttentionHeads.Shape.GPT;
    benchmark.direction = direction;
    Kernel kernel = benchmark.kernel();
    assertThat(run(kernel).shape().dims()).containsExactly(8, 6, 128, 32);
    int products = direction == AttentionHeads.Direction.FORWARD ? 2 : 5;
    assertThat(kernel.flops()).isEqualTo(products * 2.0 * 48 * (128 * 129 / 2) * 32);
  }

  @ParameterizedTest
  @EnumSource(ElementWise.Chain.class)
  void chainsMoveEachArrayOnce(ElementWise.Chain chain) {
    ElementWise benchmark = new ElementWise();
    benchmark.chain = chain;
    benchmark.size = ElementWise.Size.CACHED;
    benchmark.direction = ElementWise.Direction.BACKWARD;
    Kernel kernel = benchmark.kernel();
    assertThat(kernel.bytes()).isEqualTo(3 * 4.0 * 32768);
    assertThat(run(kernel).size()).isEqualTo(32768);
  }

  @ParameterizedTest
  @EnumSource(Normalizing.Case.class)
  void normalizationsKeepTheirShape(Normalizing.Case normalization) {
    Normalizing benchmark = new Normalizing();
    benchmark.normalization = normalization;
    benchmark.direction = Normalizing.Direction.BACKWARD;
    Kernel kernel = benchmark.kernel();
    assertThat(run(kernel).shape()).isEqualTo(kernel.inputs()[0].shape());
  }

  @ParameterizedTest
  @EnumSource(Reduction.Case.class)
  void reductionsReadTheirInput(Reduction.Case reduction) {
    Reduction benchmark = new Reduction();
    benchmark.reduction = reduction;
    Kernel kernel = benchmark.kernel();
    assertThat(kernel.bytes()).isEqualTo(4.0 * kernel.inputs()[0].size());
    assertThat(run(kernel).size()).isLessThan(kernel.inputs()[0].size());
  }

  @ParameterizedTest
  @EnumSource(Lookup.Direction.class)
  void lookUpsRunBothWays(Lookup.Direction direction) {
    Lookup benchmark = new Lookup();
    benchmark.shape = Lookup.Shape.GPT;
    benchmark.direction = direction;
    int rows = direction == Lookup.Direction.FORWARD ? 1024 : 512;
    assertThat(run(benchmark.kernel()).shape().dims()).containsExactly(rows, 192);
  }

  @ParameterizedTest
  @EnumSource(Update.Rule.class)
  void updatesMoveEveryParameter(Update.Rule rule) {
    Update benchmark = new Update();
    benchmark.rule = rule;
    benchmark.model = Update.Model.MLP;
    Kernel kernel = benchmark.kernel();
    kernel.step().run(kernel.inputs());
    assertThat(kernel.bytes()).isGreaterThanOrEqualTo(3 * 4.0 * 6 * 90_000);
  }
}
