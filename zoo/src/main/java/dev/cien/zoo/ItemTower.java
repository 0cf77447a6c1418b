package dev.cien.zoo;

import dev.cien.nn.Embedding;
import dev.cien.nn.Init;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// Things to recommend as vectors: who chose them, what kinds they are of, what they are called.
///
/// ```
/// v(i) = e(i) + Σ_g kind(g) / √G + Σ_w word(w) / √W          [N, d] for things i, int32 [N]
/// ```
///
/// with a vector e(i) of the thing's own, which only those who chose it can teach, and vectors of
/// its G kinds and W words, which it shares with others. A part that is left out is 0. In training
/// a thing loses each of its parts with probability `missing`, so that the others learn to stand
/// for it: a thing that nobody has chosen yet has no vector of its own.
///
/// M. Volkovs, G. Yu, T. Poutanen: DropoutNet: addressing cold start in recommender systems, 2017.
///
/// @param own e, `[M, d]`, if things have it
/// @param kinds a vector for each kind, if kinds count; kind 0 is none
/// @param words a vector for each word, if words count; word 0 is none
/// @param kindsOf the kinds of each thing, int32 `[M, K]`, filled up with 0
/// @param wordsOf the words of each thing, int32 `[M, T]`, filled up with 0
/// @param missing the probability of losing a part in training
public record ItemTower(
    Optional<Variable> own,
    Optional<Embedding> kinds,
    Optional<Embedding> words,
    Tensor kindsOf,
    Tensor wordsOf,
    double missing) {
  private static final double DEVIATION = 0.05;

  /// What of a thing is known.
  ///
  /// @param own its own vector
  /// @param kinds its kinds
  /// @param words its words
  public record Parts(boolean own, boolean kinds, boolean words) {
    /// Everything.
    public static final Parts ALL = new Parts(true, true, true);
  }

  /// A tower with vectors of `width` numbers.
  ///
  /// @param parts what it looks at
  public static ItemTower of(
      Parts parts, Tensor kindsOf, Tensor wordsOf, int width, double missing, Rng rng) {
    int count = kindsOf.shape().dim(0);
    return new ItemTower(
        parts.own()
            ? Optional.of(Variable.of("own", Init.normal(rng, DEVIATION, count, width)))
            : Optional.empty(),
        parts.kinds() ? Optional.of(table(kindsOf, width, rng)) : Optional.empty(),
        parts.words() ? Optional.of(table(wordsOf, width, rng)) : Optional.empty(),
        kindsOf,
        wordsOf,
        missing);
  }

  private static Embedding table(Tensor ids, int width, Rng rng) {
    Embedding table = Embedding.of(ids.max().toInts()[0] + 1, width, rng);
    table.weight().assign(table.weight().value().mul(DEVIATION));
    return table.withPadding(0);
  }

  /// How many things there are.
  public int count() {
    return kindsOf.shape().dim(0);
  }

  /// The vectors of things of which only some parts are known, `[N, d]`.
  public Tensor forward(Tensor things, Parts known) {
    Tensor sum = Tensor.zeros(1, 1);
    if (known.own() && own.isPresent()) {
      sum = sum.add(kept(own.get().value().indexSelect(0, things)));
    }
    if (known.kinds() && kinds.isPresent()) {
      sum = sum.add(kept(bag(kinds.get(), kindsOf.indexSelect(0, things))));
    }
    if (known.words() && words.isPresent()) {
      sum = sum.add(kept(bag(words.get(), wordsOf.indexSelect(0, things))));
    }
    return sum;
  }

  /// All rows, or in training those that are not lost.
  private Tensor kept(Tensor rows) {
    if (!Mode.isTraining() || missing == 0) {
      return rows;
    }
    int n = rows.shape().dim(0);
    return rows.mul(Tensor.bernoulli(Mode.rng(), 1 - missing, n, 1).cast(DType.FLOAT32));
  }

  private static Tensor bag(Embedding table, Tensor ids) {
    Tensor n = ids.ne(0).cast(DType.FLOAT32).sum(1, true).maximum(1);
    return table.forward(ids).sum(1).mul(n.rsqrt());
  }
}
