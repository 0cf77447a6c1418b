package dev.cien.recipes.vision;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.ConfusionMatrix;
import dev.cien.nn.metric.Meter;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Crop;
import dev.cien.recipes.kit.Supervised;
import dev.cien.recipes.vision.RoadBaselines.Labelling;
import dev.cien.recipes.vision.RoadThings.Part;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.UNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A U-Net that learns what each pixel of a road scene shows, and what it is worth on scenes whose
/// vehicles, people and other things it never saw.
final class RoadExperiment extends Supervised {
  private static final int CHUNK = 20;
  private static final int HELD_BACK = 60;

  /// What the loss of a class counts, in the order of [RoadClass]: more where there are few pixels
  /// and much to be learnt about them. Without it people are found later.
  private static final double[] WEIGHTS = {1, 1, 3, 2, 4};

  private Optional<RoadOverlap> byPlace = Optional.empty();
  private Optional<RoadOverlap> byColour = Optional.empty();

  private RoadExperiment(
      Settings settings, UNet model, RoadScenes train, RoadScenes validation, RoadScenes test) {
    super(settings, model, train, Optional.of(validation), test);
  }

  static RoadExperiment of(Settings settings) {
    long seed = settings.seed();
    Map<Part, RoadThings> things = RoadThings.of(settings.word("things"));
    return new RoadExperiment(
        settings,
        UNet.segmenting(3, RoadClass.count(), settings.whole("width"), Rng.of(seed)),
        scenes(settings, things, Part.TRAIN, settings.whole("samples"), Rng.of(seed)),
        scenes(settings, things, Part.VALIDATION, HELD_BACK, fixed(Part.VALIDATION)),
        scenes(settings, things, Part.TEST, settings.whole("tested"), fixed(Part.TEST)));
  }

  private static RoadScenes scenes(
      Settings settings, Map<Part, RoadThings> things, Part part, int size, Rng rng) {
    return new RoadScenes(
        things.get(part), settings.whole("height"), size, part == Part.TRAIN, rng);
  }

  /// Paints the same scenes for every seed of a run.
  private static Rng fixed(Part part) {
    return Rng.of(0).fork(part.ordinal());
  }

  @Override
  public UNet model() {
    return (UNet) super.model();
  }

  @Override
  protected RoadScenes test() {
    return (RoadScenes) super.test();
  }

  @Override
  protected Tensor cost(Tensor predictions, Tensor targets) {
    return Losses.crossEntropy().withWeights(WEIGHTS).cost(predictions, targets);
  }

  @Override
  public Optimizer optimizer() {
    return oneCycle(Params.of(model()).trainable());
  }

  @Override
  protected Evaluation measure(Dataset samples) {
    Step step =
        Step.inference(
            in -> {
              Tensor logits = model().forward(in[0]);
              return new Tensor[] {logits.argMax(1), cost(logits, in[1])};
            });
    Meter<ConfusionMatrix> counts = Metrics.confusionMatrix(RoadClass.count()).meter();
    double loss = 0;
    for (int from = 0; from < samples.size(); from += CHUNK) {
      Batch batch = chunk(samples, from);
      Tensor[] said = step.run(batch.inputs(), batch.targets());
      counts.update(said[0], batch.targets());
      loss += batch.size() * said[1].item() / samples.size();
    }
    RoadOverlap overlap = new RoadOverlap(counts.state());
    Map<String, Double> figures = overlap.figures();
    figures.put("loss", loss);
    return new Evaluation(samples.size(), figures, RoadClass.words(), overlap.table(), List.of());
  }

  private static Batch chunk(Dataset samples, int from) {
    return samples.batch(IntStream.range(from, Math.min(from + CHUNK, samples.size())).toArray());
  }

  /// What the network sees.
  ///
  /// @param pictures `[N, 3, height, width]` from −1 to 1
  List<RoadSight> see(Tensor pictures) {
    Step step = Step.inference(in -> new Tensor[] {model().forward(in[0]).softmax(1)});
    return RoadSight.of(step.run(pictures)[0]);
  }

  private RoadOverlap overlap(Labelling labelling) {
    Meter<ConfusionMatrix> counts = Metrics.confusionMatrix(RoadClass.count()).meter();
    for (int from = 0; from < test().size(); from += CHUNK) {
      Batch batch = chunk(test(), from);
      counts.update(labelling.of(batch.inputs()), batch.targets());
    }
    return new RoadOverlap(counts.state());
  }

  RoadOverlap byPlace() {
    byPlace = Optional.of(byPlace.orElseGet(() -> overlap(RoadBaselines.byPlace(train()))));
    return byPlace.get();
  }

  RoadOverlap byColour() {
    byColour =
        Optional.of(
            byColour.orElseGet(() -> overlap(RoadBaselines.byColour(train(), settings().seed()))));
    return byColour.get();
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "place",
            new Text(
                "the most frequent class in each place of the picture",
                "la clase más frecuente en cada lugar de la imagen"),
            true,
            () -> byPlace().mean()),
        new Baseline(
            "colour",
            new Text(
                "a linear model on colour and place of a pixel",
                "un modelo lineal con el color y el lugar de un píxel"),
            false,
            () -> byColour().mean()));
  }

  @Override
  public void show(Gallery gallery) {
    new RoadShow(gallery, this, test(), settings().word("things").equals("drawn")).show();
  }

  /// What is seen in somebody's picture: road and line as wholes, then each vehicle and person by
  /// the corners of its box, in shares of a hundred of the part that was looked at.
  @Override
  public List<Prediction> predict(Path file) {
    int height = test().height();
    int width = test().width();
    Pixels small =
        Crop.middle(Images.read(file, Images.Channels.RGB), width, height).resize(height, width);
    Tensor inputs = small.toTensor().mul(2).sub(1).reshape(1, 3, height, width);
    RoadSight sight = see(inputs.compute()).getFirst();
    List<Prediction> said = new ArrayList<>();
    for (RoadClass kind : List.of(RoadClass.ROAD, RoadClass.LANE)) {
      sight.score(kind).ifPresent(score -> said.add(prediction(file.toString(), kind, score)));
    }
    for (Region region : sight.regions()) {
      String box =
          " [%d %d %d %d]"
              .formatted(
                  100 * region.left() / width,
                  100 * region.top() / height,
                  100 * region.right() / width,
                  100 * region.bottom() / height);
      said.add(prediction(file + box, region.kind(), region.score()));
    }
    if (said.isEmpty()) {
      RoadClass nothing = RoadClass.BACKGROUND;
      said.add(prediction(file.toString(), nothing, sight.score(nothing).orElse(0)));
    }
    return said;
  }

  private static Prediction prediction(String of, RoadClass kind, double score) {
    return new Prediction(of, kind.word(), Map.of(kind.word(), score));
  }
}
