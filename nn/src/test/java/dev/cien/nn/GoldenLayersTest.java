package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.DType;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.tensor.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every layer against PyTorch: parameter names and shapes (by strict loading), results, gradients
/// of inputs and parameters, and the buffers after a step.
class GoldenLayersTest {
  private static final Golden GOLDEN = Golden.read("layers");
  private static final Rng RNG = Rng.of(0);
  private static final double TOLERANCE = 2e-5;

  private interface Call {
    Tensor on(Tensor... inputs);
  }

  private record Case(Object model, Call call) {}

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    convolutions(cases);
    normalisations(cases);
    sequences(cases);
    attention(cases);
    activations(cases);
    layer(cases, "linear", Linear.of(7, 5, RNG));
    layer(cases, "linear_no_bias_3d", Linear.of(3, 1, RNG).withoutBias());
    layer(cases, "embedding", Embedding.of(7, 5, RNG));
    layer(cases, "embedding_padding", Embedding.of(7, 5, RNG).withPadding(3));
    return cases;
  }

  private static void convolutions(Map<String, Case> cases) {
    layer(cases, "conv1d", Conv1d.of(3, 5, 3, Window.stride(2).withPadding(1), RNG));
    layer(
        cases,
        "conv1d_dilated",
        Conv1d.of(2, 3, 4, Window.of().withDilation(2), RNG).withoutBias());
    layer(
        cases,
        "conv2d",
        Conv2d.of(3, 4, new int[] {3, 2}, Window.stride(2, 1).withPadding(1, 0), RNG));
    layer(cases, "conv2d_groups", Conv2d.of(4, 6, 3, Window.padding(1).withGroups(2), RNG));
    layer(cases, "conv2d_depthwise", Conv2d.of(3, 3, 3, Window.of().withGroups(3), RNG));
    layer(cases, "conv3d", Conv3d.of(2, 3, 2, Window.padding(1), RNG));
    PaddingMode ring = PaddingMode.CIRCULAR;
    layer(
        cases, "conv1d_circular", Conv1d.of(2, 3, 5, Window.padding(2), RNG).withPaddingMode(ring));
    layer(
        cases,
        "conv2d_circular",
        Conv2d.of(3, 4, 3, Window.stride(2).withPadding(1), RNG).withPaddingMode(ring));
    layer(
        cases,
        "conv2d_circular_axes",
        Conv2d.of(4, 6, 3, Window.padding(2, 1).withDilation(2, 1).withGroups(2), RNG)
            .withPaddingMode(ring));
    layer(
        cases, "conv3d_circular", Conv3d.of(2, 3, 3, Window.padding(1), RNG).withPaddingMode(ring));
    layer(
        cases,
        "conv_transpose1d",
        ConvTranspose1d.of(3, 2, 4, Window.stride(3).withPadding(1), RNG));
    layer(
        cases,
        "conv_transpose2d",
        ConvTranspose2d.of(3, 4, 3, Window.stride(2).withPadding(1), RNG).withOutputPadding(1));
    layer(
        cases,
        "conv_transpose2d_groups",
        ConvTranspose2d.of(4, 6, 3, Window.stride(2).withGroups(2), RNG));
    layer(cases, "conv_transpose3d", ConvTranspose3d.of(2, 3, 2, Window.stride(2), RNG));
    layer(cases, "max_pool1d", MaxPool.of1d(3));
    layer(cases, "max_pool2d", MaxPool.of2d(3).withWindow(Window.stride(2).withPadding(1)));
    layer(cases, "max_pool3d", MaxPool.of3d(2));
    layer(cases, "avg_pool1d", AvgPool.of1d(2));
    layer(cases, "avg_pool2d", AvgPool.of2d(3).withWindow(Window.stride(2).withPadding(1)));
    layer(
        cases,
        "avg_pool2d_uncounted",
        AvgPool.of2d(3).withWindow(Window.stride(2).withPadding(1)).withCountPadding(false));
    layer(cases, "avg_pool3d", AvgPool.of3d(2));
    layer(cases, "adaptive_avg_pool1d", AdaptiveAvgPool.of(3));
    layer(cases, "adaptive_avg_pool2d", AdaptiveAvgPool.of(3, 2));
    layer(cases, "adaptive_avg_pool2d_global", AdaptiveAvgPool.of(1, 1));
    layer(cases, "adaptive_avg_pool3d", AdaptiveAvgPool.of(2, 1, 3));
    layer(cases, "adaptive_max_pool1d", AdaptiveMaxPool.of(3));
    layer(cases, "adaptive_max_pool2d", AdaptiveMaxPool.of(3, 2));
    layer(cases, "adaptive_max_pool2d_global", AdaptiveMaxPool.of(1, 1));
    layer(cases, "adaptive_max_pool3d", AdaptiveMaxPool.of(2, 1, 3));
  }

  private static void normalisations(Map<String, Case> cases) {
    layer(cases, "batch_norm1d_train", BatchNorm.of(5));
    layer(cases, "batch_norm2d_train", BatchNorm.of(3));
    layer(cases, "batch_norm2d_eval", BatchNorm.of(3));
    layer(
        cases,
        "batch_norm3d_momentum",
        BatchNorm.of(2).withMomentum(0.3).withEpsilon(1e-3).withoutAffine());
    layer(cases, "layer_norm", LayerNorm.of(7));
    layer(cases, "layer_norm_2d_no_bias", LayerNorm.of(3, 5).withoutBias());
    layer(cases, "group_norm", GroupNorm.of(2, 6));
    layer(cases, "rms_norm", RMSNorm.of(7));
  }

  private static void sequences(Map<String, Case> cases) {
    RecurrentConfig deep = RecurrentConfig.of(3, 4).withLayers(2).withBidirectional(true);
    layer(cases, "rnn", RNN.of(3, 5, RNG));
    layer(cases, "rnn_relu", RNN.of(3, 5, RNG).withRelu(true));
    layer(cases, "gru", GRU.of(3, 5, RNG));
    layer(cases, "lstm", LSTM.of(3, 5, RNG));
    layer(cases, "lstm_time_first", LSTM.of(RecurrentConfig.of(3, 5).withBatchFirst(false), RNG));
    RecurrentConfig plain = RecurrentConfig.of(3, 4).withLayers(2).withBias(false);
    withState(cases, "rnn_deep", RNN.of(deep, RNG));
    withState(cases, "gru_deep", GRU.of(deep, RNG));
    withState(cases, "lstm_deep", LSTM.of(deep, RNG));
    withState(cases, "rnn_no_bias", RNN.of(plain, RNG));
    withState(cases, "gru_no_bias", GRU.of(plain, RNG));
    withState(cases, "lstm_no_bias", LSTM.of(plain, RNG));
    RecurrentConfig narrow = RecurrentConfig.of(3, 5).withProjection(2);
    withState(cases, "lstm_projection", LSTM.of(narrow, RNG));
    withState(cases, "lstm_projection_deep", LSTM.of(deep.withProjection(3).withBias(false), RNG));
  }

  private static void attention(Map<String, Case> cases) {
    layer(cases, "attention", MultiHeadAttention.of(6, 2, RNG));
    MultiHeadAttention three = MultiHeadAttention.of(6, 3, RNG);
    cases.put("attention_causal", new Case(three, in -> three.forwardCausal(in[0])));
    MultiHeadAttention four = MultiHeadAttention.of(8, 4, RNG);
    cases.put(
        "attention_cross",
        new Case(four, in -> four.attend(in[0], in[1], in[1], Optional.empty()).output()));
    MultiHeadAttention two = MultiHeadAttention.of(6, 2, RNG);
    cases.put(
        "attention_weights",
        new Case(two, in -> two.attend(in[0], in[0], in[0], Optional.empty()).weights()));
    Tensor present =
        Tensor.of(new boolean[] {true, true, true, false, true, false, false, false}, 2, 4);
    cases.put(
        "attention_padding",
        new Case(
            two,
            in ->
                two.attend(in[0], in[0], in[0], Optional.of(Attention.padding(present))).output()));
    TransformerEncoderLayer encoder = TransformerEncoderLayer.of(6, 2, 11, RNG).withDropout(0);
    layer(cases, "encoder_layer", encoder);
    layer(cases, "encoder_layer_pre", encoder.withPreNorm(true).withActivation(GELU.of()));
    TransformerEncoderLayer second =
        TransformerEncoderLayer.of(6, 2, 11, RNG).withDropout(0).withPreNorm(true);
    TransformerEncoder stack =
        TransformerEncoder.of(encoder.withPreNorm(true), second).withNorm(LayerNorm.of(6));
    cases.put(
        "encoder", new Case(stack, in -> stack.forward(in[0], Optional.of(Attention.causal(3)))));
    TransformerDecoderLayer decoder = TransformerDecoderLayer.of(6, 2, 11, RNG).withDropout(0);
    cases.put("decoder_layer", new Case(decoder, in -> decoder.forward(in[0], in[1])));
    TransformerDecoderLayer other =
        TransformerDecoderLayer.of(6, 2, 11, RNG).withDropout(0).withPreNorm(true);
    TransformerDecoder decoders =
        TransformerDecoder.of(decoder.withPreNorm(true), other).withNorm(LayerNorm.of(6));
    cases.put("decoder", new Case(decoders, in -> decoders.forward(in[0], in[1])));
    layer(cases, "attention_no_bias", two.withoutBias());
    MultiHeadAttention widths = MultiHeadAttention.of(6, 2, 5, 4, RNG);
    cases.put(
        "attention_widths",
        new Case(widths, in -> widths.attend(in[0], in[1], in[2], Optional.empty()).output()));
    MultiHeadAttention bare = MultiHeadAttention.of(4, 2, 3, 4, RNG).withoutBias();
    cases.put(
        "attention_widths_no_bias",
        new Case(bare, in -> bare.attend(in[0], in[1], in[2], Optional.empty()).output()));
    Tensor begun =
        Tensor.of(new boolean[] {true, true, true, false, true, true, false, false}, 2, 4);
    Optional<Tensor> causal = Optional.of(Attention.causal(4).and(Attention.padding(begun)));
    TransformerEncoder padded =
        TransformerEncoder.of(encoder, TransformerEncoderLayer.of(6, 2, 11, RNG).withDropout(0));
    cases.put("encoder_padding", new Case(padded, in -> padded.forward(in[0], causal)));
    TransformerDecoder remembering = TransformerDecoder.of(decoder);
    cases.put(
        "decoder_padding",
        new Case(
            remembering,
            in ->
                remembering.forward(
                    in[0], in[1], causal, Optional.of(Attention.padding(present)))));
  }

  private static void activations(Map<String, Case> cases) {
    layer(cases, "relu", ReLU.of());
    layer(cases, "leaky_relu", LeakyReLU.of());
    layer(cases, "elu", ELU.of());
    layer(cases, "gelu", GELU.of());
    layer(cases, "gelu_tanh", GELU.approximate());
    layer(cases, "silu", SiLU.of());
    layer(cases, "sigmoid", Sigmoid.of());
    layer(cases, "tanh", Tanh.of());
    layer(cases, "softmax", Softmax.of(1));
    layer(cases, "log_softmax", LogSoftmax.of(0));
    layer(cases, "softplus", Softplus.of());
    layer(cases, "prelu", PReLU.of());
    layer(cases, "prelu_channels", PReLU.of(5));
  }

  private static void layer(Map<String, Case> cases, String name, Layer layer) {
    cases.put(name, new Case(layer, in -> layer.forward(in[0])));
  }

  private static <S extends Record> void withState(
      Map<String, Case> cases, String name, Recurrent<S> layer) {
    cases.put(
        name,
        new Case(
            layer,
            in -> {
              Recurrent.Output<S> result = layer.sequence(in[0]);
              return switch (result.state()) {
                case LSTM.State(Tensor hidden, Tensor cell) ->
                    joined(result.output(), hidden, cell);
                case Recurrent.Hidden(Tensor hidden) -> joined(result.output(), hidden);
                default -> throw new IllegalStateException();
              };
            }));
  }

  private static Tensor joined(Tensor... parts) {
    return Tensor.concat(0, Stream.of(parts).map(part -> part.reshape(-1)).toArray(Tensor[]::new));
  }

  @Test
  void everyRecordedCaseIsTested() {
    assertThat(cases().keySet()).containsExactlyInAnyOrderElementsOf(GOLDEN.cases());
  }

  @TestFactory
  Stream<DynamicTest> agreesWithPyTorch() {
    return cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String name, Case tested) {
    Params params = Params.of(tested.model());
    params.load(GOLDEN.under(name + "/param/"));
    List<Tensor> inputs = new ArrayList<>();
    while (GOLDEN.has(name + "/in/" + inputs.size())) {
      inputs.add(GOLDEN.get(name + "/in/" + inputs.size()));
    }
    boolean train = !GOLDEN.under(name + "/after/").isEmpty() || name.contains("coder");
    List<Runnable> checks =
        train
            ? Mode.training(RNG, () -> compare(name, tested, params, inputs))
            : compare(name, tested, params, inputs);
    checks.forEach(Runnable::run);
    GOLDEN
        .under(name + "/after/")
        .forEach(
            (key, value) ->
                Golden.assertClose(
                    name + " after: " + key, params.get(key).value(), value, TOLERANCE));
  }

  private static List<Runnable> compare(
      String name, Case tested, Params params, List<Tensor> inputs) {
    Tensor y = tested.call().on(inputs.toArray(Tensor[]::new));
    Tensor seed =
        Tensor.of(
                IntStream.range(0, y.size()).mapToDouble(i -> Math.cos(0.7 * i)).toArray(),
                y.shape().dims())
            .cast(DType.FLOAT32);
    List<Tensor> with =
        new ArrayList<>(inputs.stream().filter(x -> x.dtype().isFloating()).toList());
    Function<Variable, Tensor> read = Variable::value;
    params.parameters().stream().map(read).forEach(with::add);
    Gradients gradients = Gradients.of(y, seed, with);
    List<Runnable> checks = new ArrayList<>();
    checks.add(() -> Golden.assertClose(name, y, GOLDEN.get(name + "/out"), TOLERANCE));
    for (int i = 0; i < inputs.size(); i++) {
      int at = i;
      if (inputs.get(i).dtype().isFloating()) {
        Tensor gradient = gradients.of(inputs.get(i));
        checks.add(
            () ->
                Golden.assertClose(
                    name + " input " + at,
                    gradient,
                    GOLDEN.get(name + "/grad_in/" + at),
                    TOLERANCE));
      }
    }
    params.entries().stream()
        .filter(Params.Entry::trainable)
        .forEach(
            entry -> {
              Tensor gradient = gradients.of(entry.variable().value());
              checks.add(
                  () ->
                      Golden.assertClose(
                          name + " " + entry.name(),
                          gradient,
                          GOLDEN.get(name + "/grad/" + entry.name()),
                          TOLERANCE));
            });
    return checks;
  }
}
