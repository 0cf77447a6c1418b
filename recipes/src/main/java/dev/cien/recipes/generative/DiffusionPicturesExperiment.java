package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.PictureClassifier;
import dev.cien.zoo.diffusion.PictureDenoiser;
import dev.cien.zoo.diffusion.Sampler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Diffusion of small pictures.
final class DiffusionPicturesExperiment implements Experiment {
  /// What a run keeps: the painter and the judge.
  record Model(PictureDenoiser painter, PictureClassifier judge) {}

  /// How many pictures are judged.
  private static final int MEASURED = 1000;

  private final Settings settings;
  private final SmallPictures pictures;
  private final Judge judge;
  private final DiffusionPainter painter;

  DiffusionPicturesExperiment(Settings settings, SmallPictures pictures) {
    this.settings = settings;
    this.pictures = pictures;
    this.judge = Judge.of(pictures);
    this.painter = DiffusionPainter.of(settings, pictures, pictures.classes().size());
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Model model() {
    return new Model(painter.network(), judge.classifier());
  }

  @Override
  public Batches training() {
    return Batches.of(pictures.train(), Math.min(settings.whole("batch"), pictures.train().size()))
        .shuffled(settings.seed());
  }

  @Override
  public TrainStep step() {
    return painter.step();
  }

  @Override
  public Optimizer optimizer() {
    return painter.optimizer(steps());
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

  /// Pictures of given classes, always from the same noise.
  float[] paint(int[] labels, Sampler sampler, double guidance) {
    return painter.paint(Tensor.of(labels, labels.length), sampler, guidance);
  }

  Judge.Score score(int count, Sampler sampler, double guidance) {
    int[] labels = SmallPictures.inTurn(count, pictures.classes().size());
    return judge.score(paint(labels, sampler, guidance), labels);
  }

  @Override
  public Evaluation evaluate() {
    Judge.Score score = score(MEASURED, painter.sampler(), settings.number("guidance"));
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
    PictureShow show = new PictureShow(gallery, pictures);
    show.real();
    int classes = pictures.classes().size();
    int[] labels = new int[classes * PictureShow.COLUMNS];
    Arrays.setAll(labels, i -> i / PictureShow.COLUMNS);
    show.rows("samples", paint(labels, painter.sampler(), settings.number("guidance")));
    int[] inTurn = SmallPictures.inTurn(MEASURED, classes);
    new DiffusionPicturesShow(
            painter,
            judge,
            new DiffusionPicturesShow.Asked(Tensor.of(inTurn, MEASURED), inTurn),
            show)
        .all();
  }
}
