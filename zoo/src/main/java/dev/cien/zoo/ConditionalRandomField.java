package dev.cien.zoo;

import dev.cien.nn.Init;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;

/// A linear-chain conditional random field: the tags of a sentence are judged together, each by
/// what speaks for it at its word and by the tag before it.
///
/// ```
/// score(y) = start[y₁] + Σₜ emission[t, yₜ] + Σₜ transition[yₜ, yₜ₊₁] + end[yₙ]
/// p(y)     = exp score(y) / Z,   Z = Σ over all sequences of tags of exp score
/// loss     = log Z − score(right tags)
/// ```
///
/// Z has Kⁿ terms and takes n·K² steps, because what comes later depends on the last tag alone: α₁
/// = start + emission₁, αₜ₊₁(j) = logsumexpᵢ(αₜ(i) + transition(i, j)) + emissionₜ₊₁(j). With a
/// maximum in the place of the sum the same steps find the best sequence (Viterbi).
///
/// J. Lafferty, A. McCallum, F. Pereira: Conditional random fields, 2001; over an LSTM in G. Lample
/// et al.: Neural architectures for named entity recognition, 2016, arXiv:1603.01360.
///
/// @param start what speaks for a first tag, `[K]`
/// @param transition what speaks for a tag (column) after another (row), `[K, K]`
/// @param end what speaks for a last tag, `[K]`
public record ConditionalRandomField(Variable start, Variable transition, Variable end) {
  private static final double BOUND = 0.1;

  /// A field over `tags` tags, all numbers uniform in ±0.1.
  public static ConditionalRandomField of(int tags, Rng rng) {
    return new ConditionalRandomField(
        Variable.of("start", Init.uniform(rng, BOUND, tags)),
        Variable.of("transition", Init.uniform(rng, BOUND, tags, tags)),
        Variable.of("end", Init.uniform(rng, BOUND, tags)));
  }

  /// How many tags there are.
  public int tags() {
    return start.shape().dim(0);
  }

  /// The losses of sentences, `[N]`; a sentence without words has the loss 0.
  ///
  /// @param emissions what speaks for each tag at each word, `[N, T, K]`
  /// @param right the right tags, whole numbers `[N, T]`; negative from where a sentence has ended
  public Tensor losses(Tensor emissions, Tensor right) {
    Tensor there = right.ge(0);
    Tensor loss = logZ(emissions, there).sub(score(emissions, right, there));
    return Tensor.where(there.select(1, 0), loss, Tensor.zeros());
  }

  private Tensor logZ(Tensor emissions, Tensor there) {
    Tensor arriving = transition.value().t().unsqueeze(0);
    Tensor alpha = emissions.select(1, 0).add(start.value());
    for (int t = 1; t < emissions.shape().dim(1); t++) {
      Tensor next = alpha.unsqueeze(1).add(arriving).logSumExp(2).add(emissions.select(1, t));
      alpha = Tensor.where(there.select(1, t).unsqueeze(1), next, alpha);
    }
    return alpha.add(end.value()).logSumExp(1);
  }

  private Tensor score(Tensor emissions, Tensor right, Tensor there) {
    int words = right.shape().dim(1);
    Tensor tags = Tensor.where(there, right, right.mul(0));
    Tensor none = Tensor.zeros();
    Tensor own = emissions.gather(2, tags.unsqueeze(2)).squeeze(2);
    Tensor score =
        Tensor.where(there, own, none).sum(1).add(start.value().indexSelect(0, tags.select(1, 0)));
    Tensor follows = there.slice(1, 1, words);
    Tensor pairs = tags.slice(1, 0, words - 1).mul(tags()).add(tags.slice(1, 1, words));
    Tensor steps = transition.value().reshape(-1).indexSelect(0, pairs);
    Tensor last = there.and(follows.pad(1, 0, 1, 0).not());
    return score
        .add(Tensor.where(follows, steps, none).sum(1))
        .add(Tensor.where(last, end.value().indexSelect(0, tags), none).sum(1));
  }

  /// The best tags of one sentence; of equally good ones those with the lower numbers at the end.
  ///
  /// @param emissions of its words, one row after the other, `[T, K]`
  /// @param words how many words it has
  public int[] best(float[] emissions, int words) {
    int count = tags();
    float[] steps = transition.value().toFloats();
    float[] score = start.value().toFloats();
    int[][] from = new int[words][count];
    for (int t = 0; t < words; t++) {
      score = t == 0 ? score : after(score, steps, from[t]);
      for (int tag = 0; tag < count; tag++) {
        score[tag] += emissions[t * count + tag];
      }
    }
    float[] last = end.value().toFloats();
    for (int tag = 0; tag < count; tag++) {
      last[tag] += score[tag];
    }
    int[] best = new int[words];
    for (int t = words - 1; t >= 0; t--) {
      best[t] = t == words - 1 ? largest(last) : from[t + 1][best[t + 1]];
    }
    return best;
  }

  /// The best score of each tag after one more step, and which tag it comes from.
  private static float[] after(float[] score, float[] steps, int[] from) {
    int count = score.length;
    float[] next = new float[count];
    float[] arriving = new float[count];
    for (int tag = 0; tag < count; tag++) {
      for (int before = 0; before < count; before++) {
        arriving[before] = score[before] + steps[before * count + tag];
      }
      from[tag] = largest(arriving);
      next[tag] = arriving[from[tag]];
    }
    return next;
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
