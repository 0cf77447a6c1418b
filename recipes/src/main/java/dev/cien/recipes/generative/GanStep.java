package dev.cien.recipes.generative;

import dev.cien.nn.Layer;
import dev.cien.optim.Optimizer;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.train.TrainStep;
import dev.cien.zoo.gan.Gan;
import dev.cien.zoo.gan.GanLoss;
import java.util.Map;
import java.util.function.BinaryOperator;

/// A round of the game: the generator makes a batch of samples, both networks see what they lower,
/// both move.
///
/// @param latent how many numbers of noise a sample is made of
/// @param make the generator: from noise and labels to samples
/// @param score the discriminator: from samples and labels to scores
/// @param loss what the two lower
/// @param critic what moves the discriminator, named [#OPPONENT] in the run
record GanStep(
    int latent,
    BinaryOperator<Tensor> make,
    BinaryOperator<Tensor> score,
    GanLoss loss,
    Optimizer critic)
    implements TrainStep {
  /// The name of the second optimizer and of what it lowers.
  static final String OPPONENT = "discriminator";

  /// The game of two networks that are not told labels.
  static GanStep of(Gan gan, GanLoss loss, Optimizer critic) {
    return new GanStep(
        gan.latent(),
        (noise, labels) -> gan.generator().forward(noise),
        (x, labels) -> gan.discriminator().forward(x),
        loss,
        critic);
  }

  @Override
  public Outcome forward(Tensor real, Tensor labels) {
    Layer discriminator = x -> score.apply(x, labels);
    Tensor noise = Tensor.randn(Mode.rng(), real.shape().dim(0), latent);
    Tensor fake = make.apply(noise, labels);
    return new Outcome(
        loss.generator(discriminator, fake),
        Map.of(OPPONENT, loss.discriminator(discriminator, real, fake.detach())));
  }

  @Override
  public void update(Optimizer optimizer, Tensor cost) {
    TrainStep.super.update(optimizer, cost);
    if (optimizer == critic && loss.bounds()) {
      for (Variable weight : critic.parameters()) {
        weight.assign(loss.bounded(weight.value()));
      }
    }
  }
}
