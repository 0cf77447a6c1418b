package dev.cien.zoo;

import dev.cien.nn.BatchNorm;
import dev.cien.nn.Conv1d;
import dev.cien.nn.Dropout;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Recurrent;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;

/// Which word was said, from a spectrogram that a recurrent network hears moment by moment.
///
/// ```
/// x       spectrograms                                     [N, 1, T, bands]
/// first   ReLU(norm(conv over 5 moments, every second))    [N, T/2, channels]
/// second  ReLU(norm(conv over 3 of these))                 [N, T/2, channels]
/// cell    hₜ = f(secondₜ, hₜ₋₁), from h₀ = 0               [N, T/2, directions·hidden]
/// mean    of h₁ … h_T/2                                    [N, directions·hidden]
/// out     logits of the words                              [N, words]
/// ```
///
/// The mean of the states, not the last one, answers: a word's beginning counts as much as its end,
/// and silence after it changes little. The mean up to a moment gives the answer up to then
/// ([#overTime]).
///
/// A. Graves, J. Schmidhuber: Framewise phoneme classification with bidirectional LSTM, 2005; K.
/// Cho et al., 2014, arXiv:1406.1078 (the GRU); S. Arik et al.: Convolutional recurrent neural
/// networks for small-footprint keyword spotting, 2017, arXiv:1703.05390 (the form of the whole).
///
/// @param first looks at a few moments together and halves their number
/// @param norm1 keeps its results in range
/// @param second looks at a few of these
/// @param norm2 keeps its results in range
/// @param cell the recurrent layer
/// @param dropout drops elements of the states
/// @param out from states to logits
public record SpokenWordRnn(
    Conv1d first,
    BatchNorm norm1,
    Conv1d second,
    BatchNorm norm2,
    Recurrent<?> cell,
    Dropout dropout,
    Linear out)
    implements Layer {
  private static final int WIDE = 5;
  private static final int NARROW = 3;

  /// The sizes of a model.
  ///
  /// @param bands of the spectrogram
  /// @param channels of the convolutions
  /// @param cell what the recurrent layer is made of
  /// @param hidden features of each direction's state
  /// @param layers recurrent layers
  /// @param bidirectional whether it also hears backwards
  /// @param words how many words
  /// @param dropout the probability that an element of the states is dropped
  public record Config(
      int bands,
      int channels,
      Cell cell,
      int hidden,
      int layers,
      boolean bidirectional,
      int words,
      double dropout) {}

  /// A model that has learnt nothing.
  public static SpokenWordRnn of(Config config, Rng rng) {
    RecurrentConfig form =
        RecurrentConfig.of(config.channels, config.hidden)
            .withLayers(config.layers)
            .withBidirectional(config.bidirectional);
    return new SpokenWordRnn(
        conv(config.bands, config.channels, WIDE, Window.stride(2), rng),
        BatchNorm.of(config.channels),
        conv(config.channels, config.channels, NARROW, Window.of(), rng),
        BatchNorm.of(config.channels),
        config.cell.layer(form, rng),
        Dropout.of(config.dropout),
        Linear.of(form.directions() * form.out(), config.words, rng));
  }

  @Override
  public Tensor forward(Tensor x) {
    return out.forward(states(x).mean(1));
  }

  /// The answer after each moment: logits from the mean of the states so far, `[N, T/2, words]`.
  public Tensor overTime(Tensor x) {
    Tensor states = states(x);
    int moments = states.shape().dim(1);
    Tensor row = Tensor.arange(moments).unsqueeze(1);
    Tensor means =
        Tensor.arange(moments)
            .unsqueeze(0)
            .le(row)
            .cast(states.dtype())
            .div(row.add(1).cast(states.dtype()));
    return out.forward(means.matmul(states));
  }

  /// The state after each moment, `[N, T/2, directions·hidden]`.
  public Tensor states(Tensor x) {
    Tensor heard = norm1.forward(first.forward(x.squeeze(1).transpose(1, 2))).relu();
    Tensor sounds = norm2.forward(second.forward(heard)).relu();
    return dropout.forward(cell.forward(sounds.transpose(1, 2)));
  }

  private static Conv1d conv(int in, int out, int kernel, Window window, Rng rng) {
    return Conv1d.of(in, out, kernel, window.withPadding(kernel / 2), rng).withoutBias();
  }
}
