package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Layers that multiply what an embedding gives multiply its table instead, and nobody can tell.
class EmbeddingProductsTest {
  private static final int COUNT = 11;
  private static final int WIDTH = 33;
  private static final int PADDING = 4;
  private static final Rng RNG = Rng.of(7);

  private record Reader(String name, UnaryOperator<Tensor> layer, Variable weight) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> readers() {
    RecurrentConfig two = RecurrentConfig.of(WIDTH, 32).withLayers(2).withBidirectional(true);
    LSTM lstm = LSTM.of(two, RNG);
    GRU gru = GRU.of(WIDTH, 40, RNG);
    RNN rnn = RNN.of(RecurrentConfig.of(WIDTH, 64).withBatchFirst(true), RNG);
    Linear linear = Linear.of(WIDTH, 90, RNG);
    return Stream.of(
            new Reader("LSTM", lstm::forward, lstm.weights().get("weight_ih_l0")),
            new Reader("GRU", gru::forward, gru.weights().get("weight_ih_l0")),
            new Reader("RNN", rnn::forward, rnn.weights().get("weight_ih_l0")),
            new Reader("Linear", linear::forward, linear.weight()))
        .flatMap(reader -> Stream.of(Arguments.of(reader, false), Arguments.of(reader, true)));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void multiplyTheTable(Reader reader, boolean padded) {
    Embedding plain = Embedding.of(COUNT, WIDTH, RNG);
    Embedding table = padded ? plain.withPadding(PADDING) : plain;
    Tensor ids = Tensor.permutation(RNG, 768).rem(COUNT).reshape(128, 6).compute();
    List<Variable> parameters = List.of(table.weight(), reader.weight);
    Step.Body body =
        in -> {
          Tensor y = reader.layer.apply(table.forward(in[0]));
          List<Tensor> all = new ArrayList<>(List.of(y));
          Map<Variable, Tensor> gradients = y.square().mean().gradients(parameters).byVariable();
          parameters.forEach(p -> all.add(gradients.get(p)));
          return all.toArray(Tensor[]::new);
        };
    int gates = reader.weight.shape().dim(0);
    assertThat(Step.inference(body).explain(ids))
        .contains(
            "matmul [" + COUNT + ", " + WIDTH + "]·[" + WIDTH + ", " + gates + "]",
            "matmul [" + COUNT + ", " + gates + "]·[" + gates + ", " + WIDTH + "]",
            "matmul [" + gates + ", " + COUNT + "]·[" + COUNT + ", " + WIDTH + "]")
        .doesNotContain("[768, " + WIDTH + "]·", "·[768, " + WIDTH + "]");
    Tensor[] results = body.record(ids);
    Tensor rows = table.forward(ids).compute();
    Tensor y = reader.layer.apply(rows);
    assertThat(results[0].toFloats()).isEqualTo(y.toFloats());
    Gradients expected = y.square().mean().gradients(rows, reader.weight.value());
    check(results[2], expected.of(reader.weight.value()));
    Tensor byRow = expected.of(rows).reshape(768, WIDTH).compute();
    Tensor sums = Tensor.zeros(COUNT, WIDTH).scatterAdd(0, ids.reshape(768, 1), byRow);
    Tensor trained = Tensor.arange(COUNT).ne(padded ? PADDING : -1).unsqueeze(1);
    check(results[1], sums.mul(trained));
  }

  private static void check(Tensor found, Tensor expected) {
    double apart = found.sub(expected).abs().max().item();
    assertThat(apart).isLessThan(1e-4 * expected.abs().max().item());
  }
}
