package dev.cien.zoo;

import dev.cien.nn.Dropout;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// A [Bert] with a head that sorts texts into classes: the mean over all positions, then a linear
/// layer.
///
/// Shapes: x `[N, T]`, y `[N, classes]`.
///
/// J. Devlin et al. 2018, [arXiv:1810.04805](https://arxiv.org/abs/1810.04805), section 4, with the
/// mean in the place of a token of its own.
///
/// @param bert reads the text
/// @param head from what it read to a logit a class
public record BertClassifier(Bert bert, Linear head) implements Layer {
  /// A classifier on a model that may have learnt before.
  public static BertClassifier of(Bert bert, int classes, Rng rng) {
    return new BertClassifier(bert, Linear.of(bert.reader().width(), classes, rng));
  }

  @Override
  public Tensor forward(Tensor x) {
    return head.forward(Dropout.of(bert.reader().dropout()).forward(bert.read(x).mean(1)));
  }
}
