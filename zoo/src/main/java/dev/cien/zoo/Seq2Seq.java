package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Embedding;
import dev.cien.nn.GRU;
import dev.cien.nn.Linear;
import dev.cien.nn.Recurrent;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Optional;

/// From one sequence to another: an encoder reads the source, a decoder writes the target symbol by
/// symbol, with or without attention.
///
/// ```
/// x          source symbols, 0 for padding on the left     [N, T]
/// encoder    sₜ = GRU(e(xₜ), sₜ₋₁)                         [N, T, hidden]
/// decoder    dᵤ = GRU(e(yᵤ₋₁), dᵤ₋₁), from d₀ = s_T         [N, U, hidden]
/// context    with attention    cᵤ = Σₜ aᵤₜ·sₜ, aᵤ = softmax(dᵤ·s / √hidden)
///            without           cᵤ = s_T, the same for all u
/// out        W·tanh(C·[dᵤ; cᵤ])                            [N, U, symbols]
/// ```
///
/// Attention adds no parameter here: both forms have the same ones, and differ only in whether the
/// decoder may look back or has to live on the last state.
///
/// I. Sutskever, O. Vinyals, Q. Le, 2014, arXiv:1409.3215; D. Bahdanau, K. Cho, Y. Bengio, 2015,
/// arXiv:1409.0473; in this form, dot product and mixing after the decoder, M.-T. Luong, H. Pham,
/// C. Manning, 2015, arXiv:1508.04025.
///
/// @param source vectors of the source's symbols
/// @param encoder reads the source
/// @param target vectors of the target's symbols
/// @param decoder writes the target
/// @param combine C, from state and context to a mixture
/// @param out W, from the mixture to logits
/// @param attends whether the decoder looks back
public record Seq2Seq(
    Embedding source,
    GRU encoder,
    Embedding target,
    GRU decoder,
    Linear combine,
    Linear out,
    boolean attends) {
  private static final int PADDING = 0;

  /// What the encoder read.
  ///
  /// @param states s, `[N, T, hidden]`
  /// @param present true where the source is not padding, `[N, T]`
  /// @param last what the decoder begins with
  public record Encoded(Tensor states, Tensor present, Recurrent.Hidden last) {}

  /// What the decoder wrote.
  ///
  /// @param logits `[N, U, symbols]`
  /// @param weights how much it looked at each place of the source, `[N, U, T]`; nothing without
  ///   attention
  /// @param state what to go on from
  public record Decoded(Tensor logits, Optional<Tensor> weights, Recurrent.Hidden state) {}

  /// A model with attention.
  public static Seq2Seq of(int sourceSymbols, int targetSymbols, int width, int hidden, Rng rng) {
    return new Seq2Seq(
        Embedding.of(sourceSymbols, width, rng).withPadding(PADDING),
        GRU.of(width, hidden, rng),
        Embedding.of(targetSymbols, width, rng),
        GRU.of(width, hidden, rng),
        Linear.of(2 * hidden, hidden, rng),
        Linear.of(hidden, targetSymbols, rng),
        true);
  }

  /// The same parameters with or without attention.
  public Seq2Seq withAttention(boolean value) {
    return new Seq2Seq(source, encoder, target, decoder, combine, out, value);
  }

  /// Reads a source `[N, T]`.
  public Encoded encode(Tensor x) {
    var read = encoder.sequence(source.forward(x));
    return new Encoded(read.output(), x.ne(PADDING), read.state());
  }

  /// Writes on: after each of the symbols `y`, `[N, U]`, the logits of the next one.
  public Decoded decode(Encoded encoded, Tensor y, Recurrent.Hidden state) {
    var written = decoder.sequence(target.forward(y), state);
    Tensor d = written.output();
    Optional<Tensor> weights = Optional.empty();
    Tensor context;
    if (attends) {
      var attended =
          Attention.attend(
              d,
              encoded.states(),
              encoded.states(),
              Optional.of(encoded.present().unsqueeze(1)),
              0);
      context = attended.output();
      weights = Optional.of(attended.weights());
    } else {
      context = encoded.last().hidden().at(0).unsqueeze(1).expand(d.shape().dims());
    }
    Tensor mixture = combine.forward(Tensor.concat(2, d, context)).tanh();
    return new Decoded(out.forward(mixture), weights, written.state());
  }

  /// The logits of a target `[N, U]` from the symbols before each of its own, for training: `y`
  /// begins with the sign to begin and lacks the last symbol.
  public Tensor forward(Tensor x, Tensor y) {
    Encoded encoded = encode(x);
    return decode(encoded, y, encoded.last()).logits();
  }
}
