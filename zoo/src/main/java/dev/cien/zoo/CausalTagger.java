package dev.cien.zoo;

import dev.cien.nn.Conv1d;
import dev.cien.nn.Embedding;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// An answer at every place of a sequence of symbols from convolutions that see only what came
/// before.
///
/// ```
/// x           symbols, whole numbers                         [N, T]
/// embedding   a vector a symbol                              [N, width, T]
/// layers      relu of kernels of k places, zeros in front    [N, hidden, T]
/// out         logits at every place                          [N, T, answers]
/// ```
///
/// With L layers an answer depends on the last 1 + L(k − 1) symbols and on nothing else: what lies
/// further back cannot be remembered, however long one trains. Dilated kernels reach further with
/// as many parameters: A. van den Oord et al.: WaveNet, 2016,
/// [arXiv:1609.03499](https://arxiv.org/abs/1609.03499); these are plain ones.
///
/// @param embedding a vector for each symbol
/// @param layers the convolutions
/// @param out from each place to the logits
public record CausalTagger(Embedding embedding, List<Conv1d> layers, Linear out) implements Layer {
  /// Copies the list.
  public CausalTagger {
    layers = List.copyOf(layers);
  }

  /// A model with `depth` convolutions of `kernel` places each.
  public static CausalTagger of(
      int symbols, int width, int hidden, int depth, int kernel, int answers, Rng rng) {
    return new CausalTagger(
        Embedding.of(symbols, width, rng),
        IntStream.range(0, depth)
            .mapToObj(d -> Conv1d.of(d == 0 ? width : hidden, hidden, kernel, rng))
            .toList(),
        Linear.of(hidden, answers, rng));
  }

  /// How many symbols an answer depends on, its own included.
  public int reach() {
    return 1 + layers.stream().mapToInt(CausalTagger::back).sum();
  }

  private static int back(Conv1d layer) {
    return layer.weight().shape().dim(2) - 1;
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor h = embedding.forward(x).transpose(1, 2);
    for (Conv1d layer : layers) {
      h = layer.forward(h.pad(2, back(layer), 0, 0)).relu();
    }
    return out.forward(h.transpose(1, 2));
  }
}
