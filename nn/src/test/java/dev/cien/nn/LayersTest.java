package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// First values, randomness, single steps and messages.
class LayersTest {
  private final Rng rng = Rng.of(11);

  @Test
  void firstValuesFollowPyTorchsDistributions() {
    uniform(Linear.of(300, 200, rng).weight(), 1 / Math.sqrt(300));
    uniform(Linear.of(300, 2000, rng).bias().orElseThrow(), 1 / Math.sqrt(300));
    uniform(Conv2d.of(32, 64, 3, rng).weight(), 1 / Math.sqrt(32 * 9));
    uniform(Conv2d.of(32, 64, 3, Window.of().withGroups(4), rng).weight(), 1 / Math.sqrt(8 * 9));
    uniform(ConvTranspose2d.of(64, 32, 3, rng).weight(), 1 / Math.sqrt(32 * 9));
    uniform(LSTM.of(40, 100, rng).weights().get("weight_hh_l0"), 0.1);
    uniform(GRU.of(40, 100, rng).weights().get("weight_ih_l0"), 0.1);
    MultiHeadAttention attention = MultiHeadAttention.of(100, 4, rng);
    Params projections = Params.of(attention);
    uniform(projections.get("in_proj_weight"), Math.sqrt(6.0 / 400));
    uniform(attention.outProj().weight(), 0.1);
    Params apart = Params.of(MultiHeadAttention.of(100, 4, 60, 80, rng));
    uniform(apart.get("q_proj_weight"), Math.sqrt(6.0 / 200));
    uniform(apart.get("k_proj_weight"), Math.sqrt(6.0 / 160));
    uniform(apart.get("v_proj_weight"), Math.sqrt(6.0 / 180));
    LSTM projected = LSTM.of(RecurrentConfig.of(40, 100).withProjection(60), rng);
    uniform(projected.weights().get("weight_hr_l0"), 0.1);
    assertThat(projections.get("in_proj_bias").value().toFloats()).containsOnly(0);
    assertThat(attention.outProj().bias().orElseThrow().value().toFloats()).containsOnly(0);
    normal(Embedding.of(200, 100, rng).weight(), 1);
    normal(LearnedPositions.of(200, 100, rng).weight(), 0.02);
    assertThat(PReLU.of().weight().value().item()).isEqualTo(0.25);
  }

  @Test
  void initialisersHaveTheirSpread() {
    assertThat(deviation(Init.kaimingNormal(rng, 200, 100)))
        .isCloseTo(Math.sqrt(2.0 / 100), Offset.offset(0.003));
    assertThat(deviation(Init.kaimingUniform(rng, 200, 100)))
        .isCloseTo(Math.sqrt(2.0 / 100), Offset.offset(0.003));
    assertThat(deviation(Init.xavierNormal(rng, 200, 100)))
        .isCloseTo(Math.sqrt(2.0 / 300), Offset.offset(0.003));
    assertThat(deviation(Init.xavierUniform(rng, 200, 100, 2)))
        .isCloseTo(Math.sqrt(2.0 / 600), Offset.offset(0.003));
  }

  private static void uniform(Variable variable, double bound) {
    Tensor value = variable.value();
    double largest = value.abs().max().item();
    assertThat(largest).as("largest of %s", variable).isBetween(0.99 * bound, bound * 1.000001);
    assertThat(deviation(value)).isCloseTo(bound / Math.sqrt(3), Offset.offset(0.03 * bound));
    assertThat(value.mean().item()).isCloseTo(0, Offset.offset(0.05 * bound));
  }

  private static void normal(Variable variable, double expected) {
    assertThat(deviation(variable.value())).isCloseTo(expected, Offset.offset(0.03 * expected));
    assertThat(variable.value().mean().item()).isCloseTo(0, Offset.offset(0.03 * expected));
  }

  private static double deviation(Tensor value) {
    return value.cast(DType.FLOAT64).std().item();
  }

  @Test
  void dropoutKeepsTheExpectationInTrainingAndEverythingInInference() {
    Tensor x = Tensor.ones(100, 100);
    Dropout dropout = Dropout.of(0.25);
    assertThat(dropout.forward(x)).isSameAs(x);
    Tensor y = Mode.training(rng, () -> dropout.forward(x).compute());
    float[] values = y.toFloats();
    int zeros = 0;
    for (float value : values) {
      assertThat(value).isIn(0f, 1 / 0.75f);
      zeros += value == 0 ? 1 : 0;
    }
    assertThat(zeros).isBetween(2300, 2700);
    assertThat(Mode.training(Rng.of(1), () -> Dropout.of(1).forward(x).compute()).toFloats())
        .containsOnly(0);
    assertThat(Mode.training(Rng.of(1), () -> dropout.forward(x).compute()).toFloats())
        .isEqualTo(Mode.training(Rng.of(1), () -> dropout.forward(x).compute()).toFloats());
    assertThatThrownBy(() -> Dropout.of(1.5)).hasMessageContaining("from 0 to 1, found 1.5");
  }

  @Test
  void channelDropoutDropsWholeChannels() {
    Tensor x = Tensor.ones(40, 25, 3, 2);
    ChannelDropout dropout = ChannelDropout.of2d(0.25);
    assertThat(dropout.forward(x)).isSameAs(x);
    float[] y = Mode.training(rng, () -> dropout.forward(x).compute()).toFloats();
    int zeros = 0;
    for (int channel = 0; channel < 1000; channel++) {
      assertThat(y[6 * channel]).isIn(0f, 1 / 0.75f);
      for (int i = 1; i < 6; i++) {
        assertThat(y[6 * channel + i]).isEqualTo(y[6 * channel]);
      }
      zeros += y[6 * channel] == 0 ? 1 : 0;
    }
    assertThat(zeros).isBetween(200, 300);
    Tensor one = Tensor.ones(50, 4, 2, 3);
    float[] unbatched =
        Mode.training(rng, () -> ChannelDropout.of3d(0.5).forward(one).compute()).toFloats();
    for (int i = 0; i < unbatched.length; i++) {
      assertThat(unbatched[i]).isEqualTo(unbatched[i / 24 * 24]);
    }
    assertThat(unbatched).contains(0f).contains(2f);
    assertThatThrownBy(() -> dropout.forward(Tensor.ones(4, 7)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expected [N, C, 2 spatial axes] or one axis less, found [4, 7]")
        .hasMessageContaining("fix: Dropout");
  }

  @Test
  void stepsOneByOneGiveTheSequence() {
    Tensor x = Tensor.randn(rng, 2, 4, 3);
    LSTM lstm = LSTM.of(RecurrentConfig.of(3, 5).withLayers(2), rng);
    Recurrent.Output<LSTM.State> whole = lstm.sequence(x);
    LSTM.State state = lstm.zeroState(2);
    for (int t = 0; t < 4; t++) {
      Recurrent.Output<LSTM.State> step = lstm.step(x.select(1, t), state);
      Golden.assertClose("step " + t, step.output(), whole.output().select(1, t), 1e-6);
      state = step.state();
    }
    Golden.assertClose("cell", state.cell(), whole.state().cell(), 1e-6);
    LSTM narrow = LSTM.of(RecurrentConfig.of(3, 5).withProjection(2).withBias(false), rng);
    Recurrent.Output<LSTM.State> first = narrow.step(x.select(1, 0), narrow.zeroState(2));
    Golden.assertClose("narrow", first.output(), narrow.forward(x).select(1, 0), 1e-6);
    GRU gru = GRU.of(3, 5, rng);
    RNN rnn = RNN.of(3, 5, rng);
    Golden.assertClose(
        "gru",
        gru.step(x.select(1, 0), gru.zeroState(2)).output(),
        gru.forward(x).select(1, 0),
        1e-6);
    Golden.assertClose(
        "rnn",
        rnn.step(x.select(1, 0), rnn.zeroState(2)).output(),
        rnn.forward(x).select(1, 0),
        1e-6);
  }

  @Test
  void rotaryProductsDependOnDistanceAlone() {
    RotaryPositions rotary = RotaryPositions.of(6);
    Tensor q = Tensor.randn(rng, 1, 6).compute();
    Tensor k = Tensor.randn(rng, 1, 6).compute();
    double near = rotary.forward(q, 5).mul(rotary.forward(k, 3)).sum().item();
    double far = rotary.forward(q, 105).mul(rotary.forward(k, 103)).sum().item();
    assertThat(far).isCloseTo(near, Offset.offset(1e-4));
    assertThat(rotary.forward(q, 0).toFloats()).isEqualTo(q.toFloats());
  }

  @Test
  void causalAttentionDoesNotSeeTheFuture() {
    MultiHeadAttention attention = MultiHeadAttention.of(4, 2, rng);
    Tensor x = Tensor.randn(rng, 1, 5, 4).compute();
    Tensor changed = Tensor.concat(1, x.slice(1, 0, 3), x.slice(1, 3, 5).neg());
    assertThat(attention.forwardCausal(changed).slice(1, 0, 3).toFloats())
        .isEqualTo(attention.forwardCausal(x).slice(1, 0, 3).toFloats());
    Tensor weights = attention.attend(x, x, x, Optional.of(Attention.causal(5))).weights();
    assertThat(weights.shape().dims()).containsExactly(1, 2, 5, 5);
    Golden.assertClose("weights add up", weights.sum(-1), Tensor.ones(1, 2, 5), 1e-6);
    Tensor nothing = Tensor.of(new boolean[5], 1, 5);
    assertThat(
            attention
                .attend(x, x, x, Optional.of(Attention.padding(nothing)))
                .output()
                .isFinite()
                .all()
                .item())
        .isEqualTo(1);
  }

  @Test
  void aCapturedStepUpdatesRunningStatistics() {
    BatchNorm captured = BatchNorm.of(2);
    BatchNorm direct = BatchNorm.of(2);
    Step step = Step.training(in -> new Tensor[] {captured.forward(in[0])});
    for (int i = 0; i < 3; i++) {
      Tensor x = Tensor.randn(rng, 5, 2).compute();
      step.run(rng, x);
      Mode.training(rng, () -> direct.forward(x).compute());
    }
    assertThat(captured.numBatchesTracked().value().item()).isEqualTo(3);
    Golden.assertClose("mean", captured.runningMean().value(), direct.runningMean().value(), 1e-6);
    Golden.assertClose(
        "variance", captured.runningVar().value(), direct.runningVar().value(), 1e-6);
  }

  @Test
  void theSummaryIsATree() {
    Sequential model =
        Sequential.of(
            Linear.of(784, 128, rng),
            Tensor::relu,
            Residual.of(Linear.of(128, 128, rng)),
            BatchNorm.of(128));
    assertThat(Summary.of(model).lines().map(line -> line.replaceAll(" {2,}", " ")).toList())
        .containsExactly(
            "Sequential 117,248",
            "├─ 0 Linear(in=784, out=128, bias=true) 100,480",
            "├─ 1 function",
            "├─ 2 Residual 16,512",
            "│ └─ body Linear(in=128, out=128, bias=true) 16,512",
            "└─ 3 BatchNorm(channels=128, momentum=0.1, epsilon=1.0E-5, affine=true) 256",
            "117,248 parameters, 117,248 trainable");
  }

  @Test
  void aModelSaysWhichOfItsLayersDidNotFit() {
    Sequential model =
        Sequential.of(
            Tensor::relu, Sequential.of(MaxPool.of2d(2), MaxPool.of2d(2)), x -> x.reshape(-1, 7));
    assertThatThrownBy(() -> model.forward(Tensor.ones(1, 3, 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith(
            "layer 1, Sequential: layer 1, MaxPool(kernel=[2, 2], stride=2, padding=0): maxPool:"
                + " kernel [2, 2] with stride=2, padding=0 reaches further than the input [1, 3, 1,"
                + " 1]");
    assertThatThrownBy(() -> model.forward(Tensor.ones(1, 3, 4, 4)))
        .hasMessageStartingWith("layer 2, a function: reshape: [1, 3, 1, 1] has 3 elements");
  }

  @Test
  void errorsStartAtTheUsersLine() {
    Sequential model = Sequential.of(Linear.of(3, 4, rng), Linear.of(5, 2, rng));
    assertThatThrownBy(() -> model.forward(Tensor.ones(1, 3)))
        .hasMessageStartingWith("layer 1: Linear(in=5, out=2, bias=true) (weight): expected 5")
        .satisfies(
            error ->
                assertThat(error.getStackTrace()[0].getClassName())
                    .startsWith(LayersTest.class.getName()));
  }

  @Test
  void masksThatCannotBeMeantAreRefused() {
    MultiHeadAttention attention = MultiHeadAttention.of(4, 2, rng);
    Tensor x = Tensor.ones(2, 3, 4);
    assertThatThrownBy(() -> attention.attend(x, x, x, Optional.of(Tensor.zeros(3, 3))))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining(
            "expected a bool mask, true where a query may look, found float32[3, 3]")
        .hasMessageContaining("mask.eq(0)");
    Tensor present = Tensor.ones(2, 3).cast(DType.BOOL);
    assertThatThrownBy(() -> attention.attend(x, x, x, Optional.of(present)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("= [2, 2, 3, 3], found [2, 3]")
        .hasMessageContaining("Attention.padding(mask)");
    Tensor each = Tensor.ones(2, 3, 3).cast(DType.BOOL);
    assertThatThrownBy(() -> attention.attend(x, x, x, Optional.of(each)))
        .hasMessageContaining("[T, S] or [N, heads, T, S], found [2, 3, 3]")
        .hasMessageContaining("unsqueeze(1)");
    assertThatThrownBy(() -> Attention.padding(Tensor.ones(3)))
        .hasMessageContaining("expected [N, keys]")
        .hasMessageContaining("unsqueeze(0)");
    MultiHeadAttention apart = MultiHeadAttention.of(4, 2, 6, 5, rng);
    Params.of(apart);
    assertThatThrownBy(() -> apart.attend(x, x, x, Optional.empty()))
        .hasMessageContaining("(k_proj_weight): expected 6 features");
  }

  @Test
  void aRingHasNoEdge() {
    Conv2d zeros = Conv2d.of(2, 3, 3, Window.padding(1), Rng.of(1));
    Conv2d ring = zeros.withPaddingMode(PaddingMode.CIRCULAR);
    Tensor x = Tensor.randn(Rng.of(2), 1, 2, 5, 7);
    Tensor rolled = x.roll(2, 2).roll(3, 3);
    float[] expected = ring.forward(x).roll(2, 2).roll(3, 3).toFloats();

    assertThat(ring.forward(rolled).toFloats()).containsExactly(expected, within(1e-6f));
    assertThat(zeros.forward(rolled).toFloats())
        .isNotEqualTo(zeros.forward(x).roll(2, 2).roll(3, 3).toFloats());
    assertThat(ring)
        .hasToString(
            "Conv2d(in=2, out=3, kernel=[3, 3], stride=1, padding=1, padded circular,"
                + " bias=true)");
    assertThat(ring.withoutBias().paddingMode()).isEqualTo(PaddingMode.CIRCULAR);
    Conv2d wide = Conv2d.of(2, 3, 7, Window.padding(3), Rng.of(1));
    assertThatThrownBy(
            () -> wide.withPaddingMode(PaddingMode.CIRCULAR).forward(Tensor.ones(1, 2, 2, 4)))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("circular padding of at most the 2 elements of axis 2, found [3, 3]");
  }

  @Test
  void messagesNameTheLayerAndItsParameter() {
    Sequential model = Sequential.of(Linear.of(784, 10, rng));
    Params.of(model);
    assertThatThrownBy(() -> model.forward(Tensor.ones(64, 28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Linear(in=784, out=10, bias=true) (0.weight)")
        .hasMessageContaining("expected 784 features in the last axis, found 28 in [64, 28, 28]")
        .hasMessageContaining("Flatten.of()");
    assertThatThrownBy(() -> Conv2d.of(3, 8, 3, rng).forward(Tensor.ones(2, 32, 32, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expected 3 channels in axis 1")
        .hasMessageContaining("permute");
    assertThatThrownBy(() -> Conv2d.of(3, 8, 3, rng).forward(Tensor.ones(3, 32, 32)))
        .hasMessageContaining("unsqueeze(0)");
    assertThatThrownBy(() -> Conv2d.of(3, 8, 3, Window.of().withGroups(2), rng))
        .hasMessageContaining("channels that 2 groups divide");
    assertThatThrownBy(() -> Mode.training(rng, () -> BatchNorm.of(3).forward(Tensor.ones(1, 3))))
        .hasMessageContaining("more than one number for each channel")
        .hasMessageContaining("last batch of one sample");
    assertThatThrownBy(() -> LayerNorm.of(4).forward(Tensor.ones(2, 3)))
        .hasMessageContaining("expected the last axes to be [4], found [2, 3]");
    Tensor words = Embedding.of(4, 2, rng).forward(Tensor.of(new int[] {1, 2, 4, 3}, 2, 2));
    assertThatThrownBy(words::toFloats)
        .isInstanceOf(TensorException.class)
        .hasMessageStartingWith(
            "Embedding of weight: index 4 at position [1, 0] of int32[2, 2] is outside axis 0 of"
                + " [4, 2]: expected 0 to 3.");
    assertThatThrownBy(() -> Embedding.of(4, 2, rng).forward(Tensor.ones(2)))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("whole numbers");
    assertThatThrownBy(() -> LSTM.of(3, 4, rng).forward(Tensor.ones(5, 3)))
        .hasMessageContaining("[N, T, 3], found [5, 3]");
    assertThatThrownBy(
            () ->
                LSTM.of(RecurrentConfig.of(3, 4).withBidirectional(true), rng)
                    .step(
                        Tensor.ones(1, 3),
                        new LSTM.State(Tensor.zeros(2, 1, 4), Tensor.zeros(2, 1, 4))))
        .hasMessageContaining("Fix: sequence");
    LSTM lstm = LSTM.of(3, 4, rng);
    assertThatThrownBy(() -> lstm.sequence(Tensor.ones(2, 5, 3), lstm.zeroState(7)))
        .hasMessageContaining("fix: zeroState(2)");
    assertThatThrownBy(() -> RecurrentConfig.of(3, 4).withDropout(0.5))
        .hasMessageContaining("there is only one");
    assertThatThrownBy(() -> GRU.of(RecurrentConfig.of(3, 4).withProjection(2), rng))
        .hasMessageContaining("GRU: a projection is for LSTM alone, found 2")
        .hasMessageContaining("Linear.of(4, 2, rng)");
    assertThatThrownBy(() -> RecurrentConfig.of(3, 4).withProjection(4))
        .hasMessageContaining("from 0 to less than hidden = 4, found 4");
    assertThatThrownBy(() -> MultiHeadAttention.of(10, 3, rng))
        .hasMessageContaining("3 heads of width 10");
    assertThatThrownBy(() -> LearnedPositions.of(4, 2, rng).forward(Tensor.ones(1, 5, 2)))
        .hasMessageContaining("at most 4 positions, found 5");
    assertThatThrownBy(() -> Residual.of(Linear.of(3, 4, rng)).forward(Tensor.ones(2, 3)))
        .hasMessageContaining("keeps the shape [2, 3], found [2, 4]");
    assertThatThrownBy(() -> GroupNorm.of(3, 4)).hasMessageContaining("3 groups of 4 channels");
    assertThatThrownBy(() -> MaxPool.of2d(2).forward(Tensor.ones(2, 4)))
        .hasMessageContaining("move Flatten after the pooling");
    assertThatThrownBy(() -> Linear.of(0, 3, rng))
        .hasMessageContaining("Linear: expected in of 1 or more, found 0");
  }
}
