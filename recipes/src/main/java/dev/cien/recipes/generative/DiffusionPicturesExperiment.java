package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.nn.Params;
import dev.cien.optim.AdamW;
import dev.cien.optim.Clipping;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.PictureClassifier;
import dev.cien.zoo.diffusion.NoisePredictor;
import dev.cien.zoo.diffusion.NoiseSchedule;
import dev.cien.zoo.diffusion.PictureDenoiser;
import dev.cien.zoo.diffusion.Sampler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Diffusion of small pictures.
final class DiffusionPicturesExperiment implements Experiment {
  /// What a run keeps: the painter and the judge.
  record Model(PictureDenoiser painter, PictureClassifier judge) {}

  /// How many pictures are judged.
  static final int MEASURED = 1000;

  private static final double UNTOLD = 0.15;

  private final Settings settings;
  private final SmallPictures pictures;
  private final Judge judge;
  private final NoiseSchedule schedule;
  private final PictureDenoiser painter;

  DiffusionPicturesExperiment(Settings settings, SmallPictures pictures) {
    this.settings = settings;
    this.pictures = pictures;
    this.judge = Judge.of(pictures);
    this.schedule = DiffusionPoints.schedule(settings);
    this.painter =
        PictureDenoiser.of(
            pictures.classes().size(), settings.whole("width"), Rng.of(settings.seed()));
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Model model() {
    return new Model(painter, judge.classifier());
  }

  @Override
  public Batches training() {
    return Batches.of(pictures.train(), Math.min(settings.whole("batch"), pictures.train().size()))
        .shuffled(settings.seed());
  }

  /// Some pictures keep their class to themselves, so that the network learns to paint unasked too.
  @Override
  public TrainStep step() {
    return new DiffusionStep(
        schedule,
        labels -> {
          Tensor hidden = Tensor.rand(Mode.rng(), labels.size()).lt(UNTOLD).cast(DType.INT32);
          return painter.of(labels.mul(hidden.neg().add(1)).add(hidden.mul(painter.classes())));
        });
  }

  @Override
  public Optimizer optimizer() {
    return Optimizer.of(Params.of(painter).trainable(), AdamW.of(settings.number("rate")))
        .clip(Clipping.byGlobalNorm(1))
        .schedule(Schedule.oneCycle(Math.max(2, steps())));
  }

  /// With the mean of the last parameters: of some two hundred steps.
  @Override
  public Trainer trainer() {
    return Experiment.super.trainer().ema(averaged(0.995));
  }

  @Override
  public List<Phase> before() {
    return List.of(judge.phase());
  }

  NoiseSchedule schedule() {
    return schedule;
  }

  Judge judge() {
    return judge;
  }

  PictureDenoiser painter() {
    return painter;
  }

  /// The way back that the settings name.
  Sampler sampler() {
    return sampler(Math.min(settings.whole("jumps"), schedule.steps()), settings.number("fresh"));
  }

  Sampler sampler(int jumps, double eta) {
    return Sampler.ddim(schedule, jumps, eta).limited(1);
  }

  /// Pictures of given classes, always from the same noise.
  float[] paint(int[] labels, Sampler sampler, double guidance) {
    return paint(labels, sampler, guidance, (made, x) -> {});
  }

  float[] paint(
      int[] labels, Sampler sampler, double guidance, BiConsumer<Integer, Tensor> watcher) {
    int n = labels.length;
    NoisePredictor asked = painter.of(Tensor.of(labels, n));
    int[] nobody = new int[n];
    Arrays.fill(nobody, painter.classes());
    NoisePredictor unasked = painter.of(Tensor.of(nobody, n));
    NoisePredictor model =
        guidance == 1 ? asked : guidance == 0 ? unasked : asked.guided(unasked, guidance);
    Rng rng = Rng.of(settings.seed()).fork(2);
    Tensor start = Tensor.randn(rng, n, 1, SmallPictures.SIDE, SmallPictures.SIDE);
    return sampler.run(model, start, rng, watcher).toFloats();
  }

  Judge.Score score(int count, Sampler sampler, double guidance) {
    int[] labels = SmallPictures.inTurn(count, painter.classes());
    return judge.score(paint(labels, sampler, guidance), labels);
  }

  @Override
  public Evaluation evaluate() {
    Judge.Score score = score(MEASURED, sampler(), settings.number("guidance"));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("frechet", score.frechet());
    metrics.put("agreement", score.agreement());
    metrics.put("frechet_real", judge.real(MEASURED).frechet());
    return new Evaluation(MEASURED, metrics, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        GanPicturesExperiment.pixels(judge, settings),
        new Baseline(
            "dcgan",
            new Text(
                "the recipe dcgan on the same pictures, judged by the same classifier",
                "la receta dcgan con las mismas imágenes, juzgada por el mismo clasificador"),
            false,
            () -> gan().measured().frechet()));
  }

  /// A GAN with its own standard settings that learns from the same pictures.
  private GanPicturesExperiment gan() {
    Settings its =
        new GanPictures()
            .settings(
                Map.of(
                    "data", settings.word("data"),
                    "samples", settings.word("samples"),
                    "seed", settings.word("seed")));
    GanPicturesExperiment gan = new GanPicturesExperiment(its, pictures);
    gan.before().forEach(Phase::run);
    gan.trainer().fit(gan.training());
    return gan;
  }

  @Override
  public void show(Gallery gallery) {
    new DiffusionPicturesShow(this, pictures, gallery).show();
  }
}
