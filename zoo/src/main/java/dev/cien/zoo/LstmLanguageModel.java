package dev.cien.zoo;

import dev.cien.nn.Embedding;
import dev.cien.nn.Init;
import dev.cien.nn.LSTM;
import dev.cien.nn.Layer;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// A language model that reads token after token and keeps what it needs in a state: what was used
/// before the Transformer.
///
/// ```
/// x       tokens                              [N, T]
/// tokens  a vector for each token             [N, T, d]
/// lstm    a state, carried from left to right [N, T, d]
/// head    times the vectors: logits           [N, T, vocabulary]
/// ```
///
/// With V tokens, width d and L layers it has V·d + L·(8d² + 8d) parameters; the head shares the
/// tokens' vectors (Press & Wolf 2016, arXiv:1608.05859).
///
/// T. Mikolov et al.: Recurrent neural network based language model, 2010; M. Sundermeyer et al.:
/// LSTM neural networks for language modeling, 2012.
///
/// @param tokens a vector for each token
/// @param lstm the memory
public record LstmLanguageModel(Embedding tokens, LSTM lstm) implements Layer {
  /// A model of the given sizes.
  public static LstmLanguageModel of(int vocabulary, int width, int layers, Rng rng) {
    return new LstmLanguageModel(
        new Embedding(
            Variable.of("weight", Init.normal(rng, 1 / Math.sqrt(width), vocabulary, width)),
            Optional.empty()),
        LSTM.of(RecurrentConfig.of(width, width).withLayers(layers), rng));
  }

  /// The width at which a model of one layer has about so many parameters.
  public static int widthFor(int vocabulary, long parameters) {
    int width = 1;
    while (size(vocabulary, width + 1) <= parameters) {
      width++;
    }
    return parameters - size(vocabulary, width) <= size(vocabulary, width + 1) - parameters
        ? width
        : width + 1;
  }

  private static long size(int vocabulary, long width) {
    return vocabulary * width + 8 * width * width + 8 * width;
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor vectors = tokens.weight().value();
    Tensor scaled = tokens.forward(x).mul(Math.sqrt(vectors.shape().dim(1)));
    return lstm.forward(scaled).matmul(vectors.t());
  }
}
