package dev.cien.recipes.language;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
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
import java.util.stream.IntStream;

/// BERT's second half: a model that has guessed hidden words learns from few examples whether the
/// words of a piece of text stand in their order.
public final class WordOrder implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "bert-order",
        new Text(
            "Fine-tuning a BERT: is the order of the words right?",
            "Afinar un BERT: ¿está bien el orden de las palabras?"),
        new Text(
            "What was learnt without labels helps where labels are few: the same classifier from"
                + " scratch is the baseline.",
            "Lo aprendido sin etiquetas ayuda donde hay pocas: el mismo clasificador desde cero es"
                + " la referencia."),
        List.of("H9", "A4.1"),
        "accuracy",
        true,
        0.7,
        330,
        "J. Devlin et al.: BERT: Pre-training of deep bidirectional transformers for language"
            + " understanding, 2018, arXiv:1810.04805.");
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(10),
                Setting.seed(),
                Setting.batch(32),
                Setting.rate(0.001),
                Setting.whole(
                    "examples",
                    1000,
                    12,
                    "pieces of text with a label",
                    "trozos de texto con etiqueta"),
                Setting.whole(
                    "swaps",
                    3,
                    1,
                    "pairs of neighbours that change places",
                    "parejas de vecinas que cambian de sitio"),
                Setting.number(
                    "pretraining-rate",
                    0.002,
                    0,
                    10,
                    "learning rate while words are guessed",
                    "tasa de aprendizaje mientras se adivinan palabras"),
                Setting.whole(
                    "pretraining-batch",
                    64,
                    1,
                    "pieces of text a step while words are guessed",
                    "trozos de texto por paso mientras se adivinan palabras"),
                Setting.whole(
                    "windows",
                    450_000,
                    1,
                    "pieces of text for guessing words",
                    "trozos de texto para adivinar palabras")));
    all.addAll(MaskedWords.model());
    return all;
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("windows", "6400", "examples", "200", "epochs", "4", "held-out", "20");
  }

  @Override
  public double quickFloor() {
    return 0.4;
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
        labelled(words, train, settings.whole("examples"), settings),
        labelled(words, Scripture.some(scripture.validation(), held), 400, settings),
        labelled(words, Scripture.some(scripture.test(), held), 1000, settings));
  }

  /// Pieces of chapters, every second one with neighbours that have changed places: class 1.
  private static TensorDataset labelled(
      HiddenWords words, List<Scripture.Chapter> chapters, int most, Settings settings) {
    int length = words.length();
    int[] text = words.words(chapters);
    Rng rng = Rng.of(settings.seed());
    int[] order = rng.permutation(text.length / length);
    int count = Math.min(most, order.length);
    int[] inputs = new int[count * length];
    int[] targets = new int[count];
    for (int i = 0; i < count; i++) {
      int[] piece = Arrays.copyOfRange(text, order[i] * length, (order[i] + 1) * length);
      targets[i] = i % 2;
      if (targets[i] == 1) {
        swap(words, piece, settings.whole("swaps"), rng);
      }
      System.arraycopy(piece, 0, inputs, i * length, length);
    }
    return TensorDataset.of(Tensor.of(inputs, count, length), Tensor.of(targets, count));
  }

  /// Has neighbours change places that are two different words of the vocabulary.
  private static void swap(HiddenWords words, int[] piece, int swaps, Rng rng) {
    List<Integer> places =
        new ArrayList<>(
            IntStream.range(0, piece.length - 1)
                .filter(i -> piece[i] != piece[i + 1])
                .filter(i -> words.isWord(piece[i]) && words.isWord(piece[i + 1]))
                .boxed()
                .toList());
    for (int i = 0; i < swaps && !places.isEmpty(); i++) {
      int at = places.get(rng.nextInt(places.size()));
      int first = piece[at];
      piece[at] = piece[at + 1];
      piece[at + 1] = first;
      places.removeIf(place -> Math.abs(place - at) <= 1);
    }
  }

  private static final class Sorter extends Classification {
    private static final int SHOWN = 20;
    private static final List<String> CLASSES = List.of("in order", "changed");

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
      super(settings, model, train, Optional.of(validation), test, CLASSES);
      this.words = words;
      this.chapters = chapters;
      this.model = model;
    }

    private static BertClassifier classifier(Settings settings, HiddenWords words) {
      return BertClassifier.of(
          MaskedWords.bert(settings, words), CLASSES.size(), Rng.of(settings.seed() + 1));
    }

    @Override
    public List<Phase> before() {
      Bert bert = model.bert();
      Batches text =
          MaskedWords.batches(
              settings(), "pretraining-batch", words.words(chapters), words.length());
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

    /// Whether the words of lines stand in their order.
    @Override
    public List<Prediction> predict(Path file) {
      return Lines.of(file).stream().map(this::prediction).toList();
    }

    private Prediction prediction(Lines.Line line) {
      int[] tokens = line.atMost(words.length(), words.tokenizer().encodePlain(line.text()));
      return prediction(line.text(), outputs(Tensor.of(tokens, 1, tokens.length)));
    }

    @Override
    public void show(Gallery gallery) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              gallery.in("text", "texto"),
              gallery.in("words that changed places", "palabras cambiadas de sitio"),
              gallery.in("the model: changed", "el modelo: cambiadas")));
      Batch some = test().batch(IntStream.range(0, Math.min(SHOWN, test().size())).toArray());
      int[] targets = some.targets().toInts();
      for (int i = 0; i < targets.length; i++) {
        int[] tokens = some.inputs().at(i).toInts();
        double changed = probabilities(outputs(Tensor.of(tokens, 1, tokens.length)))[1];
        rows.add(
            List.of(
                MaskedWords.readable(words.tokenizer().decode(tokens)),
                targets[i] == 1 ? gallery.in("yes", "sí") : gallery.in("no", "no"),
                Math.round(100 * changed) + " %"));
      }
      gallery.table(
          "order",
          new Text(
              "Pieces of chapters that it never read; in every second one neighbours have changed"
                  + " places.",
              "Trozos de capítulos que nunca leyó; en uno de cada dos, palabras vecinas han"
                  + " cambiado de sitio."),
          rows);
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
