package dev.cien.recipes.multimodal;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.data.Foods;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.PostReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Three networks of one size that learn from the same posts, with the same steps: one is shown
/// texts and faces, one the texts, one the faces.
final class PostsExperiment implements Experiment {
  /// What a network is shown; the rest is as if nobody had written or attached anything.
  enum Shown {
    BOTH,
    TEXT,
    PICTURE
  }

  /// What a run keeps.
  record Model(PostReader both, PostReader text, PostReader picture) {
    PostReader of(Shown shown) {
      return switch (shown) {
        case BOTH -> both;
        case TEXT -> text;
        case PICTURE -> picture;
      };
    }
  }

  private static final int CHUNK = 256;
  private static final double DECAY = 0.1;

  private final Settings settings;
  private final FoodPosts posts;
  private final Model model;
  private final List<FoodPosts.Post> test;
  private final CaptionedPictures tested;

  PostsExperiment(Settings settings, FoodPosts posts) {
    this.settings = settings;
    this.posts = posts;
    this.model = new Model(network(), network(), network());
    this.test = posts.test();
    this.tested = posts.dataset(test, false);
  }

  private PostReader network() {
    return PostReader.of(
        new PostReader.Size(
            posts.vocabulary(),
            settings.whole("size"),
            settings.whole("filters"),
            settings.whole("channels"),
            settings.whole("width"),
            settings.number("dropout")),
        Foods.CLASSES.size(),
        Rng.of(settings.seed()));
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public Batches training() {
    Dataset train = posts.train();
    return Batches.of(train, Math.min(settings.whole("batch"), train.size()))
        .shuffled(settings.seed());
  }

  @Override
  public TrainStep step() {
    return step(Shown.BOTH);
  }

  private TrainStep step(Shown shown) {
    return (pictures, targets) -> {
      Tensor labels = CaptionedPictures.labels(targets);
      Tensor logits = logits(shown, pictures, targets);
      Tensor accuracy = logits.argMax(1).eq(labels).cast(DType.FLOAT32).mean();
      return new TrainStep.Outcome(
          Losses.crossEntropy().cost(logits, labels), Map.of("accuracy", accuracy));
    };
  }

  private Tensor logits(Shown shown, Tensor pictures, Tensor targets) {
    Tensor words = CaptionedPictures.tokens(targets);
    // White is 1, and no word is 0.
    return model
        .of(shown)
        .forward(
            shown == Shown.TEXT ? pictures.mul(0).add(1) : pictures,
            shown == Shown.PICTURE ? words.mul(0) : words);
  }

  @Override
  public Optimizer optimizer() {
    return optimizer(Shown.BOTH);
  }

  private Optimizer optimizer(Shown shown) {
    return Optimizer.of(
            Params.of(model.of(shown)).trainable(),
            AdamW.of(settings.number("rate")).withWeightDecay(DECAY))
        .schedule(Schedule.oneCycle(steps()));
  }

  @Override
  public Trainer trainer() {
    CaptionedPictures held = posts.dataset(posts.validation(), true);
    return Experiment.super.trainer().validation(() -> validated(held));
  }

  private Map<String, Double> validated(CaptionedPictures held) {
    double[] great = great(Shown.BOTH, held);
    double loss = 0;
    for (int i = 0; i < great.length; i++) {
      double right = held.label()[i] == 0 ? great[i] : 1 - great[i];
      loss -= Math.log(Math.max(right, Float.MIN_NORMAL)) / great.length;
    }
    return Map.of("loss", loss, "accuracy", share(held, answers(great), _ -> true));
  }

  @Override
  public List<Phase> before() {
    return List.of(
        phase(
            Shown.TEXT,
            "text",
            new Text("training on texts alone", "entrenando solo con los textos")),
        phase(
            Shown.PICTURE,
            "picture",
            new Text("training on pictures alone", "entrenando solo con las imágenes")));
  }

  private Phase phase(Shown shown, String name, Text title) {
    Trainer trainer =
        Trainer.custom(model.of(shown), step(shown), optimizer(shown))
            .epochs(settings.epochs())
            .seed(settings.seed());
    return new Phase(name, title, model.of(shown), trainer, training());
  }

  FoodPosts posts() {
    return posts;
  }

  /// The posts of the test.
  List<FoodPosts.Post> test() {
    return test;
  }

  /// The probability that each post of the test means great.
  double[] great(Shown shown) {
    return great(shown, tested);
  }

  private double[] great(Shown shown, Dataset samples) {
    Step look =
        Step.inference(in -> new Tensor[] {logits(shown, in[0], in[1]).softmax(1).select(1, 0)});
    double[] great = new double[samples.size()];
    for (int from = 0; from < great.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, great.length);
      Batch batch = samples.batch(IntStream.range(from, to).toArray());
      double[] part = look.run(batch.inputs(), batch.targets())[0].toDoubles();
      System.arraycopy(part, 0, great, from, part.length);
    }
    return great;
  }

  /// What samples mean.
  private static int[] answers(double[] great) {
    return Arrays.stream(great).mapToInt(p -> p >= 0.5 ? 0 : 1).toArray();
  }

  /// The share of right answers among some of the samples.
  private static double share(CaptionedPictures samples, int[] answers, IntPredicate which) {
    int[] some = IntStream.range(0, answers.length).filter(which).toArray();
    return (double) Arrays.stream(some).filter(i -> answers[i] == samples.label()[i]).count()
        / some.length;
  }

  /// The share of right answers to test posts, all of them and by pairing.
  ///
  /// @param all of all
  record Shares(double all, Map<PostPairing, Double> by) {}

  /// How often a network is right.
  Shares shares(Shown shown) {
    int[] answers = answers(great(shown));
    Map<PostPairing, Double> by = new EnumMap<>(PostPairing.class);
    for (PostPairing pairing : PostPairing.values()) {
      by.put(pairing, share(tested, answers, i -> test.get(i).pairing() == pairing));
    }
    return new Shares(share(tested, answers, _ -> true), by);
  }

  @Override
  public Evaluation evaluate() {
    Shares both = shares(Shown.BOTH);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", both.all());
    metrics.put("accuracy_no_picture", both.by().get(PostPairing.NONE));
    metrics.put("accuracy_agreeing", both.by().get(PostPairing.AGREEING));
    metrics.put("accuracy_conflict", both.by().get(PostPairing.IRONIC));
    metrics.put("conflict_text_only", shares(Shown.TEXT).by().get(PostPairing.IRONIC));
    metrics.put("conflict_picture_only", shares(Shown.PICTURE).by().get(PostPairing.IRONIC));
    return new Evaluation(test.size(), metrics, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "majority",
            new Text("always the same answer", "siempre la misma respuesta"),
            true,
            () -> share(tested, new int[test.size()], _ -> true)),
        new Baseline(
            "text",
            new Text(
                "the same network, shown only the texts", "la misma red, que solo ve los textos"),
            true,
            () -> shares(Shown.TEXT).all()),
        new Baseline(
            "picture",
            new Text(
                "the same network, shown only the pictures",
                "la misma red, que solo ve las imágenes"),
            true,
            () -> shares(Shown.PICTURE).all()));
  }

  /// What posts mean that stand in the lines of a text, each with or without an emoji.
  @Override
  public List<Prediction> predict(Path file) {
    List<PostLine> lines =
        Lines.of(file).stream().map(line -> PostLine.of(line, posts.faces())).toList();
    return lines.stream()
        .map(
            line ->
                Prediction.among(
                    line.line(),
                    Foods.CLASSES,
                    model
                        .both()
                        .forward(
                            posts.faces().plain(line.face().stream().toList()).batch(0).inputs(),
                            Tensor.of(posts.words(line.text()), 1, posts.length()))
                        .softmax(1)
                        .toDoubles()))
        .toList();
  }

  @Override
  public void show(Gallery gallery) {
    new PostsShow(this, gallery).all();
  }
}
