package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Params;
import dev.cien.optim.Adam;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.diffusion.NoiseSchedule;
import dev.cien.zoo.diffusion.PointDenoiser;
import dev.cien.zoo.diffusion.Sampler;
import dev.cien.zoo.diffusion.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Diffusion of points, and what there is to see of it.
final class DiffusionPointsExperiment implements Experiment {
  private static final int MEASURED = 4000;

  private final Settings settings;
  private final Points points;
  private final NoiseSchedule schedule;
  private final PointDenoiser model;
  private final TensorDataset data;
  private final Rng rng;

  DiffusionPointsExperiment(Settings settings) {
    this.settings = settings;
    this.points = Points.of(settings.word("data"));
    this.schedule = DiffusionPoints.schedule(settings);
    this.rng = Rng.of(settings.seed());
    this.model = PointDenoiser.of(2, settings.whole("width"), rng);
    int count = settings.whole("samples");
    this.data =
        TensorDataset.of(
            Tensor.of(points.draw(count, rng.fork(1)), count, 2), Tensor.zeros(count, 1));
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public PointDenoiser model() {
    return model;
  }

  @Override
  public Batches training() {
    return Batches.of(data, Math.min(settings.whole("batch"), data.size()))
        .shuffled(settings.seed());
  }

  @Override
  public TrainStep step() {
    return new DiffusionStep(schedule, Target.NOISE, labels -> model);
  }

  @Override
  public Optimizer optimizer() {
    return Optimizer.of(Params.of(model).trainable(), Adam.of(settings.number("rate")))
        .schedule(Schedule.oneCycle(steps()));
  }

  @Override
  public Trainer trainer() {
    return Experiment.super.trainer().ema(0.995);
  }

  /// Samples by a way back, always from the same noise.
  float[] samples(Sampler sampler) {
    Rng noise = rng.fork(2);
    return sampler.run(model, Tensor.randn(noise, MEASURED, 2), noise).toFloats();
  }

  /// How far samples are from points that nobody learnt from.
  double distance(float[] samples) {
    return SlicedWasserstein.between(samples, unseen(3), rng.fork(4));
  }

  private float[] unseen(int fork) {
    return points.draw(MEASURED, rng.fork(fork));
  }

  /// What the distance is between two draws of the data: better cannot be told apart.
  double chance() {
    return distance(unseen(5));
  }

  @Override
  public Evaluation evaluate() {
    float[] samples = samples(Sampler.ddpm(schedule));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("sliced_wasserstein", distance(samples));
    metrics.put("sliced_wasserstein_in_2_jumps", distance(samples(Sampler.ddim(schedule, 2, 0))));
    metrics.putAll(Modes.of(points, samples).metrics());
    return new Evaluation(MEASURED, metrics, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "gaussian",
            new Text(
                "samples of one normal distribution fitted to the points",
                "muestras de una distribución normal ajustada a los puntos"),
            true,
            () -> distance(Gaussian2.fit(data.inputs().toFloats()).draw(MEASURED, rng.fork(6)))));
  }

  @Override
  public void show(Gallery gallery) {
    new DiffusionPointsShow(this, points, schedule, data).show(gallery);
  }
}
