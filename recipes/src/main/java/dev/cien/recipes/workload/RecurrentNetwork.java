package dev.cien.recipes.workload;

import dev.cien.nn.Embedding;
import dev.cien.nn.GRU;
import dev.cien.nn.LSTM;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.RNN;
import dev.cien.nn.RecurrentConfig;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import java.util.List;

/// A recurrent model of text, symbol by symbol: 96 symbols as vectors of 64, one LSTM of 256, one
/// logit for each symbol at each place; cross-entropy, Adam, 32 sequences of 64.
final class RecurrentNetwork implements Workload {
  private enum Cell {
    LSTM,
    GRU,
    RNN
  }

  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public Text title() {
    return new Text("a recurrent model of text", "un modelo recurrente de texto");
  }

  @Override
  public List<Setting> settings() {
    return Made.settings(
        Updates.ADAM,
        1e-3,
        Setting.batch(32),
        Made.size("T", 64, "symbols a sequence", "símbolos por secuencia"),
        Made.size("width", 256, "numbers in the state", "números del estado"),
        Made.size("layers", 1, "recurrent layers", "capas recurrentes"),
        Made.choice("cell", Cell.class, "the recurrent cell", "la célula recurrente"),
        Made.size("embed", 64, "numbers a symbol", "números por símbolo"),
        Made.size("vocab", 96, "different symbols", "símbolos distintos"));
  }

  @Override
  public List<String> growing() {
    return List.of("batch", "T", "width", "layers");
  }

  @Override
  public double flops(Settings settings) {
    double rows = (double) settings.whole("batch") * settings.whole("T");
    double width = settings.whole("width");
    double gates = gates(Made.chosen(settings, "cell", Cell.class)) * width;
    double sum = 0;
    for (int layer = 0; layer < settings.whole("layers"); layer++) {
      double in = layer == 0 ? settings.whole("embed") : width;
      sum += Made.product(rows, in, gates) + Made.product(rows, width, gates);
    }
    return sum + Made.product(rows, width, settings.whole("vocab"));
  }

  private static int gates(Cell cell) {
    return switch (cell) {
      case LSTM -> 4;
      case GRU -> 3;
      case RNN -> 1;
    };
  }

  private static Layer layer(Cell cell, RecurrentConfig config, Rng rng) {
    return switch (cell) {
      case LSTM -> LSTM.of(config, rng);
      case GRU -> GRU.of(config, rng);
      case RNN -> RNN.of(config, rng);
    };
  }

  @Override
  public Task prepare(Settings settings) {
    Rng rng = Rng.of(0);
    int batch = settings.whole("batch");
    int length = settings.whole("T");
    int embed = settings.whole("embed");
    int width = settings.whole("width");
    int vocab = settings.whole("vocab");
    RecurrentConfig config = RecurrentConfig.of(embed, width).withLayers(settings.whole("layers"));
    Sequential model =
        Sequential.of(
            Embedding.of(vocab, embed, rng),
            layer(Made.chosen(settings, "cell", Cell.class), config, rng),
            Linear.of(width, vocab, rng));
    return Task.of(
        model,
        Updates.rule(settings),
        batch * length,
        in -> Losses.crossEntropy().cost(model.forward(in[0]).reshape(-1, vocab), in[1]),
        Made.numbers(rng, vocab, batch, length),
        Made.numbers(rng, vocab, batch * length));
  }
}
