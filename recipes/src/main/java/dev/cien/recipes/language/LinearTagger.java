package dev.cien.recipes.language;

import dev.cien.data.NamedEntities;
import dev.cien.nn.Embedding;
import dev.cien.nn.Layer;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.zoo.WordTagger;
import java.util.Optional;

/// A linear model of a word's tag: every feature of the word and of its two neighbours has a weight
/// for each tag, and the weights of those that are there are added up.
///
/// ```
/// logits = bias + Σ here(f) + Σ before(f of the word before) + Σ after(f of the word after)
/// ```
///
/// @param here weights `[features, tags]` of the word's own features
/// @param before weights of the features of the word before
/// @param after weights of the features of the word after
/// @param bias `[tags]`
record LinearTagger(Embedding here, Embedding before, Embedding after, Variable bias)
    implements Layer {
  /// All weights 0.
  static LinearTagger of(int features) {
    int tags = NamedEntities.TAGS.size();
    return new LinearTagger(
        zeros(features, tags),
        zeros(features, tags),
        zeros(features, tags),
        Variable.of("bias", Tensor.zeros(tags)));
  }

  private static Embedding zeros(int features, int tags) {
    return new Embedding(Variable.of("weight", Tensor.zeros(features, tags)), Optional.empty())
        .withPadding(WordTagger.NONE);
  }

  @Override
  public Tensor forward(Tensor x) {
    int words = x.shape().dim(1);
    Tensor left = x.slice(1, 0, words - 1).pad(1, 1, 0, WordTagger.NONE);
    Tensor right = x.slice(1, 1, words).pad(1, 0, 1, WordTagger.NONE);
    return here.forward(x)
        .sum(2)
        .add(before.forward(left).sum(2))
        .add(after.forward(right).sum(2))
        .add(bias.value());
  }
}
