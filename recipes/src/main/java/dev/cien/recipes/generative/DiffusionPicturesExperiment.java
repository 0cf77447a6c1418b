package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Diffusion of small pictures that are asked for by their class.
final class DiffusionPicturesExperiment extends PictureDiffusion {
  /// How many pictures are judged.
  private static final int MEASURED = 1000;

  /// Averages of some two hundred steps.
  private static final double DECAY = 0.995;

  private final SmallPictures pictures;

  DiffusionPicturesExperiment(Settings settings, SmallPictures pictures) {
    super(
        DiffusionPainter.of(settings, pictures, pictures.classes().size()),
        Judge.of(pictures),
        DECAY);
    this.pictures = pictures;
  }

  @Override
  public Batches training() {
    return batches(pictures.train());
  }

  /// Pictures of all classes in turn.
  private DiffusionPicturesShow.Asked asked() {
    int[] inTurn = SmallPictures.inTurn(MEASURED, pictures.classes().size());
    return new DiffusionPicturesShow.Asked(Tensor.of(inTurn, MEASURED), inTurn);
  }

  @Override
  public Evaluation evaluate() {
    Judge.Score score = score(asked(), settings().number("guidance"));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("frechet", score.frechet());
    metrics.put("agreement", score.agreement());
    metrics.put("frechet_real", judge().real(MEASURED).frechet());
    return new Evaluation(MEASURED, metrics, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        GanPicturesExperiment.pixels(judge(), settings()),
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
                    "data", settings().word("data"),
                    "samples", settings().word("samples"),
                    "seed", settings().word("seed")));
    GanPicturesExperiment gan = new GanPicturesExperiment(its, pictures);
    gan.learn();
    return gan;
  }

  @Override
  public void show(Gallery gallery) {
    PictureShow show = new PictureShow(gallery, pictures);
    show.real();
    int classes = pictures.classes().size();
    int[] labels = new int[classes * PictureShow.COLUMNS];
    Arrays.setAll(labels, i -> i / PictureShow.COLUMNS);
    show.rows(
        "samples",
        painter()
            .paint(
                Tensor.of(labels, labels.length),
                painter().sampler(),
                settings().number("guidance")));
    new DiffusionPicturesShow(painter(), judge(), asked(), show).all();
  }
}
