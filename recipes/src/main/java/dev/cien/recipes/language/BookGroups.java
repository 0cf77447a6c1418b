package dev.cien.recipes.language;

import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.Bert;
import dev.cien.zoo.BertClassifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// BERT's second half: a model that has guessed hidden words learns from few examples which part of
/// the Bible a piece of text is from.
public final class BookGroups implements Recipe {
  /// The first book of each part, and what the part is called.
  private enum Group {
    LAW(0, "law"),
    HISTORY(5, "history"),
    POETRY(17, "poetry"),
    PROPHETS(22, "prophets"),
    GOSPELS(39, "gospels and acts"),
    LETTERS(44, "letters and revelation");

    private final int first;
    private final String title;

    Group(int first, String title) {
      this.first = first;
      this.title = title;
    }

    static Group of(int book) {
      Group found = LAW;
      for (Group group : values()) {
        found = book >= group.first ? group : found;
      }
      return found;
    }
  }

  @Override
  public Card card() {
    return new Card(
        "bert-books",
        new Text("Fine-tuning a BERT with few examples", "Afinar un BERT con pocos ejemplos"),
        new Text(
            "What was learnt without labels helps where labels are few: the same classifier from"
                + " scratch is the baseline.",
            "Lo aprendido sin etiquetas ayuda donde hay pocas: el mismo clasificador desde cero es"
                + " la referencia."),
        List.of("H9", "A4.1"),
        "accuracy",
        true,
        0.5,
        100,
        "J. Devlin et al.: BERT: Pre-training of deep bidirectional transformers for language"
            + " understanding, 2018, arXiv:1810.04805.");
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(12),
                Setting.seed(),
                Setting.batch(32),
                Setting.rate(0.001),
                Setting.whole(
                    "examples",
                    300,
                    12,
                    "pieces of text with a label",
                    "trozos de texto con etiqueta"),
                Setting.number(
                    "pretraining-rate",
                    0.001,
                    0,
                    10,
                    "learning rate while words are guessed",
                    "tasa de aprendizaje mientras se adivinan palabras"),
                Setting.whole(
                    "windows",
                    19200,
                    1,
                    "pieces of text for guessing words",
                    "trozos de texto para adivinar palabras")));
    all.addAll(MaskedWords.model());
    return all;
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("windows", "6400", "words", "1000", "epochs", "6", "held-out", "20");
  }

  @Override
  public double quickFloor() {
    return 0.35;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Scripture scripture = Scripture.load();
    List<Scripture.Chapter> train = Scripture.some(scripture.train(), settings.whole("chapters"));
    HiddenWords words = HiddenWords.of(train, settings.whole("words"), settings.whole("context"));
    int held = settings.whole("held-out");
    return new Sorter(
        settings,
        words,
        train,
        labelled(words, train, settings.whole("examples"), settings.seed()),
        labelled(words, Scripture.some(scripture.validation(), held), 400, 1),
        labelled(words, Scripture.some(scripture.test(), held), 1000, 1));
  }

  /// Pieces of chapters with the number of their group.
  private static TensorDataset labelled(
      HiddenWords words, List<Scripture.Chapter> chapters, int most, long seed) {
    List<int[]> pieces = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    for (Scripture.Chapter chapter : chapters) {
      int[] text = words.words(List.of(chapter));
      for (int from = 0; from + words.length() <= text.length; from += words.length()) {
        pieces.add(Arrays.copyOfRange(text, from, from + words.length()));
        groups.add(Group.of(chapter.book()).ordinal());
      }
    }
    int[] order = Rng.of(seed).permutation(pieces.size());
    int count = Math.min(most, order.length);
    int[] inputs = new int[count * words.length()];
    int[] targets = new int[count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(pieces.get(order[i]), 0, inputs, i * words.length(), words.length());
      targets[i] = groups.get(order[i]);
    }
    return TensorDataset.of(Tensor.of(inputs, count, words.length()), Tensor.of(targets, count));
  }

  private static final class Sorter extends Classification {
    private final HiddenWords words;
    private final List<Scripture.Chapter> chapters;
    private final BertClassifier model;

    Sorter(
        Settings settings,
        HiddenWords words,
        List<Scripture.Chapter> chapters,
        TensorDataset train,
        TensorDataset validation,
        TensorDataset test) {
      this(settings, words, chapters, classifier(settings, words), train, validation, test);
    }

    private Sorter(
        Settings settings,
        HiddenWords words,
        List<Scripture.Chapter> chapters,
        BertClassifier model,
        TensorDataset train,
        TensorDataset validation,
        TensorDataset test) {
      super(
          settings,
          model,
          train,
          Optional.of(validation),
          test,
          Arrays.stream(Group.values()).map(group -> group.title).toList());
      this.words = words;
      this.chapters = chapters;
      this.model = model;
    }

    private static BertClassifier classifier(Settings settings, HiddenWords words) {
      return BertClassifier.of(
          MaskedWords.bert(settings, words), Group.values().length, Rng.of(settings.seed() + 1));
    }

    @Override
    public List<Phase> before() {
      Bert bert = model.bert();
      Batches text =
          MaskedWords.batches(
              settings(), words.words(chapters), words.length(), settings().whole("windows"));
      Trainer trainer =
          Trainer.custom(
                  bert,
                  (shown, next) -> TrainStep.Outcome.of(words.cost(bert, shown)),
                  NextTokenExperiment.optimizer(
                      bert, settings().number("pretraining-rate"), text.steps()))
              .seed(settings().seed());
      return List.of(
          new Phase(
              "guessing",
              new Text("guessing hidden words", "adivinar palabras ocultas"),
              bert,
              trainer,
              text));
    }

    @Override
    public Optimizer optimizer() {
      return optimizer(model);
    }

    private Optimizer optimizer(Layer classifier) {
      return NextTokenExperiment.optimizer(classifier, settings().number("rate"), steps());
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          majority(),
          new Baseline(
              "from-scratch",
              new Text(
                  "the same classifier without having guessed words",
                  "el mismo clasificador sin haber adivinado palabras"),
              false,
              this::fromScratch));
    }

    /// Which part of the Bible lines may be from.
    @Override
    public List<Prediction> predict(Path file) {
      return Lines.of(file).stream().map(this::prediction).toList();
    }

    private Prediction prediction(Lines.Line line) {
      int[] tokens = line.atMost(words.length(), words.tokenizer().encodePlain(line.text()));
      return prediction(line.text(), outputs(Tensor.of(tokens, 1, tokens.length)));
    }

    private double fromScratch() {
      BertClassifier fresh = classifier(settings(), words);
      Trainer.custom(
              fresh,
              (text, group) -> TrainStep.Outcome.of(cost(fresh.forward(text), group)),
              optimizer(fresh))
          .epochs(settings().epochs())
          .seed(settings().seed())
          .fit(training());
      return accuracy(fresh);
    }
  }
}
