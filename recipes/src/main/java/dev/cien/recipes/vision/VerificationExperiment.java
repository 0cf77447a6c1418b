package dev.cien.recipes.vision;

import dev.cien.data.Dataset;
import dev.cien.data.SmallFaces;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Loss;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Crop;
import dev.cien.recipes.kit.Drawings;
import dev.cien.recipes.kit.EmojiMakers;
import dev.cien.recipes.kit.Supervised;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.PictureEmbedding;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A network that learns distances between drawings of emoji, and what they are worth on emoji that
/// it never saw and on changed faces.
final class VerificationExperiment extends Supervised {
  private static final int NEAREST = 5;

  private final EmojiMakers emoji;
  private final FaceChanges faces;
  private final Loss loss;

  private VerificationExperiment(
      Settings settings, PictureEmbedding model, EmojiMakers emoji, FaceChanges faces) {
    super(
        settings,
        model,
        emoji.drawings(settings.number("changed"), emoji.parts().train()),
        Optional.of(emoji.drawings(0, emoji.parts().validation())),
        emoji.drawings(0, emoji.parts().test()));
    this.emoji = emoji;
    this.faces = faces;
    this.loss =
        settings.word("loss").equals("triplet")
            ? Losses.hardTriplet(settings.number("margin"))
            : Losses.contrastive(settings.number("temperature"));
  }

  static VerificationExperiment of(Settings settings) {
    return of(
        settings,
        EmojiMakers.load(settings.whole("samples"), settings.seed(), SmallFaces.NAME),
        SmallFaces.load());
  }

  static VerificationExperiment of(Settings settings, EmojiMakers emoji, SmallFaces faces) {
    return new VerificationExperiment(settings, untrained(settings), emoji, FaceChanges.of(faces));
  }

  private static PictureEmbedding untrained(Settings settings) {
    return PictureEmbedding.of(
        3,
        EmojiMakers.SIDE,
        settings.whole("channels"),
        settings.whole("width"),
        Rng.of(settings.seed()));
  }

  @Override
  public PictureEmbedding model() {
    return (PictureEmbedding) super.model();
  }

  EmojiMakers emoji() {
    return emoji;
  }

  FaceChanges faces() {
    return faces;
  }

  @Override
  protected Tensor cost(Tensor predictions, Tensor targets) {
    return loss.cost(predictions, targets);
  }

  @Override
  public Optimizer optimizer() {
    return oneCycle(Params.of(model()).trainable());
  }

  /// The pairs of all first with all second drawings of some emoji.
  private static Pairs pairs(float[]... both) {
    return Pairs.matching(side(both, 0), side(both, 1));
  }

  /// One maker's part of rows that hold the vectors of both.
  static float[][] side(float[][] both, int maker) {
    return Arrays.stream(both)
        .map(
            row -> {
              int width = row.length / EmojiMakers.MAKERS;
              return Arrays.copyOfRange(row, maker * width, (maker + 1) * width);
            })
        .toArray(float[][]::new);
  }

  static float[][] vectors(Layer network, Dataset pictures) {
    Outputs outputs = outputs(network, pictures);
    return IntStream.range(0, outputs.size()).mapToObj(outputs::row).toArray(float[][]::new);
  }

  /// Pictures as their own pixels.
  static float[][] pixels(Dataset pictures) {
    return vectors(x -> x.flatten(1, 3), pictures);
  }

  /// The pairs of the test emoji as a network sees them.
  Pairs emojiPairs(Layer network) {
    return pairs(vectors(network, test()));
  }

  /// The pairs of the changed faces as a network sees them.
  Pairs facePairs(float[]... vectors) {
    return Pairs.of(vectors, vectors, FaceChanges::kind);
  }

  /// The distance up to which two pictures are called the same, from the validation emoji.
  double threshold() {
    return pairs(vectors(model(), emoji.drawings(0, emoji.parts().validation()))).threshold();
  }

  @Override
  protected Evaluation measure(Dataset samples) {
    float[][] both = vectors(model(), samples);
    return evaluation(
        samples.size(), Map.of("equal_error", pairs(both).equalError(), "loss", lossOf(both)));
  }

  /// The cost of all drawings as one batch, larger than those of learning.
  private double lossOf(float[]... both) {
    int makers = EmojiMakers.MAKERS;
    int width = both[0].length / makers;
    float[] values = new float[both.length * both[0].length];
    for (int i = 0; i < both.length; i++) {
      System.arraycopy(both[i], 0, values, i * both[i].length, both[i].length);
    }
    int[] ids = IntStream.range(0, makers * both.length).map(i -> i / makers).toArray();
    return loss.cost(Tensor.of(values, ids.length, width), Tensor.of(ids, ids.length)).item();
  }

  @Override
  public Evaluation evaluate() {
    float[][] both = vectors(model(), test());
    Pairs pairs = pairs(both);
    int[] test = emoji.parts().test();
    Pairs alike =
        new Pairs(
            pairs.all().stream()
                .filter(p -> emoji.alike(test[p.first()], test[p.second()]))
                .toList());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("equal_error", pairs.equalError());
    figures.put("equal_error_alike", alike.equalError());
    figures.put("error_at_threshold", pairs.errorAt(threshold()));
    figures.put("equal_error_faces", facePairs(vectors(model(), faces)).equalError());
    float[][] pixels = pixels(faces);
    figures.put("equal_error_faces_pixels", facePairs(pixels).equalError());
    figures.put("equal_error_faces_normalised", facePairs(Pairs.normalised(pixels)).equalError());
    figures.put("loss", lossOf(both));
    return evaluation(test.length, figures);
  }

  private static Evaluation evaluation(int samples, Map<String, Double> figures) {
    return new Evaluation(samples, figures, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "pixels",
            new Text("the distance of the pixels", "la distancia de los píxeles"),
            true,
            () -> pixelPairs().equalError()),
        new Baseline(
            "normalised-pixels",
            new Text(
                "the distance of the pixels without mean and contrast",
                "la distancia de los píxeles sin media ni contraste"),
            true,
            () -> {
              float[][] both = pixels(test());
              return Pairs.matching(
                      Pairs.normalised(side(both, 0)), Pairs.normalised(side(both, 1)))
                  .equalError();
            }),
        new Baseline(
            "untrained",
            new Text("the same network before learning", "la misma red antes de aprender"),
            true,
            () -> emojiPairs(untrained(settings())).equalError()));
  }

  /// The pairs of the test emoji by their pixels.
  Pairs pixelPairs() {
    return pairs(pixels(test()));
  }

  /// The pairs of the test emoji as the network sees them before learning.
  Pairs untrainedPairs() {
    return emojiPairs(untrained(settings()));
  }

  @Override
  public void show(Gallery gallery) {
    VerificationShow.of(gallery, this).show();
  }

  /// The drawings that lie nearest to somebody's picture, with their distances.
  @Override
  public List<Prediction> predict(Path file) {
    float[] asked = vector(file);
    Drawings all = new Drawings(emoji.pictures(), EmojiMakers.MAKERS, emoji.all());
    float[][] both = vectors(model(), all);
    double[] distances =
        Arrays.stream(both)
            .mapToDouble(
                row ->
                    Math.min(
                        Pairs.distance(asked, side(new float[][] {row}, 0)[0]),
                        Pairs.distance(asked, side(new float[][] {row}, 1)[0])))
            .toArray();
    String nearest =
        IntStream.range(0, distances.length)
            .boxed()
            .sorted((a, b) -> Double.compare(distances[a], distances[b]))
            .limit(NEAREST)
            .map(i -> title(i) + " " + number(distances[i]))
            .collect(Collectors.joining(" · "));
    return List.of(new Prediction(file.toString(), nearest, Map.of()));
  }

  /// Whether two pictures show the same.
  @Override
  public List<Prediction> together(List<Path> files) {
    if (files.size() != 2) {
      throw new InputException(
          new Text(
              "expected one picture, whose nearest emoji are named, or two to compare, found "
                  + files.size(),
              "se esperaba una imagen, cuyos emojis más cercanos se nombran, o dos que comparar,"
                  + " se encontraron "
                  + files.size()));
    }
    double distance = Pairs.distance(vector(files.getFirst()), vector(files.getLast()));
    double threshold = threshold();
    boolean same = distance <= threshold;
    String answer =
        (same ? "the same / lo mismo: " : "different / distinto: ")
            + number(distance)
            + (same ? " ≤ " : " > ")
            + number(threshold);
    return List.of(new Prediction(files.getFirst() + " + " + files.getLast(), answer, Map.of()));
  }

  private float[] vector(Path file) {
    Pixels small =
        Crop.middle(Images.read(file, Images.Channels.RGBA).onWhite(), 1, 1)
            .resize(EmojiMakers.SIDE, EmojiMakers.SIDE);
    return outputs(small.toTensor().reshape(1, 3, EmojiMakers.SIDE, EmojiMakers.SIDE));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  String title(int number) {
    var sign = emoji.signs().get(number);
    return sign.text() + " " + sign.english().name() + " / " + sign.spanish().name();
  }
}
