package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.DType;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What holds for every layer: its printed form, parameter count and shapes; a training step lowers
/// a cost; saved and loaded it computes the same bits; its gradients are those of finite
/// differences in float64.
class ContractTest {
  /// @param make a new layer from a generator
  /// @param x the shape of an input
  /// @param y the shape of its result
  /// @param count the number of parameters
  /// @param form how it prints
  private record Case(Function<Rng, Layer> make, int[] x, int[] y, int count, String form) {}

  private static final List<Case> CASES =
      List.of(
          of(r -> Linear.of(3, 4, r), dims(2, 3), dims(2, 4), 16, "Linear(in=3, out=4, bias=true)"),
          of(
              r -> Conv1d.of(2, 3, 2, r),
              dims(2, 2, 4),
              dims(2, 3, 3),
              15,
              "Conv1d(in=2, out=3, kernel=[2], stride=1, padding=0, bias=true)"),
          of(
              r -> Conv2d.of(2, 3, 2, r),
              dims(1, 2, 3, 3),
              dims(1, 3, 2, 2),
              27,
              "Conv2d(in=2, out=3, kernel=[2, 2], stride=1, padding=0, bias=true)"),
          of(
              r -> Conv3d.of(1, 2, 2, r),
              dims(1, 1, 2, 3, 2),
              dims(1, 2, 1, 2, 1),
              18,
              "Conv3d(in=1, out=2, kernel=[2, 2, 2], stride=1, padding=0, bias=true)"),
          of(
              r -> ConvTranspose1d.of(2, 3, 2, r),
              dims(2, 2, 3),
              dims(2, 3, 4),
              15,
              "ConvTranspose1d(in=2, out=3, kernel=[2], stride=1, padding=0, bias=true)"),
          of(
              r -> ConvTranspose2d.of(2, 3, 2, r),
              dims(1, 2, 2, 2),
              dims(1, 3, 3, 3),
              27,
              "ConvTranspose2d(in=2, out=3, kernel=[2, 2], stride=1, padding=0, bias=true)"),
          of(
              r -> ConvTranspose3d.of(1, 2, 2, r),
              dims(1, 1, 1, 2, 1),
              dims(1, 2, 2, 3, 2),
              18,
              "ConvTranspose3d(in=1, out=2, kernel=[2, 2, 2], stride=1, padding=0, bias=true)"),
          of(
              _ -> MaxPool.of2d(2),
              dims(1, 2, 4, 4),
              dims(1, 2, 2, 2),
              0,
              "MaxPool(kernel=[2, 2], stride=2, padding=0)"),
          of(
              _ -> AvgPool.of1d(2),
              dims(1, 2, 4),
              dims(1, 2, 2),
              0,
              "AvgPool(kernel=[2], stride=2, padding=0)"),
          of(
              _ -> AdaptiveAvgPool.of(1, 1),
              dims(1, 2, 3, 3),
              dims(1, 2, 1, 1),
              0,
              "AdaptiveAvgPool(out=[1, 1])"),
          of(
              _ -> AdaptiveMaxPool.of(2),
              dims(2, 3, 5),
              dims(2, 3, 2),
              0,
              "AdaptiveMaxPool(out=[2])"),
          of(
              _ -> BatchNorm.of(3),
              dims(4, 3),
              dims(4, 3),
              6,
              "BatchNorm(channels=3, momentum=0.1, epsilon=1.0E-5, affine=true)"),
          of(
              _ -> LayerNorm.of(4),
              dims(3, 4),
              dims(3, 4),
              8,
              "LayerNorm(sizes=[4], epsilon=1.0E-5, affine=true)"),
          of(
              _ -> GroupNorm.of(2, 4),
              dims(2, 4, 3),
              dims(2, 4, 3),
              8,
              "GroupNorm(groups=2, channels=4, epsilon=1.0E-5, affine=true)"),
          of(
              _ -> RMSNorm.of(4),
              dims(3, 4),
              dims(3, 4),
              4,
              "RMSNorm(width=4, epsilon=1.1920928955078125E-7)"),
          of(_ -> Dropout.of(0.5), dims(3, 4), dims(3, 4), 0, "Dropout[p=0.5]"),
          of(
              _ -> ChannelDropout.of1d(0.5),
              dims(2, 3, 4),
              dims(2, 3, 4),
              0,
              "ChannelDropout[p=0.5, spatial=1]"),
          of(
              r -> RNN.of(2, 3, r),
              dims(2, 3, 2),
              dims(2, 3, 3),
              21,
              "RNN(in=2, hidden=3, layers=1)"),
          of(
              r -> LSTM.of(2, 3, r),
              dims(2, 3, 2),
              dims(2, 3, 3),
              84,
              "LSTM(in=2, hidden=3, layers=1)"),
          of(
              r -> LSTM.of(RecurrentConfig.of(2, 3).withBias(false).withProjection(2), r),
              dims(2, 3, 2),
              dims(2, 3, 2),
              54,
              "LSTM(in=2, hidden=3, layers=1, bias=false, projection=2)"),
          of(
              r -> GRU.of(2, 3, r),
              dims(2, 3, 2),
              dims(2, 3, 3),
              63,
              "GRU(in=2, hidden=3, layers=1)"),
          of(
              r -> MultiHeadAttention.of(4, 2, r),
              dims(2, 3, 4),
              dims(2, 3, 4),
              80,
              "MultiHeadAttention(width=4, heads=2)"),
          of(
              r -> MultiHeadAttention.of(4, 2, r).withoutBias(),
              dims(2, 3, 4),
              dims(2, 3, 4),
              64,
              "MultiHeadAttention(width=4, heads=2, bias=false)"),
          of(
              r -> TransformerEncoderLayer.of(4, 2, 6, r),
              dims(2, 3, 4),
              dims(2, 3, 4),
              154,
              "TransformerEncoderLayer(preNorm=false, dropout=0.1)"),
          of(
              r -> TransformerEncoder.of(TransformerEncoderLayer.of(4, 2, 6, r)),
              dims(2, 3, 4),
              dims(2, 3, 4),
              154,
              "TransformerEncoder"),
          of(
              r -> LearnedPositions.of(5, 4, r),
              dims(2, 3, 4),
              dims(2, 3, 4),
              20,
              "LearnedPositions(length=5, width=4)"),
          of(
              _ -> SinusoidalPositions.of(4),
              dims(2, 3, 4),
              dims(2, 3, 4),
              0,
              "SinusoidalPositions[width=4]"),
          of(
              _ -> RotaryPositions.of(4),
              dims(2, 3, 4),
              dims(2, 3, 4),
              0,
              "RotaryPositions[width=4, base=10000.0]"),
          of(_ -> Flatten.of(), dims(2, 3, 4), dims(2, 12), 0, "Flatten[start=1, end=-1]"),
          of(r -> Residual.of(Linear.of(3, 3, r)), dims(2, 3), dims(2, 3), 12, "Residual"),
          of(
              r -> Sequential.of(Linear.of(3, 3, r), Tensor::relu),
              dims(2, 3),
              dims(2, 3),
              12,
              "Sequential"),
          of(_ -> ReLU.of(), dims(2, 3), dims(2, 3), 0, "ReLU"),
          of(_ -> LeakyReLU.of(), dims(2, 3), dims(2, 3), 0, "LeakyReLU[slope=0.01]"),
          of(_ -> PReLU.of(3), dims(2, 3), dims(2, 3), 3, "PReLU(slopes=3)"),
          of(_ -> ELU.of(), dims(2, 3), dims(2, 3), 0, "ELU[alpha=1.0]"),
          of(_ -> GELU.of(), dims(2, 3), dims(2, 3), 0, "GELU[tanh=false]"),
          of(_ -> SiLU.of(), dims(2, 3), dims(2, 3), 0, "SiLU"),
          of(_ -> Sigmoid.of(), dims(2, 3), dims(2, 3), 0, "Sigmoid"),
          of(_ -> Tanh.of(), dims(2, 3), dims(2, 3), 0, "Tanh"),
          of(_ -> Softmax.of(-1), dims(2, 3), dims(2, 3), 0, "Softmax[axis=-1]"),
          of(_ -> LogSoftmax.of(-1), dims(2, 3), dims(2, 3), 0, "LogSoftmax[axis=-1]"),
          of(_ -> Softplus.of(), dims(2, 3), dims(2, 3), 0, "Softplus"));

  private static Case of(Function<Rng, Layer> make, int[] x, int[] y, int count, String form) {
    return new Case(make, x, y, count, form);
  }

  private static int[] dims(int... dims) {
    return dims;
  }

  /// Embedding takes whole numbers and has its own test.
  @Test
  void everyLayerOfThePackageIsHere() throws IOException {
    Set<String> expected = new TreeSet<>();
    var folder =
        Path.of(
                URI.create(
                    Layer.class.getProtectionDomain().getCodeSource().getLocation().toString()))
            .resolve("dev/cien/nn");
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (!name.contains("$") && Files.isRegularFile(file)) {
          Class<?> type = type("dev.cien.nn." + name);
          if (type.isRecord() && Layer.class.isAssignableFrom(type) && type != Embedding.class) {
            expected.add(name);
          }
        }
      }
    }
    Set<String> tested =
        CASES.stream()
            .map(c -> c.make().apply(Rng.of(1)).getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tested).hasSizeGreaterThan(30).isEqualTo(expected);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyLayerKeepsTheContract() {
    return CASES.stream().map(c -> DynamicTest.dynamicTest(c.form(), () -> check(c)));
  }

  private static void check(Case c) {
    Layer layer = c.make().apply(Rng.of(3));
    Params params = Params.of(layer);
    assertThat(layer).hasToString(c.form());
    assertThat(params.count()).isEqualTo(c.count());
    Tensor x = Tensor.randn(Rng.of(4), c.x()).compute();
    Tensor y = layer.forward(x);
    assertThat(y.shape().dims()).isEqualTo(c.y());
    Params other = Params.of(c.make().apply(Rng.of(5)));
    Layer twin = c.make().apply(Rng.of(3));
    Params.of(twin).load(other.values());
    Params.of(twin).load(params.values());
    assertThat(twin.forward(x).toFloats()).isEqualTo(y.toFloats());
    anEmptyBatchGivesAnEmptyResult(layer, params, c);
    gradientsAreThoseOfFiniteDifferences(layer, x.cast(DType.FLOAT64), params);
    aTrainingStepLowersTheCost(layer, params, x);
  }

  private static void anEmptyBatchGivesAnEmptyResult(Layer layer, Params params, Case c) {
    int[] none = c.x().clone();
    int[] expected = c.y().clone();
    none[0] = expected[0] = 0;
    Tensor y = layer.forward(Tensor.zeros(none));
    assertThat(y.shape().dims()).isEqualTo(expected);
    assertThat(y.toFloats()).isEmpty();
    Gradients gradients = y.sum().gradients(params.trainable());
    assertThat(params.trainable())
        .allSatisfy(variable -> assertThat(gradients.of(variable).toFloats()).containsOnly(0));
  }

  /// In float64, along a random direction: the cost must not lean on float32 anywhere.
  private static void gradientsAreThoseOfFiniteDifferences(Layer layer, Tensor x, Params params) {
    Tensor direction = Tensor.randn(Rng.of(6), x.shape().dims()).cast(DType.FLOAT64).compute();
    Tensor leaf = x.compute();
    Tensor y = layer.forward(leaf);
    assertThat(y.dtype()).as("float64 in, float64 out").isEqualTo(DType.FLOAT64);
    Tensor weights = Tensor.randn(Rng.of(7), y.shape().dims()).cast(DType.FLOAT64).compute();
    double slope = y.mul(weights).sum().gradients(leaf).of(leaf).mul(direction).sum().item();
    double step = 1e-6;
    double above = layer.forward(leaf.add(direction.mul(step))).mul(weights).sum().item();
    double below = layer.forward(leaf.sub(direction.mul(step))).mul(weights).sum().item();
    double numeric = (above - below) / (2 * step);
    assertThat(slope).isCloseTo(numeric, Offset.offset(1e-5 * Math.max(1, Math.abs(numeric))));
    assertThat(params.entries()).allSatisfy(entry -> assertThat(entry.name()).isNotBlank());
  }

  private static void aTrainingStepLowersTheCost(Layer layer, Params params, Tensor x) {
    if (params.trainable().isEmpty()) {
      return;
    }
    double before = cost(layer, params, x, 0.01);
    double after = cost(layer, params, x, 0);
    assertThat(after).isLessThan(before);
  }

  private static double cost(Layer layer, Params params, Tensor x, double rate) {
    // The same seed drops the same elements in both steps.
    return Mode.training(
            Rng.of(8),
            () -> {
              Tensor y = layer.forward(x);
              Tensor target = Tensor.arange(y.size()).mul(0.3).cos().reshape(y.shape().dims());
              Tensor cost = y.sub(target).square().mean();
              Gradients gradients = cost.gradients(params.trainable());
              for (Variable variable : params.trainable()) {
                variable.assign(variable.value().sub(gradients.of(variable).mul(rate)));
              }
              return cost;
            })
        .item();
  }

  @Test
  void embeddingsKeepTheContract() {
    Embedding layer = Embedding.of(5, 2, Rng.of(1)).withPadding(0);
    assertThat(layer).hasToString("Embedding(count=5, width=2, padding=0)");
    assertThat(Params.of(layer).count()).isEqualTo(10);
    Tensor y = layer.forward(Tensor.of(new int[] {0, 3, 3}, 3, 1));
    assertThat(y.shape().dims()).containsExactly(3, 1, 2);
    assertThat(y.at(0).toFloats()).containsOnly(0);
    assertThat(Map.of("weight", layer.weight().value()).keySet())
        .isEqualTo(Params.of(layer).state().keySet());
  }
}
