package dev.cien.recipes.language;

import dev.cien.data.Batches;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.NGram;
import dev.cien.tensor.Rng;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.Bert;
import dev.cien.zoo.GptConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// BERT's first half: words of the Spanish Bible are hidden, and the model guesses them from both
/// sides.
public final class MaskedWords implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "bert",
        new Text("A BERT that guesses hidden words", "Un BERT que adivina palabras ocultas"),
        new Text(
            "To guess a hidden word, the model must use what stands before and after it; no labels"
                + " are needed.",
            "Para adivinar una palabra oculta, el modelo ha de usar lo que hay antes y después; no"
                + " hacen falta etiquetas."),
        List.of("H9", "T4", "A4.1"),
        "top5",
        true,
        0.5,
        300,
        "J. Devlin et al.: BERT: Pre-training of deep bidirectional transformers for language"
            + " understanding, 2018, arXiv:1810.04805.");
  }

  /// The settings of a model of words.
  static List<Setting> model() {
    return List.of(
        Setting.whole("words", 2000, 10, "different words", "palabras distintas"),
        NextTokenExperiment.context(32),
        SpanishGpt.width(64),
        SpanishGpt.layers(2),
        Setting.number("dropout", 0.1, 0, 0.9, "share left out", "fracción omitida"),
        NextTokenExperiment.chapters(),
        NextTokenExperiment.heldOut(30));
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(18),
                Setting.seed(),
                Setting.batch(64),
                Setting.rate(0.002),
                NextTokenExperiment.windows(25_600)));
    all.addAll(model());
    return all;
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "1", "windows", "6400", "held-out", "10", "words", "1000");
  }

  @Override
  public double quickFloor() {
    return 0.2;
  }

  /// A model of the sizes that the settings ask for.
  static Bert bert(Settings settings, HiddenWords words) {
    GptConfig sizes =
        SpanishGpt.config(settings, words.tokenizer().size())
            .withDropout(settings.number("dropout"));
    return Bert.of(sizes, Rng.of(settings.seed()));
  }

  @Override
  public Experiment prepare(Settings settings) {
    Scripture scripture = Scripture.load();
    int held = settings.whole("held-out");
    List<Scripture.Chapter> train = Scripture.some(scripture.train(), settings.whole("chapters"));
    HiddenWords words = HiddenWords.of(train, settings.whole("words"), settings.whole("context"));
    return new Guesser(
        settings,
        bert(settings, words),
        words,
        words.words(train),
        words.words(Scripture.some(scripture.validation(), held)),
        words.words(Scripture.some(scripture.test(), held)));
  }

  private static final class Guesser implements Experiment {
    private static final long HIDDEN = 7;
    private static final int LOOKED_AT = 3200;
    private static final int SHOWN = 25;
    private static final int AROUND = 6;

    private final Settings settings;
    private final Bert model;
    private final HiddenWords words;
    private final int[] train;
    private final int[] validation;
    private final int[] test;

    Guesser(
        Settings settings,
        Bert model,
        HiddenWords words,
        int[] train,
        int[] validation,
        int[] test) {
      this.settings = settings;
      this.model = model;
      this.words = words;
      this.train = train;
      this.validation = Arrays.copyOf(validation, Math.min(validation.length, LOOKED_AT));
      this.test = test;
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Bert model() {
      return model;
    }

    @Override
    public Batches training() {
      return batches(settings, "batch", train, words.length());
    }

    @Override
    public TrainStep step() {
      return (text, next) -> TrainStep.Outcome.of(words.cost(model, text));
    }

    @Override
    public Optimizer optimizer() {
      return NextTokenExperiment.optimizer(model, settings.number("rate"), steps());
    }

    @Override
    public Trainer trainer() {
      return Experiment.super.trainer().validation(() -> figures(validation)).watch("top5", true);
    }

    private Map<String, Double> figures(int[] text) {
      List<HiddenWords.Guess> guesses = words.guess(model, text, HIDDEN);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("top5", HiddenWords.share(guesses, text, 5));
      figures.put("top1", HiddenWords.share(guesses, text, 1));
      return figures;
    }

    @Override
    public Evaluation evaluate() {
      return new Evaluation(test.length / 7, figures(test), List.of(), new int[0][0], List.of());
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          new Baseline(
              "unigram",
              new Text(
                  "always the five most frequent words",
                  "siempre las cinco palabras más frecuentes"),
              true,
              this::unigram));
    }

    /// The share of hidden words that are among the most frequent ones.
    private double unigram() {
      int[] often =
          Arrays.stream(
                  NGram.of(1, words.tokenizer().size(), train).frequent(words.tokenizer().size()))
              .filter(words::isWord)
              .limit(5)
              .toArray();
      List<HiddenWords.Guess> same =
          words.guess(model, test, HIDDEN).stream()
              .map(guess -> new HiddenWords.Guess(guess.place(), often))
              .toList();
      return HiddenWords.share(same, test, 5);
    }

    @Override
    public List<Prediction> predict(Path file) {
      return new Gaps(words, model).fill(file);
    }

    @Override
    public void show(Gallery gallery) {
      List<List<String>> table = new ArrayList<>();
      table.add(
          List.of(
              gallery.in("text", "texto"),
              gallery.in("hidden", "oculta"),
              gallery.in("the five likeliest", "las cinco más probables"),
              gallery.in("place of the right one", "lugar de la correcta")));
      words.guess(model, test, HIDDEN).stream()
          .limit(SHOWN)
          .forEach(
              guess ->
                  table.add(
                      List.of(
                          readable(
                              text(guess.place() - AROUND, guess.place())
                                  + " ____ "
                                  + text(guess.place() + 1, guess.place() + 1 + AROUND)),
                          words.tokenizer().token(test[guess.place()]),
                          Arrays.stream(guess.best())
                              .mapToObj(words.tokenizer()::token)
                              .collect(Collectors.joining(", ")),
                          place(guess.best(), test[guess.place()]))));
      gallery.table(
          "hidden-words",
          new Text(
              "Words of chapters that it never read, and what it guessed; · stands for words too"
                  + " rare for its vocabulary.",
              "Palabras de capítulos que nunca leyó, y lo que adivinó; · está por palabras"
                  + " demasiado raras para su vocabulario."),
          table);
    }

    private static String place(int[] best, int right) {
      return IntStream.range(0, best.length)
          .filter(i -> best[i] == right)
          .mapToObj(i -> Integer.toString(i + 1))
          .findFirst()
          .orElse("—");
    }

    private String text(int from, int to) {
      return Arrays.stream(test, Math.max(0, from), Math.max(0, Math.min(to, test.length)))
          .mapToObj(words.tokenizer()::token)
          .collect(Collectors.joining(" "));
    }
  }

  /// Signs close to their words, as they are written.
  static String readable(String words) {
    return words.replace("<unk>", "·").replaceAll(" ([,.;:!?])", "$1").replaceAll("([¿¡]) ", "$1");
  }

  /// As many pieces of a text as the setting `windows` says, in batches.
  ///
  /// @param batch the setting that says of how many
  static Batches batches(Settings settings, String batch, int[] text, int length) {
    int windows = settings.whole("windows");
    return Batches.of(
            TextWindows.of(text, length, windows, settings.seed()),
            Math.min(windows, settings.whole(batch)))
        .shuffled(settings.seed());
  }
}
