package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.nn.Params;
import dev.cien.optim.Adam;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainEvent;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.PictureClassifier;
import dev.cien.zoo.gan.DcGan;
import dev.cien.zoo.gan.GanLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The game of a DCGAN on small pictures.
final class GanPicturesExperiment implements Experiment {
  /// What a run keeps: the players and the judge.
  record Model(DcGan gan, PictureClassifier judge) {}

  private static final int MEASURED = 1000;
  private static final double PENALTY = 10;

  private final Settings settings;
  private final SmallPictures pictures;
  private final Judge judge;
  private final DcGan gan;
  private final boolean told;
  private final GanLoss loss;
  private final Optimizer generator;
  private final Optimizer discriminator;
  private final Step paint;
  private final List<TrainEvent.EpochEnded> epochs = new ArrayList<>();

  GanPicturesExperiment(Settings settings, SmallPictures pictures) {
    this.settings = settings;
    this.pictures = pictures;
    this.judge = Judge.of(pictures);
    this.told = settings.word("labels").equals("told");
    this.loss = GanVariant.of(settings.word("variant")).loss(PENALTY);
    this.gan =
        DcGan.of(
            settings.whole("latent"),
            told ? pictures.classes().size() : 1,
            settings.whole("width"),
            Rng.of(settings.seed()));
    this.generator = optimizer(gan.generator());
    this.discriminator = optimizer(gan.discriminator());
    this.paint = Step.inference(in -> new Tensor[] {gan.generator().make(in[0], in[1])});
  }

  private Optimizer optimizer(Object part) {
    return Optimizer.of(
        Params.of(part).trainable(), Adam.of(settings.number("rate")).withBetas(0.5, 0.99));
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Model model() {
    return new Model(gan, judge.classifier());
  }

  @Override
  public Batches training() {
    return Batches.of(pictures.train(), Math.min(settings.whole("batch"), pictures.train().size()))
        .shuffled(settings.seed())
        .dropLast();
  }

  @Override
  public TrainStep step() {
    return new GanStep(
        gan.generator().latent(),
        (noise, labels) -> gan.generator().make(noise, seen(labels)),
        (x, labels) -> gan.discriminator().score(x, seen(labels)),
        loss,
        discriminator);
  }

  /// The labels as the networks get them: all 0 if they are not told.
  private Tensor seen(Tensor labels) {
    return told ? labels : labels.mul(0);
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
  public List<Phase> before() {
    return List.of(judge.phase());
  }

  @Override
  public Trainer trainer() {
    return Experiment.super
        .trainer()
        .validation(() -> metrics(measured()))
        .watch("frechet", false)
        .listen(
            event -> {
              if (event instanceof TrainEvent.EpochEnded ended) {
                epochs.add(ended);
              }
            });
  }

  /// Pictures for given noise `[n, latent]` and classes.
  float[] paint(Tensor noise, int[] labels) {
    int[] shown = told ? labels : new int[labels.length];
    return Mode.inference(
            () -> paint.run(noise.compute(), Tensor.of(shown, shown.length))[0].compute())
        .toFloats();
  }

  float[] paint(int[] labels, Rng rng) {
    return paint(Tensor.randn(rng, labels.length, gan.generator().latent()), labels);
  }

  Judge.Score measured() {
    int[] labels = SmallPictures.inTurn(MEASURED, pictures.classes().size());
    return judge.score(paint(labels, Rng.of(settings.seed()).fork(2)), labels);
  }

  private Map<String, Double> metrics(Judge.Score score) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("frechet", score.frechet());
    if (told) {
      metrics.put("agreement", score.agreement());
    }
    return metrics;
  }

  @Override
  public Evaluation evaluate() {
    Map<String, Double> metrics = metrics(measured());
    metrics.put("frechet_real", judge.real(MEASURED).frechet());
    return new Evaluation(MEASURED, metrics, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(pixels(judge, settings));
  }

  /// A painter that knows no shapes.
  static Baseline pixels(Judge judge, Settings settings) {
    return new Baseline(
        "pixels",
        new Text(
            "each pixel drawn by itself, with its mean and deviation",
            "cada píxel sorteado por su cuenta, con su media y desviación"),
        true,
        () -> judge.pixels(MEASURED, Rng.of(settings.seed()).fork(3)));
  }

  @Override
  public void show(Gallery gallery) {
    PictureShow show = new PictureShow(gallery, pictures);
    show.real();
    int classes = pictures.classes().size();
    int[] labels = new int[classes * PictureShow.COLUMNS];
    Arrays.setAll(labels, i -> i / PictureShow.COLUMNS);
    show.rows("samples", paint(labels, Rng.of(5)));
    walk(show, classes);
    if (!epochs.isEmpty()) {
      show.epochs(epochs);
    }
  }

  /// From one noise to another, a class a row.
  private void walk(PictureShow show, int classes) {
    int steps = PictureShow.COLUMNS;
    int latent = gan.generator().latent();
    float[] ends = Tensor.randn(Rng.of(6), 2, latent).toFloats();
    float[] noise = new float[classes * steps * latent];
    int[] labels = new int[classes * steps];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / steps;
      // Along the arc, so that the noise stays as long as noise is.
      double angle = Math.PI / 2 * (i % steps) / (steps - 1);
      for (int k = 0; k < latent; k++) {
        noise[i * latent + k] =
            (float) (StrictMath.cos(angle) * ends[k] + StrictMath.sin(angle) * ends[latent + k]);
      }
    }
    show.walk(paint(Tensor.of(noise, labels.length, latent), labels));
  }
}
