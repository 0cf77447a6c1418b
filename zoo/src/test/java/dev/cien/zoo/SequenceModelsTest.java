package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.LSTM;
import dev.cien.nn.Params;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceModelsTest {
  @ParameterizedTest
  @EnumSource
  void countsOfParametersAreThoseOfTheFormula(Cell cell) {
    int k = cell.products();
    assertThat(Params.of(SequenceClassifier.of(cell, 2, 8, 3, Rng.of(1))).count())
        .isEqualTo(k * (8 * 2 + 8 * 8 + 2 * 8) + 3 * 8 + 3);
    assertThat(Params.of(SequenceTagger.of(cell, 10, 4, 8, 9, Rng.of(1))).count())
        .isEqualTo(10 * 4 + k * (8 * 4 + 8 * 8 + 2 * 8) + 9 * 8 + 9);
  }

  @ParameterizedTest
  @EnumSource
  void aClassifierAnswersFromTheLastState(Cell cell) {
    SequenceClassifier model = SequenceClassifier.of(cell, 2, 5, 3, Rng.of(1));
    Tensor x = Tensor.rand(Rng.of(2), 4, 7, 2);
    List<Tensor> state = Cell.zeroState(model.cell(), 4);
    for (int t = 0; t < 7; t++) {
      state = Cell.step(model.cell(), x.select(1, t), state).state();
    }
    close(model.forward(x), model.out().forward(state.getFirst().at(0)));
  }

  @ParameterizedTest
  @EnumSource
  void readingInPiecesGivesWhatReadingAtOnceGives(Cell cell) {
    SequenceTagger model =
        SequenceTagger.of(cell, 6, RecurrentConfig.of(3, 5).withLayers(2), 4, Rng.of(1));
    Tensor x = Tensor.of(new int[] {0, 5, 2, 1, 4, 3, 3, 0, 1, 2}, 2, 5);
    var first = model.read(x.slice(1, 0, 2), model.zeroState(2));
    var second = model.read(x.slice(1, 2, 5), first.state());
    assertThat(model.forward(x).shape()).isEqualTo(Shape.of(2, 5, 4));
    close(model.forward(x), Tensor.concat(1, first.logits(), second.logits()));
  }

  @Test
  void aTraceOfGatesEndsWithTheLayersOwnState() {
    LSTM layer = LSTM.of(3, 4, Rng.of(1));
    Tensor x = Tensor.rand(Rng.of(2), 6, 3);
    GateTrace trace = GateTrace.of(layer, x);
    LSTM.State state = layer.sequence(x.unsqueeze(0)).state();
    close(Tensor.of(trace.memory()[5], 1, 1, 4), state.cell());
    close(Tensor.of(trace.hidden()[5], 1, 1, 4), state.hidden());
    for (float gate : trace.forget()[3]) {
      assertThat(gate).isBetween(0f, 1f);
    }
  }

  @Test
  void aForecastIsOrderedAndStandsOnItsBase() {
    SequenceForecaster plain = SequenceForecaster.of(Cell.GRU, 2, 4, 5, Rng.of(1));
    Tensor x = Tensor.rand(Rng.of(2), 3, 6, 2);
    float[] from = plain.forward(x).toFloats();
    float[] on = plain.withBase(1, 2).forward(x).toFloats();
    float[] values = x.toFloats();
    for (int n = 0; n < 3; n++) {
      for (int h = 0; h < 5; h++) {
        int at = (n * 5 + h) * 3;
        assertThat(on[at]).isLessThan(on[at + 1]);
        assertThat(on[at + 1]).isLessThan(on[at + 2]);
        float repeated = values[(n * 6 + 4 + h % 2) * 2 + 1];
        assertThat(on[at + 1] - from[at + 1]).isCloseTo(repeated, within(1e-5f));
      }
    }
  }

  @Test
  void attentionLooksAtTheSourceAloneAndAddsNoParameter() {
    Seq2Seq model = Seq2Seq.of(7, 5, 3, 4, Rng.of(1));
    Tensor x = Tensor.of(new int[] {0, 0, 3, 4, 1, 2, 6, 5}, 2, 4);
    var encoded = model.encode(x);
    Tensor y = Tensor.of(new int[] {4, 1, 2, 4, 0, 0}, 2, 3);
    var written = model.decode(encoded, y, encoded.last());
    float[] weights = written.weights().orElseThrow().toFloats();
    for (int row = 0; row < 6; row++) {
      double sum = 0;
      for (int t = 0; t < 4; t++) {
        sum += weights[row * 4 + t];
        assertThat(weights[row * 4 + t] > 0).isEqualTo(row >= 3 || t >= 2);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
    Seq2Seq without = model.withAttention(false);
    assertThat(without.decode(encoded, y, encoded.last()).weights()).isEmpty();
    assertThat(Params.of(without).count()).isEqualTo(Params.of(model).count());
    assertThat(without.forward(x, y).toFloats()).isNotEqualTo(model.forward(x, y).toFloats());
  }

  @Test
  void writingSymbolBySymbolGivesWhatWritingAtOnceGives() {
    Seq2Seq model = Seq2Seq.of(7, 5, 3, 4, Rng.of(1));
    Tensor x = Tensor.of(new int[] {0, 3, 4, 1, 2, 6}, 2, 3);
    Tensor y = Tensor.of(new int[] {4, 1, 2, 4, 0, 0}, 2, 3);
    var encoded = model.encode(x);
    var state = encoded.last();
    Tensor[] logits = new Tensor[3];
    for (int u = 0; u < 3; u++) {
      var written = model.decode(encoded, y.slice(1, u, u + 1), state);
      logits[u] = written.logits();
      state = written.state();
    }
    close(model.forward(x, y), Tensor.concat(1, logits));
  }

  @Test
  void anUnknownWordIsRefusedWithTheKnownOnes() {
    assertThat(Cell.of("gru")).isEqualTo(Cell.GRU);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cell.of("transformer"))
        .withMessageContaining("[rnn, lstm, gru]")
        .withMessageContaining("transformer");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SequenceClassifier.of(
                    Cell.RNN, RecurrentConfig.of(1, 2).withBidirectional(true), 1, Rng.of(1)));
  }

  private static void close(Tensor actual, Tensor expected) {
    List<Double> wanted = new ArrayList<>();
    for (double value : expected.toFloats()) {
      wanted.add(value);
    }
    float[] found = actual.toFloats();
    assertThat(found).hasSize(wanted.size());
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(wanted.get(i), within(1e-5));
    }
  }
}
