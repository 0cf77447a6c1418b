package dev.cien.recipes.generative;

import dev.cien.nn.loss.Losses;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.diffusion.NoisePredictor;
import dev.cien.zoo.diffusion.NoiseSchedule;
import dev.cien.zoo.diffusion.Target;
import java.util.function.Function;

/// What a diffusion model learns from a batch: each sample is drowned to a random time, and the
/// noise that was added is to be found, or what says as much.
///
/// @param schedule how samples drown
/// @param target what the network gives
/// @param model the network for the labels of a batch
record DiffusionStep(NoiseSchedule schedule, Target target, Function<Tensor, NoisePredictor> model)
    implements TrainStep {
  @Override
  public Outcome forward(Tensor clean, Tensor labels) {
    int[] dims = clean.shape().dims();
    Tensor time = Tensor.rand(Mode.rng(), dims[0]).mul(schedule.steps()).floor().cast(DType.INT32);
    Tensor noise = Tensor.randn(Mode.rng(), dims);
    Tensor drowned = schedule.noised(clean, time, noise);
    return Outcome.of(
        Losses.mse()
            .cost(
                model.apply(labels).noise(drowned, time), target.of(schedule, clean, time, noise)));
  }
}
