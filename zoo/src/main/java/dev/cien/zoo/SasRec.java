package dev.cien.zoo;

import dev.cien.nn.Attention;
import dev.cien.nn.Dropout;
import dev.cien.nn.LayerNorm;
import dev.cien.nn.LearnedPositions;
import dev.cien.nn.TransformerEncoderLayer;
import dev.cien.nn.loss.Losses;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What somebody chooses next, from what they chose before: a Transformer over the sequence of
/// chosen things.
///
/// ```
/// history    things, oldest first, filled up with −1     int32 [N, T]
/// x          v(history) · √d + position                  [N, T, d]
/// u          causal Transformer of x, normalised         [N, T, d]
/// score(i)   u · v(i) + b(i)                             [N, T, M] for all M things
/// ```
///
/// The vectors v of an [ItemTower] serve twice: as what was chosen and as what can be chosen. The
/// cost is the cross-entropy of the next thing, whose softmax is estimated: S things drawn evenly
/// stand for all M, each with ln(M/S) added to its score, so that their sum of exponentials expects
/// that of all.
///
/// W.-C. Kang, J. McAuley: Self-attentive sequential recommendation, 2018
/// ([arXiv:1808.09781](https://arxiv.org/abs/1808.09781)), which takes one drawn thing and a
/// logistic loss, and ids alone.
///
/// @param items the things
/// @param positions a vector for each position
/// @param layers the Transformer
/// @param norm brings its result to one scale
/// @param bias b, how often a thing is chosen whatever came before, `[M]`
/// @param dropout of the embedded sequence
public record SasRec(
    ItemTower items,
    LearnedPositions positions,
    List<TransformerEncoderLayer> layers,
    LayerNorm norm,
    Variable bias,
    Dropout dropout) {
  /// What stands where there is no thing.
  public static final int NONE = -1;

  private static final int HEADS = 2;
  private static final double NEVER = -1e9;

  /// A network.
  ///
  /// @param length how many things it looks back at
  /// @param width numbers of a vector, the one that the items have; even
  /// @param depth layers
  /// @param drop the probability of dropping in training
  public static SasRec of(ItemTower items, int length, int width, int depth, double drop, Rng rng) {
    return new SasRec(
        items,
        LearnedPositions.of(length, width, rng),
        IntStream.range(0, depth)
            .mapToObj(
                _ ->
                    TransformerEncoderLayer.of(width, HEADS, 2 * width, rng)
                        .withDropout(drop)
                        .withPreNorm(true))
            .toList(),
        LayerNorm.of(width),
        Variable.of("bias", Tensor.zeros(items.count())),
        Dropout.of(drop));
  }

  /// u: what each position looks for next, `[N, T, d]`.
  public Tensor wanted(Tensor history, ItemTower.Parts known) {
    int n = history.shape().dim(0);
    int t = history.shape().dim(1);
    Tensor vectors = items.forward(history.maximum(0).reshape(n * t), known);
    int d = vectors.shape().dim(1);
    Tensor there = history.ge(0).cast(DType.FLOAT32).unsqueeze(2);
    Tensor x = vectors.reshape(n, t, d).mul(StrictMath.sqrt(d)).mul(there);
    x = dropout.forward(positions.forward(x));
    for (TransformerEncoderLayer layer : layers) {
      x = layer.forward(x, Optional.of(Attention.causal(t)));
    }
    return norm.forward(x);
  }

  /// The cost of what came next at every position.
  ///
  /// @param next int32 `[N, T]`, [#NONE] where nothing did
  /// @param drawn S, how many things stand for all
  public Tensor cost(Tensor history, Tensor next, int drawn) {
    int n = next.size();
    int m = items.count();
    Tensor u = wanted(history, ItemTower.Parts.ALL);
    u = u.reshape(n, u.shape().dim(2));
    Tensor target = next.reshape(n);
    Tensor right = target.maximum(0);
    Tensor others = Tensor.rand(Mode.rng(), drawn).mul(m).floor().cast(DType.INT32).minimum(m - 1);
    Tensor both = Tensor.concat(0, right, others);
    Tensor v = items.forward(both, ItemTower.Parts.ALL);
    Tensor b = bias.value().indexSelect(0, both);
    Tensor own = u.mul(v.slice(0, 0, n)).sum(1).add(b.slice(0, 0, n));
    Tensor rest =
        u.matmul(v.slice(0, n, n + drawn).t())
            .add(b.slice(0, n, n + drawn))
            .add(StrictMath.log((double) m / drawn));
    Tensor same = right.unsqueeze(1).eq(others.unsqueeze(0));
    Tensor logits =
        Tensor.concat(1, own.unsqueeze(1), Tensor.where(same, Tensor.full(NEVER), rest));
    // The right one is class 0 wherever there is one.
    return Losses.crossEntropy().withIgnored(NONE).cost(logits, target.minimum(0));
  }

  /// The scores of all things after the last one of each history, `[N, M]`.
  ///
  /// @param known what of things is known
  public Tensor scores(Tensor history, ItemTower.Parts known) {
    int t = history.shape().dim(1);
    Tensor last = history.ge(0).cast(DType.INT32).sum(1, true).sub(1);
    Tensor pick = Tensor.arange(t).unsqueeze(0).eq(last).cast(DType.FLOAT32);
    Tensor u = wanted(history, known).mul(pick.unsqueeze(2)).sum(1);
    return u.matmul(vectors(known).t()).add(bias.value());
  }

  /// The vectors of all things, `[M, d]`.
  public Tensor vectors(ItemTower.Parts known) {
    return items.forward(Tensor.arange(items.count()), known);
  }
}
