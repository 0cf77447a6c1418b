package dev.cien.recipes.workload;

import dev.cien.nn.Attention;
import dev.cien.nn.Embedding;
import dev.cien.nn.Layer;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.Linear;
import dev.cien.nn.RMSNorm;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A small GPT (Radford et al. 2019): 512 symbols, learned positions, six blocks of width 192 with
/// six heads of causal attention, normalisation before each part; cross-entropy, AdamW, 8 sequences
/// of 128.
final class LanguageModel implements Workload {
  private enum Norm {
    LAYER,
    RMS
  }

  /// x + attention(norm(x)), then x + network(norm(x)).
  record Block(
      Layer norm, Linear qkv, Linear out, Layer innerNorm, Linear up, Linear down, int heads)
      implements Layer {
    static Block of(int width, int heads, Norm norm, Rng rng) {
      return new Block(
          normalization(norm, width),
          Linear.of(width, 3 * width, rng),
          Linear.of(width, width, rng),
          normalization(norm, width),
          Linear.of(width, 4 * width, rng),
          Linear.of(4 * width, width, rng),
          heads);
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor attended = x.add(out.forward(attend(qkv.forward(norm.forward(x)))));
      return attended.add(down.forward(up.forward(innerNorm.forward(attended)).gelu()));
    }

    private Tensor attend(Tensor projected) {
      int batch = projected.shape().dim(0);
      int length = projected.shape().dim(1);
      int width = qkv.in();
      Tensor parts =
          projected.reshape(batch, length, 3, heads, width / heads).permute(2, 0, 3, 1, 4);
      return Attention.attend(
              parts.at(0), parts.at(1), parts.at(2), Optional.of(Attention.causal(length)), 0)
          .output()
          .transpose(1, 2)
          .reshape(batch, length, width);
    }
  }

  /// Symbols and positions as vectors, the blocks, and a logit for each symbol.
  record Model(Embedding symbols, Embedding positions, List<Block> blocks, Layer norm, Linear head)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      Tensor h = symbols.forward(x).add(positions.weight().value());
      for (Block block : blocks) {
        h = block.forward(h);
      }
      return head.forward(norm.forward(h));
    }
  }

  @Override
  public String name() {
    return "gpt";
  }

  @Override
  public Text title() {
    return new Text("a small language model", "un pequeño modelo de lenguaje");
  }

  @Override
  public List<Setting> settings() {
    return Made.settings(
        Updates.ADAMW,
        1e-3,
        Setting.batch(8),
        Made.size("T", 128, "symbols a sequence", "símbolos por secuencia"),
        Made.size("width", 192, "numbers a place", "números por posición"),
        Made.size("heads", 6, "heads of attention", "cabezas de atención"),
        Setting.whole("layers", 6, 0, "blocks", "bloques"),
        Made.choice("norm", Norm.class, "the normalisation", "la normalización"),
        Made.size("vocab", 512, "different symbols", "símbolos distintos"));
  }

  @Override
  public List<String> growing() {
    return List.of("batch", "T", "width", "layers");
  }

  /// With attention counted for the pairs that the causal mask leaves.
  @Override
  public double flops(Settings settings) {
    double batch = settings.whole("batch");
    double length = settings.whole("T");
    double width = settings.whole("width");
    double rows = batch * length;
    double linear = Made.product(rows, width, (3 + 1 + 4 + 4) * width);
    double pairs = length * (length + 1) / 2;
    double attention = 2 * Made.product(batch, pairs, width);
    return settings.whole("layers") * (linear + attention)
        + Made.product(rows, width, settings.whole("vocab"));
  }

  @Override
  public Task prepare(Settings settings) {
    Rng rng = Rng.of(0);
    int batch = settings.whole("batch");
    int length = settings.whole("T");
    int width = settings.whole("width");
    int heads = settings.whole("heads");
    int vocab = settings.whole("vocab");
    Norm norm = Made.chosen(settings, "norm", Norm.class);
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "expected heads that divide the width, found " + heads + " heads of width " + width);
    }
    Model model =
        new Model(
            Embedding.of(vocab, width, rng),
            Embedding.of(length, width, rng),
            IntStream.range(0, settings.whole("layers"))
                .mapToObj(i -> Block.of(width, heads, norm, rng))
                .toList(),
            normalization(norm, width),
            Linear.of(width, vocab, rng).withoutBias());
    return Task.of(
        model,
        Updates.rule(settings),
        batch * length,
        in -> Losses.crossEntropy().cost(model.forward(in[0]).reshape(-1, vocab), in[1]),
        Made.numbers(rng, vocab, batch, length),
        Made.numbers(rng, vocab, batch * length));
  }

  private static Layer normalization(Norm norm, int width) {
    return switch (norm) {
      case LAYER -> LayerNorm.of(width);
      case RMS -> RMSNorm.of(width);
    };
  }
}
