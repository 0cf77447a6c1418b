package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Settings;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.PictureClassifier;
import dev.cien.zoo.diffusion.PictureDenoiser;
import java.util.List;

/// What diffusion of small pictures is, whatever says what they show: first the judge learns, then
/// the painter.
abstract class PictureDiffusion implements Experiment {
  /// What a run keeps: the painter and the judge.
  record Model(PictureDenoiser painter, PictureClassifier judge) {}

  private final DiffusionPainter painter;
  private final Judge judge;
  private final double decay;

  /// @param decay of the averaged weights in a long run
  PictureDiffusion(DiffusionPainter painter, Judge judge, double decay) {
    this.painter = painter;
    this.judge = judge;
    this.decay = decay;
  }

  @Override
  public final Settings settings() {
    return painter.settings();
  }

  @Override
  public final Model model() {
    return new Model(painter.network(), judge.classifier());
  }

  /// Samples to learn from in batches, shuffled.
  final Batches batches(Dataset samples) {
    return Batches.of(samples, Math.min(settings().whole("batch"), samples.size()))
        .shuffled(settings().seed());
  }

  @Override
  public final TrainStep step() {
    return painter.step();
  }

  @Override
  public final Optimizer optimizer() {
    return painter.optimizer(steps());
  }

  @Override
  public final Trainer trainer() {
    return Experiment.super.trainer().ema(averaged(decay));
  }

  @Override
  public final List<Phase> before() {
    return List.of(judge.phase());
  }

  final DiffusionPainter painter() {
    return painter;
  }

  final Judge judge() {
    return judge;
  }

  /// What the judge says of pictures that are asked for.
  final Judge.Score score(DiffusionPicturesShow.Asked asked, double guidance) {
    return judge.score(painter.paint(asked.labels(), painter.sampler(), guidance), asked.classes());
  }
}
