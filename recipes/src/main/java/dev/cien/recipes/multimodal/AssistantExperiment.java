package dev.cien.recipes.multimodal;

import dev.cien.data.Augmentation;
import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
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
import dev.cien.recipes.multimodal.AssistantPhrases.Part;
import dev.cien.recipes.multimodal.AssistantPhrases.Sentence;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Learns to read requests and to see, and measures whole dialogues.
final class AssistantExperiment implements Experiment, AssistantMind {
  private static final double FORGOTTEN = 0.1;
  private static final int PAIRS = 64;
  private static final int DIGIT_EPOCHS = 5;
  private static final int VALIDATED = 400;
  private static final double TEMPERATURE = 0.1;
  private static final double LOOKING_RATE = 0.003;

  private final Settings settings;
  private final AssistantPictures pictures;
  private final AssistantSentences sentences;
  private final Dataset train;
  private final AssistantSenses senses;
  private final List<AssistantScript> scripts;

  private AssistantExperiment(
      Settings settings, AssistantPictures pictures, List<Sentence> learnt) {
    this.settings = settings;
    this.pictures = pictures;
    this.sentences = AssistantSentences.of(learnt);
    this.train = sentences.dataset(learnt);
    this.senses =
        AssistantSenses.of(
            sentences.vocabulary(), settings.whole("width"), Rng.of(settings.seed()));
    this.scripts =
        AssistantScript.some(
            settings.whole("tested"),
            pictures.digits().test().size(),
            pictures.things().length,
            Part.TEST,
            Rng.of(0));
  }

  static AssistantExperiment of(Settings settings, AssistantPictures pictures) {
    Rng rng = Rng.of(settings.seed()).fork(1);
    return new AssistantExperiment(
        settings, pictures, AssistantPhrases.some(settings.whole("sentences"), Part.TRAIN, rng));
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public AssistantSenses model() {
    return senses;
  }

  AssistantPictures pictures() {
    return pictures;
  }

  List<AssistantScript> scripts() {
    return scripts;
  }

  @Override
  public Batches training() {
    return Batches.of(train, Math.min(settings.whole("batch"), train.size()))
        .shuffled(settings.seed());
  }

  /// The three cross-entropies of sentences in which some words are hidden, so that the network
  /// learns to do with words that it does not know.
  @Override
  public TrainStep step() {
    return (tokens, targets) -> {
      Tensor hidden = Tensor.rand(Mode.rng(), tokens.shape().dims()).lt(FORGOTTEN);
      Tensor unknown = tokens.minimum(AssistantSentences.UNKNOWN);
      Tensor logits = senses.words().forward(Tensor.where(hidden, unknown, tokens));
      Tensor right = Tensor.ones();
      for (int answer = 0; answer < AssistantSentences.ANSWERS; answer++) {
        Tensor said = AssistantSentences.part(logits, answer).argMax(1);
        right = right.mul(said.eq(targets.select(1, answer)).cast(DType.FLOAT32));
      }
      return new TrainStep.Outcome(cost(logits, targets), Map.of("accuracy", right.mean()));
    };
  }

  private static Tensor cost(Tensor logits, Tensor targets) {
    Tensor cost = Tensor.zeros();
    for (int answer = 0; answer < AssistantSentences.ANSWERS; answer++) {
      Tensor part = AssistantSentences.part(logits, answer);
      cost = cost.add(Losses.crossEntropy().cost(part, targets.select(1, answer)));
    }
    return cost;
  }

  /// Sentences in phrasings that are neither learnt nor tested with say how learning goes.
  @Override
  public Trainer trainer() {
    List<Sentence> held = AssistantPhrases.some(VALIDATED, Part.VALIDATION, Rng.of(1));
    Batch all = sentences.dataset(held).all();
    List<Request> due = held.stream().map(Sentence::request).toList();
    Step look =
        Step.inference(
            in -> {
              Tensor logits = senses.words().forward(in[0]);
              return new Tensor[] {logits, cost(logits, in[1])};
            });
    return Experiment.super
        .trainer()
        .validation(
            () -> {
              Tensor[] said = look.run(all.inputs(), all.targets());
              double right = AssistantTruth.share(AssistantSentences.requests(said[0]), due);
              return Map.of("loss", said[1].item(), "accuracy", right);
            });
  }

  @Override
  public Optimizer optimizer() {
    return Optimizer.of(Params.of(senses.words()).trainable(), AdamW.of(settings.number("rate")))
        .schedule(Schedule.oneCycle(steps()));
  }

  @Override
  public List<Phase> before() {
    List<Phase> phases = new ArrayList<>();
    Dataset digits =
        pictures
            .digits()
            .train()
            .take(learntDigits())
            .augment(Augmentation.shift(1).then(Augmentation.rotate(8)));
    phases.add(
        phase(
            "digits",
            new Text("learning to read digits", "aprendiendo a leer dígitos"),
            senses.digits(),
            TrainStep.supervised(senses.digits(), Losses.crossEntropy()),
            Batches.of(digits, Math.min(PAIRS, digits.size())),
            DIGIT_EPOCHS));
    pictures
        .emoji()
        .ifPresent(
            emoji ->
                phases.add(
                    phase(
                        "things",
                        new Text("learning to tell things apart", "aprendiendo a distinguir cosas"),
                        senses.things(),
                        TrainStep.supervised(senses.things(), Losses.contrastive(TEMPERATURE)),
                        Batches.of(emoji.drawings(0.2, pictures.others()), PAIRS),
                        settings.whole("looks"))));
    return phases;
  }

  private int learntDigits() {
    return Math.min(settings.whole("digits"), pictures.digits().train().size());
  }

  private Phase phase(
      String name, Text title, Object model, TrainStep step, Batches batches, int epochs) {
    Batches shuffled = batches.shuffled(settings.seed());
    Optimizer optimizer =
        Optimizer.of(Params.of(model).trainable(), AdamW.of(LOOKING_RATE))
            .schedule(Schedule.oneCycle((long) epochs * shuffled.steps()));
    return new Phase(
        name,
        title,
        model,
        Trainer.custom(model, step, optimizer).epochs(epochs).seed(settings.seed()),
        shuffled);
  }

  @Override
  public List<Request> read(List<String> asked) {
    return senses.read(sentences.tokens(asked));
  }

  @Override
  public int[] digits(int... asked) {
    return senses.digits(pictures.digits().test().select(asked));
  }

  @Override
  public int[] things(int... asked) {
    if (asked.length == 0) {
      return new int[0];
    }
    int[] shown = pictures.by(1);
    return senses.nearest(
        pictures.drawings().select(pictures.by(0)),
        pictures.drawings().select(IntStream.of(asked).map(i -> shown[i]).toArray()));
  }

  /// What should be answered.
  List<List<String>> truth() {
    return new AssistantTruth(scripts, pictures).answers(scripts, pictures.names());
  }

  /// The share of the dialogues in which a mind answers every turn as it should.
  double success(AssistantMind mind) {
    List<List<String>> said = mind.answers(scripts, pictures.names());
    List<List<String>> due = truth();
    return IntStream.range(0, due.size()).filter(i -> said.get(i).equals(due.get(i))).count()
        / (double) due.size();
  }

  @Override
  public Evaluation evaluate() {
    AssistantTruth truth = new AssistantTruth(scripts, pictures);
    List<String> asked =
        scripts.stream()
            .flatMap(script -> script.turns().stream())
            .map(turn -> turn.sentence().text())
            .toList();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("dialogue_success", success(this));
    figures.put("requests_right", AssistantTruth.share(read(asked), truth.read(asked)));
    int[] digits = IntStream.range(0, pictures.digits().test().size()).toArray();
    figures.put("digits_right", AssistantTruth.share(digits(digits), truth.digits(digits)));
    if (pictures.emoji().isPresent()) {
      int[] things = IntStream.range(0, pictures.things().length).toArray();
      figures.put("things_right", AssistantTruth.share(things(things), things));
      int[] pixels = new AssistantKeywords(pictures, 0).things(things);
      figures.put("things_right_pixels", AssistantTruth.share(pixels, things));
    }
    return new Evaluation(scripts.size(), figures, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "keywords",
            new Text(
                "keywords, and the nearest picture pixel by pixel",
                "palabras clave y la imagen más cercana píxel a píxel"),
            true,
            () -> success(new AssistantKeywords(pictures, learntDigits()))));
  }

  @Override
  public void show(Gallery gallery) {
    new AssistantShow(gallery, this).show();
  }

  @Override
  public List<Prediction> predict(Path file) {
    return together(List.of(file));
  }

  @Override
  public List<Prediction> together(List<Path> files) {
    return new AssistantFiles(this).answers(files);
  }
}
