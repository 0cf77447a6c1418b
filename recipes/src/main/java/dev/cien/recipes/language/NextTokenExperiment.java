package dev.cien.recipes.language;

import dev.cien.data.Batches;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.AdamW;
import dev.cien.optim.Clipping;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Learns to say what comes next in the Spanish Bible, and is measured in bits a character on
/// chapters that it never read.
class NextTokenExperiment implements Experiment {
  private static final int LOOKED_AT = 4_000;
  private static final double LAST = 0.1;
  private static final double RISE = 0.05;

  private final Settings settings;
  private final Layer model;
  private final Prose prose;

  NextTokenExperiment(Settings settings, Layer model, Prose prose) {
    this.settings = settings;
    this.model = model;
    this.prose = prose;
  }

  /// How many pieces of text an epoch has.
  static Setting windows(int standard) {
    return Setting.whole(
        "windows", standard, 1, "pieces of text an epoch", "trozos de texto por pasada");
  }

  /// How long a piece is.
  static Setting context(int standard) {
    return Setting.whole("context", standard, 2, "tokens a piece", "fichas por trozo");
  }

  /// How many chapters are read.
  static Setting chapters() {
    return Setting.whole(
        "chapters",
        1100,
        1,
        "chapters to learn from, at most those that there are",
        "capítulos de los que aprender, como mucho los que hay");
  }

  /// How many chapters the result is measured on.
  static Setting heldOut(int standard) {
    return Setting.whole(
        "held-out",
        standard,
        1,
        "chapters to measure on, at most those that there are",
        "capítulos en los que medir, como mucho los que hay");
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Layer model() {
    return model;
  }

  /// The text.
  Prose prose() {
    return prose;
  }

  int length() {
    return settings.whole("context");
  }

  @Override
  public Batches training() {
    return training(settings, prose);
  }

  /// Pieces of the training text in batches.
  static Batches training(Settings settings, Prose prose) {
    int windows = settings.whole("windows");
    return Batches.of(
            TextWindows.of(
                prose.train().tokens(), settings.whole("context"), windows, settings.seed()),
            Math.min(windows, settings.whole("batch")))
        .shuffled(settings.seed());
  }

  @Override
  public TrainStep step() {
    return (tokens, targets) -> TrainStep.Outcome.of(Perplexities.cost(model, tokens, targets));
  }

  @Override
  public Optimizer optimizer() {
    return optimizer(model, settings.number("rate"), steps());
  }

  /// AdamW with a rise, then half a cosine down to a tenth.
  static Optimizer optimizer(Object model, double rate, long steps) {
    long rise = Math.max(1, Math.round(RISE * steps));
    return Optimizer.of(Params.of(model).trainable(), AdamW.of(rate))
        .schedule(Schedule.cosine(Math.max(1, steps - rise), LAST * rate).warmUp(rise))
        .clip(Clipping.byGlobalNorm(1));
  }

  @Override
  public Trainer trainer() {
    return Experiment.super.trainer().validation(() -> looked(model));
  }

  /// The figures of a model on the beginning of the validation chapters.
  Map<String, Double> looked(Layer judged) {
    Prose.Part whole = prose.validation();
    int[] tokens = Arrays.copyOf(whole.tokens(), Math.min(whole.tokens().length, LOOKED_AT));
    String text = prose.tokenizer().decode(tokens);
    return measure(judged, new Prose.Part(tokens, text.codePointCount(0, text.length())));
  }

  /// Loss, perplexity and bits a character of a model on a text.
  Map<String, Double> measure(Layer judged, Prose.Part part) {
    double nats = Perplexities.meanNats(judged, length(), part.tokens());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("bits_per_char", Prose.bits(nats * part.tokens().length, part.characters()));
    figures.put("loss", nats);
    figures.put("perplexity", StrictMath.exp(nats));
    return figures;
  }

  @Override
  public Evaluation evaluate() {
    return new Evaluation(
        prose.test().tokens().length,
        measure(model, prose.test()),
        List.of(),
        new int[0][0],
        List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "bigram-characters",
            new Text("bigrams of characters", "bigramas de caracteres"),
            true,
            () -> prose.bitsOfCharacters(2)),
        new Baseline(
            "trigram-characters",
            new Text("trigrams of characters", "trigramas de caracteres"),
            false,
            () -> prose.bitsOfCharacters(3)),
        new Baseline(
            "bigram-tokens",
            new Text("bigrams of the same tokens", "bigramas de las mismas fichas"),
            false,
            () -> prose.bitsOfNGrams(2)));
  }
}
