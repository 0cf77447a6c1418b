package dev.cien.zoo.fold;

import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;

/// How layers of a block start: those that lead back to the sum at 0, so that a block changes
/// nothing at first, and gates half open.
final class Start {
  private Start() {}

  /// A layer that gives 0 whatever it takes.
  static Linear atZero(int in, int out, Rng rng) {
    Linear layer = Linear.of(in, out, rng);
    layer.weight().assign(Tensor.zeros(out, in));
    layer.bias().orElseThrow().assign(Tensor.zeros(out));
    return layer;
  }
}
