package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Params;
import dev.cien.optim.Adam;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainEvent;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.gan.Gan;
import dev.cien.zoo.gan.GanLoss;
import java.util.List;
import java.util.Map;

/// The game on points, and what there is to see of it.
final class GanPointsExperiment implements Experiment {
  private static final int MEASURED = 4000;
  // The critic learns faster than the generator, as Heusel et al. 2017 (arXiv:1706.08500) propose:
  // its answers must be right before they are worth following.
  private static final double LEAD = 3;

  private final Settings settings;
  private final Points points;
  private final Gan gan;
  private final GanLoss loss;
  private final TensorDataset data;
  private final Optimizer generator;
  private final Optimizer discriminator;
  private final GanHistory history;

  GanPointsExperiment(Settings settings) {
    this.settings = settings;
    this.points = Points.of(settings.word("data"));
    this.loss = GanVariant.of(settings.word("variant")).loss(settings.number("penalty"));
    Rng rng = Rng.of(settings.seed());
    this.gan = Gan.perceptrons(2, settings.whole("latent"), settings.whole("width"), rng);
    int count = settings.whole("samples");
    this.data =
        TensorDataset.of(
            Tensor.of(points.draw(count, rng.fork(1)), count, 2), Tensor.zeros(count, 1));
    double rate = settings.number("rate");
    this.generator = optimizer(gan.generator(), rate);
    this.discriminator = optimizer(gan.discriminator(), LEAD * rate);
    this.history = new GanHistory(gan, settings.epochs());
  }

  private static Optimizer optimizer(Object part, double rate) {
    // Without the memory of old gradients: the other player has moved since.
    return Optimizer.of(Params.of(part).trainable(), Adam.of(rate).withBetas(0.5, 0.9));
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Gan model() {
    return gan;
  }

  @Override
  public Batches training() {
    return Batches.of(data, Math.min(settings.whole("batch"), data.size()))
        .shuffled(settings.seed())
        .dropLast();
  }

  @Override
  public TrainStep step() {
    return GanStep.of(gan, loss, discriminator);
  }

  @Override
  public Optimizer optimizer() {
    return generator;
  }

  @Override
  public Map<String, Optimizer> furtherOptimizers() {
    return Map.of(GanStep.OPPONENT, discriminator);
  }

  @Override
  public Trainer trainer() {
    return Experiment.super
        .trainer()
        .validation(() -> measured().metrics())
        .watch("mode_overlap", true)
        .listen(
            event -> {
              if (event instanceof TrainEvent.EpochEnded ended) {
                history.add(ended);
              }
            });
  }

  /// The same noise for every measurement, apart from that of training.
  private float[] samples() {
    return gan.samples(MEASURED, Rng.of(settings.seed()).fork(2)).toFloats();
  }

  Modes measured() {
    return Modes.of(points, samples());
  }

  @Override
  public Evaluation evaluate() {
    return new Evaluation(MEASURED, measured().metrics(), List.of(), new int[0][0], List.of());
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
            () -> Modes.of(points, gaussian()).overlap()));
  }

  /// Points with the mean and covariance of the training points.
  private float[] gaussian() {
    return Gaussian2.fit(data.inputs().toFloats()).draw(MEASURED, Rng.of(settings.seed()).fork(3));
  }

  @Override
  public void show(Gallery gallery) {
    new GanPointsShow(settings, points, gan, loss, data, history).show(gallery, samples());
  }
}
