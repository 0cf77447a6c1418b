package dev.cien.zoo;

import dev.cien.nn.Dropout;
import dev.cien.nn.Embedding;
import dev.cien.nn.GRU;
import dev.cien.nn.Init;
import dev.cien.nn.Linear;
import dev.cien.nn.Recurrent;
import dev.cien.nn.RecurrentConfig;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// From a text to a shorter one, by an encoder and a decoder that either says a word of its own or
/// copies one from the text: names and numbers that it never learnt are copied as they stand.
///
/// ```
/// x        words of the text, 0 for padding at the end         [N, S]
/// reader   sₜ = GRU in both directions over e(xₜ) + f(formₜ)   [N, S, 2h]
/// read     rᵤ = mean of the sₜ where xₜ = yᵤ₋₁, else 0          [N, U, 2h]
/// writer   dᵤ = GRU([e(yᵤ₋₁); rᵤ], dᵤ₋₁)                       [N, U, h]
///          d₀ = tanh(B · mean of sₜ)
/// places   aᵤ = softmax(Q·dᵤ · sₜ / √2h + k·[xₜ among y₁ … yᵤ₋₁])  [N, U, S]
/// mixture  mᵤ = tanh(C·[dᵤ; Σₜ aᵤₜ·sₜ])                        [N, U, width]
/// own      vᵤ = softmax(E·mᵤ + b) over the words it may say     [N, U, K]
/// gate     gᵤ = σ(w·mᵤ), the share of its own words            [N, U, 1]
/// P(yᵤ)    gᵤ·vᵤ[yᵤ] + (1 − gᵤ) · Σₜ aᵤₜ·[xₜ = yᵤ]
/// ```
///
/// Words have numbers below V, of which it may say the first K; a word of a text that the
/// vocabulary lacks gets a number from V on, the same at each place of that text. Such words all
/// have the vector of [#UNKNOWN], and are told apart by what stands around them.
///
/// The gate is that of A. See, P. J. Liu, C. Manning, 2017,
/// [arXiv:1704.04368](https://arxiv.org/abs/1704.04368); what it reads of the places of the word
/// before is the selective read of J. Gu, Z. Lu, H. Li, V. Li, 2016,
/// [arXiv:1603.06393](https://arxiv.org/abs/1603.06393), with equal shares: whoever has copied a
/// first name sees what comes after it. E is that of the words read. The number k takes the part of
/// the first one's coverage: places whose word was written already are looked at less.
///
/// @param words e, vectors of words
/// @param forms f, vectors of how a word is written: in capitals, with digits, …
/// @param reader reads the text
/// @param begin B, from the text to the writer's first state
/// @param writer writes
/// @param look Q, from the writer's state to what it looks for
/// @param again k, `[1]`, 0 at first
/// @param mix C
/// @param bias b, `[K]`
/// @param gate w
/// @param copies whether it may copy; if not, every gᵤ is 1
/// @param dropout the probability of dropping from vectors and mixture in training
/// @param unread the probability of reading a word as an unknown one in training
public record PointerGenerator(
    Embedding words,
    Embedding forms,
    GRU reader,
    Linear begin,
    GRU writer,
    Linear look,
    Variable again,
    Linear mix,
    Variable bias,
    Linear gate,
    boolean copies,
    double dropout,
    double unread) {
  /// The word that fills up: it is never looked at.
  public static final int PADDING = 0;

  /// The word that stands for all words which the vocabulary lacks.
  public static final int UNKNOWN = 1;

  /// A target that is not counted.
  public static final int IGNORED = -100;

  // What fills up, stands for others, begins and ends.
  private static final int SPECIAL = 4;
  private static final double LEAST = 1e-9;
  private static final double NEVER = -1e9;

  /// The sizes.
  ///
  /// @param words V, different words
  /// @param said K, how many of them it may say
  /// @param forms how many ways to write a word
  /// @param width numbers a word
  /// @param hidden h
  /// @param dropout the probability of dropping in training
  /// @param unread the probability of reading a word as an unknown one in training
  public record Config(
      int words, int said, int forms, int width, int hidden, double dropout, double unread) {
    /// Checks the numbers.
    public Config {
      if (said < 2 || said > words) {
        throw new IllegalArgumentException(
            "pointer-generator: expected 2 to " + words + " words to say, found " + said);
      }
    }
  }

  /// What it read.
  ///
  /// @param states s, `[N, S, 2h]`
  /// @param words x, `[N, S]`
  /// @param first d₀, `[1, N, h]`
  public record Read(Tensor states, Tensor words, Tensor first) {}

  /// What it would write at each place.
  ///
  /// @param own log v, `[N, U, K]`
  /// @param gate g, `[N, U, 1]`
  /// @param places a, `[N, U, S]`
  public record Written(Tensor own, Tensor gate, Tensor places) {}

  /// A model that copies.
  public static PointerGenerator of(Config config, Rng rng) {
    int h = config.hidden();
    int width = config.width();
    return new PointerGenerator(
        embedding(rng, config.words(), width),
        embedding(rng, config.forms(), width),
        GRU.of(RecurrentConfig.of(width, h).withBidirectional(true), rng),
        Linear.of(2 * h, h, rng),
        GRU.of(width + 2 * h, h, rng),
        Linear.of(h, 2 * h, rng),
        Variable.of("again", Tensor.zeros(1)),
        Linear.of(3 * h, width, rng),
        Variable.of("bias", Tensor.zeros(config.said())),
        Linear.of(width, 1, rng),
        true,
        config.dropout(),
        config.unread());
  }

  private static Embedding embedding(Rng rng, int count, int width) {
    return new Embedding(
        Variable.of("weight", Init.normal(rng, 1 / Math.sqrt(width), count, width)),
        Optional.empty());
  }

  /// The same parameters with or without copying.
  public PointerGenerator withCopies(boolean value) {
    return new PointerGenerator(
        words, forms, reader, begin, writer, look, again, mix, bias, gate, value, dropout, unread);
  }

  /// How many words it knows.
  public int known() {
    return words.weight().shape().dim(0);
  }

  /// How many words it may say.
  public int said() {
    return bias.shape().dim(0);
  }

  /// Reads a text.
  ///
  /// @param x words, `[N, S]`
  /// @param form how each is written, `[N, S]`
  public Read read(Tensor x, Tensor form) {
    Tensor vectors = dropped(vectors(x).add(scaled(forms, form)));
    Tensor states = reader.forward(vectors);
    Tensor present = x.ne(PADDING).cast(DType.FLOAT32).unsqueeze(-1);
    Tensor mean = states.mul(present).sum(1).div(present.sum(1).maximum(1));
    return new Read(states, x, begin.forward(mean).tanh().unsqueeze(0));
  }

  /// Where the writer is after some words.
  ///
  /// @param states d, `[N, U, h]`
  /// @param again 1 where a word of the text was written before, else 0, `[N, U, S]`
  public record State(Tensor states, Tensor again) {}

  /// The writer after each of the words `y`, `[N, U]`.
  public State write(Read read, Tensor y) {
    Tensor same = y.unsqueeze(2).eq(read.words.unsqueeze(1)).cast(DType.FLOAT32);
    Tensor share = same.div(same.sum(2, true).maximum(1));
    Tensor input = Tensor.concat(2, dropped(vectors(y)), share.matmul(read.states));
    return new State(
        writer.sequence(input, new Recurrent.Hidden(read.first)).output(),
        same.cumSum(1).minimum(1));
  }

  /// What it would write.
  public Written say(Read read, State state) {
    Tensor scores =
        look.forward(state.states)
            .matmul(read.states.transpose(1, 2))
            .div(Math.sqrt(read.states.shape().dim(2)))
            .add(state.again.mul(again.value()));
    Tensor present = read.words.ne(PADDING).unsqueeze(1);
    Tensor places = Tensor.where(present, scores, Tensor.full(NEVER, 1)).softmax(2);
    Tensor mixture =
        dropped(mix.forward(Tensor.concat(2, state.states, places.matmul(read.states))).tanh());
    Tensor vectors = words.weight().value().slice(0, 0, said()).mul(Math.sqrt(width()));
    Tensor own = mixture.matmul(vectors.t()).add(bias.value()).logSoftmax(2);
    Tensor gates = gate.forward(mixture).sigmoid();
    return new Written(own, copies ? gates : gates.mul(0).add(1), places);
  }

  /// The mean of −log P(yᵤ) over the targets that are not [#IGNORED]; without copying also those
  /// that it may not say are left out.
  ///
  /// @param before the words before each target, `[N, U]`
  /// @param targets `[N, U]`, each a word it may say or one of the text
  public Tensor cost(Tensor x, Tensor form, Tensor before, Tensor targets) {
    Read read = read(x, form);
    Written written = say(read, write(read, before));
    Tensor possible = targets.ne(IGNORED);
    Tensor counted = (copies ? possible : possible.and(targets.lt(said()))).cast(DType.FLOAT32);
    Tensor lost = chance(read, written, targets).maximum(LEAST).log().mul(counted);
    return lost.sum().neg().div(counted.sum().maximum(1));
  }

  /// P of each target, `[N, U]`.
  private Tensor chance(Read read, Written written, Tensor targets) {
    Tensor said = targets.clamp(0, said() - 1).cast(DType.INT32);
    Tensor may = said.eq(targets).cast(DType.FLOAT32);
    Tensor own = written.own.gather(2, said.unsqueeze(2)).squeeze(2).exp().mul(may);
    Tensor same = targets.unsqueeze(2).eq(read.words.unsqueeze(1)).cast(DType.FLOAT32);
    Tensor copied = written.places.mul(same).sum(2);
    Tensor share = written.gate.squeeze(2);
    return share.mul(own).add(share.neg().add(1).mul(copied));
  }

  private int width() {
    return words.weight().shape().dim(1);
  }

  /// The vectors of words; in training some are read as if they were unknown, so that it learns to
  /// copy what it does not know.
  private Tensor vectors(Tensor x) {
    Tensor known = x.lt(known());
    if (unread > 0 && Mode.isTraining()) {
      Tensor drawn = Tensor.bernoulli(Mode.rng(), unread, x.shape().dims());
      known = known.and(drawn.not().or(x.lt(SPECIAL)));
    }
    return scaled(words, Tensor.where(known, x, Tensor.of(new int[] {UNKNOWN}, 1)));
  }

  private Tensor scaled(Embedding embedding, Tensor x) {
    return embedding.forward(x).mul(Math.sqrt(width()));
  }

  private Tensor dropped(Tensor x) {
    return Dropout.of(dropout).forward(x);
  }
}
