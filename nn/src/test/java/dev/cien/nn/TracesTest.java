package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.nn.loss.Losses;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ten steps of gradient descent from PyTorch's first state have PyTorch's costs.
class TracesTest {
  private static final Golden GOLDEN = Golden.read("traces");
  private static final Rng RNG = Rng.of(0);

  private record Words(Embedding embedding, LSTM lstm, Linear head) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return head.forward(lstm.forward(embedding.forward(x)).select(1, -1));
    }
  }

  private record Gpt(
      Embedding tokens, LearnedPositions positions, TransformerEncoder blocks, Linear head)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      Tensor hidden = positions.forward(tokens.forward(x));
      return head.forward(blocks.forward(hidden, Optional.of(Attention.causal(x.shape().dim(1)))))
          .transpose(1, 2);
    }
  }

  @Test
  void multilayerPerceptron() {
    check("mlp", 0.3, Sequential.of(Linear.of(7, 9, RNG), Tensor::relu, Linear.of(9, 4, RNG)));
  }

  @Test
  void convolutionalNetwork() {
    check(
        "cnn",
        0.1,
        Sequential.of(
            Conv2d.of(1, 3, 3, Window.padding(1), RNG),
            BatchNorm.of(3),
            Tensor::relu,
            MaxPool.of2d(2),
            Flatten.of(),
            Linear.of(48, 4, RNG)));
  }

  @Test
  void longShortTermMemory() {
    check(
        "lstm", 0.5, new Words(Embedding.of(11, 6, RNG), LSTM.of(6, 5, RNG), Linear.of(5, 3, RNG)));
  }

  @Test
  void generativeTransformer() {
    check(
        "gpt",
        0.2,
        new Gpt(
            Embedding.of(13, 8, RNG),
            LearnedPositions.of(6, 8, RNG),
            TransformerEncoder.of(block(), block()).withNorm(LayerNorm.of(8)),
            Linear.of(8, 13, RNG).withoutBias()));
  }

  private static TransformerEncoderLayer block() {
    return TransformerEncoderLayer.of(8, 2, 16, RNG)
        .withDropout(0)
        .withPreNorm(true)
        .withActivation(GELU.of());
  }

  private static void check(String name, double rate, Layer model) {
    Params params = Params.of(model);
    params.load(GOLDEN.under(name + "/param/"));
    Tensor x = GOLDEN.get(name + "/x");
    Tensor target = GOLDEN.get(name + "/target");
    double[] expected = GOLDEN.get(name + "/costs").toDoubles();
    for (int step = 0; step < expected.length; step++) {
      double cost =
          Mode.training(
                  RNG,
                  () -> {
                    Tensor result = Losses.crossEntropy().cost(model.forward(x), target);
                    Gradients gradients = result.gradients(params.trainable());
                    params
                        .trainable()
                        .forEach(v -> v.assign(v.value().sub(gradients.of(v).mul(rate))));
                    return result;
                  })
              .item();
      assertThat(cost)
          .as("%s, cost of step %d", name, step)
          .isCloseTo(expected[step], org.assertj.core.data.Offset.offset(1e-4));
    }
  }
}
