package dev.cien.zoo.gan;

import dev.cien.nn.Layer;
import dev.cien.tensor.Tensor;

/// What the two networks of a GAN lower, as functions of the discriminator's scores D(x).
///
/// Scores have the shape `[batch, 1]` and no sigmoid; costs are scalars.
public sealed interface GanLoss permits NonSaturating, LeastSquares, Wasserstein, GradientPenalty {
  /// What the generator lowers.
  ///
  /// @param discriminator the scores of samples
  /// @param fake what the generator made, `[batch, …]`
  Tensor generator(Layer discriminator, Tensor fake);

  /// What the discriminator lowers.
  ///
  /// @param discriminator the scores of samples
  /// @param real samples of the data, `[batch, …]`
  /// @param fake what the generator made, detached from it, `[batch, …]`
  Tensor discriminator(Layer discriminator, Tensor real, Tensor fake);

  /// A parameter of the discriminator after its update, where the loss asks for bounds.
  default Tensor bounded(Tensor parameter) {
    return parameter;
  }

  /// Whether [#bounded] changes anything.
  default boolean bounds() {
    return false;
  }
}
