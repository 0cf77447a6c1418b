package dev.cien.recipes.language;

import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.io.plot.HeatMap;
import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Losses;
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
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.text.ByteLevelBpe;
import dev.cien.text.metric.Bleu;
import dev.cien.text.metric.Chrf;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.Translator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The Transformer of 2017 on short pieces of the Bible's verses, from English to Spanish.
public final class Translate implements Recipe {
  private static final int HEADS = 4;
  private static final int ROUNDS = 5;

  @Override
  public Card card() {
    return new Card(
        "translate",
        new Text(
            "A Transformer that translates from English to Spanish",
            "Un Transformer que traduce del inglés al español"),
        new Text(
            "The encoder reads the whole text at once, the decoder writes and looks back at it;"
                + " where it looks is a map of which word became which.",
            "El codificador lee todo el texto a la vez, el decodificador escribe y lo consulta;"
                + " adónde mira es un mapa de qué palabra pasó a ser cuál."),
        List.of("H8", "D1.6", "T4", "T4.b", "A2.1", "A4.1"),
        "chrf",
        true,
        40,
        500,
        "A. Vaswani et al.: Attention is all you need, 2017, arXiv:1706.03762.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(18),
        Setting.seed(),
        Setting.whole(
            "batch",
            1024,
            64,
            "tokens a step and side, filled up",
            "fichas por paso y lado, con el relleno"),
        Setting.rate(0.002),
        Setting.whole(
            "words",
            10,
            2,
            "words and signs of a piece at most, where it is measured",
            "palabras y signos por trozo como mucho, donde se mide"),
        Setting.whole(
            "learnt",
            20,
            2,
            "words and signs of a piece at most, where it learns",
            "palabras y signos por trozo como mucho, donde aprende"),
        Setting.whole(
            "vocabulary", 2000, 260, "tokens of both languages", "fichas de los dos idiomas"),
        Setting.choice(
            "start",
            List.of("dictionary", "random"),
            "whether an English token begins with the vector of its translation",
            "si una ficha inglesa empieza con el vector de su traducción"),
        Setting.whole("width", 96, HEADS, "numbers a position", "números por posición"),
        Setting.whole("layers", 2, 1, "blocks a side", "bloques por lado"),
        Setting.number("dropout", 0.1, 0, 0.9, "share left out", "fracción omitida"),
        NextTokenExperiment.chapters(),
        Setting.whole("tested", 200, 1, "pieces to measure on", "trozos en los que medir"),
        Setting.whole(
            "beam",
            4,
            1,
            "beginnings kept while writing; 1 takes the likeliest token",
            "comienzos conservados al escribir; 1 toma la ficha más probable"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.ofEntries(
        Map.entry("epochs", "8"),
        Map.entry("rate", "0.004"),
        Map.entry("chapters", "300"),
        Map.entry("words", "6"),
        Map.entry("learnt", "6"),
        Map.entry("vocabulary", "600"),
        Map.entry("batch", "512"),
        Map.entry("tested", "40"),
        Map.entry("beam", "1"),
        Map.entry("width", "48"),
        Map.entry("layers", "1"));
  }

  @Override
  public double quickFloor() {
    return 8;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Scripture scripture = Scripture.load();
    int words = settings.whole("words");
    List<Scripture.Verse> train =
        Pairs.brief(
            Scripture.some(scripture.train(), settings.whole("chapters")),
            settings.whole("learnt"));
    List<Scripture.Verse> test = Pairs.without(Pairs.brief(scripture.test(), words), train);
    Pairs pairs = Pairs.of(train, settings.whole("vocabulary"), words);
    int width = settings.whole("width") / (2 * HEADS) * 2 * HEADS;
    int tokens = pairs.tokenizer().size();
    Translator model =
        Translator.of(
            new Translator.Config(
                tokens, tokens, width, HEADS, settings.whole("layers"), settings.number("dropout")),
            Rng.of(settings.seed()));
    if (settings.word("start").equals("dictionary")) {
      TokenDictionary dictionary = TokenDictionary.learn(pairs.encode(train), tokens, ROUNDS);
      Variable source = model.source().weight();
      source.assign(dictionary.vectors(source.value(), model.target().weight().value()));
    }
    return new Learner(
        settings,
        model,
        pairs,
        train,
        Pairs.without(Pairs.brief(scripture.validation(), words), train),
        test.subList(0, Math.min(test.size(), settings.whole("tested"))));
  }

  private static final class Learner implements Experiment {
    private static final CrossEntropy LOSS = Losses.crossEntropy().withIgnored(Pairs.IGNORED);
    private static final double SMOOTHING = 0.1;
    private static final double AVERAGED = 0.998;
    private static final int LOOKED_AT = 200;
    private static final int SHOWN = 12;

    private final Settings settings;
    private final Translator model;
    private final Pairs pairs;
    private final List<Scripture.Verse> train;
    private final List<Scripture.Verse> validation;
    private final List<Scripture.Verse> test;
    private final Bundles<Pairs.Encoded> bundles;

    Learner(
        Settings settings,
        Translator model,
        Pairs pairs,
        List<Scripture.Verse> train,
        List<Scripture.Verse> validation,
        List<Scripture.Verse> test) {
      this.settings = settings;
      this.model = model;
      this.pairs = pairs;
      this.train = train;
      this.validation = validation;
      this.test = test;
      this.bundles = Bundles.of(pairs, train, settings.whole("batch"));
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Translator model() {
      return model;
    }

    @Override
    public Batches training() {
      return Batches.of(bundles, 1).shuffled(settings.seed());
    }

    private Tensor cost(Tensor inputs, Tensor targets, CrossEntropy loss) {
      int both = inputs.shape().dim(1);
      int left = both - targets.shape().dim(1);
      Tensor read = inputs.slice(1, 0, left);
      Tensor written = inputs.slice(1, left, both);
      return loss.cost(
          model.forward(read, written).reshape(-1, model.targetTokens()), targets.reshape(-1));
    }

    @Override
    public TrainStep step() {
      return (inputs, targets) ->
          TrainStep.Outcome.of(cost(inputs.at(0), targets.at(0), LOSS.withSmoothing(SMOOTHING)));
    }

    @Override
    public Optimizer optimizer() {
      return NextTokenExperiment.optimizer(model, settings.number("rate"), steps());
    }

    @Override
    public Trainer trainer() {
      TensorDataset held =
          pairs.dataset(validation.subList(0, Math.min(validation.size(), LOOKED_AT)));
      // The paper averages its last checkpoints (section 6.1).
      return Experiment.super
          .trainer()
          .ema(averaged(AVERAGED))
          .validation(() -> Map.of("loss", cost(held.inputs(), held.targets(), LOSS).item()));
    }

    private List<String> translations(List<Scripture.Verse> verses, int beam) {
      return new Interpreter(model, pairs, beam)
          .translate(verses.stream().map(Scripture.Verse::english).toList());
    }

    /// The pieces of a line may be as long as those that were learnt from.
    @Override
    public List<Prediction> predict(Path file) {
      Pairs longer = pairs.withWords(Math.max(settings.whole("words"), settings.whole("learnt")));
      return new Interpreter(model, longer, settings.whole("beam")).predict(file);
    }

    @Override
    public Evaluation evaluate() {
      TensorDataset held = pairs.dataset(test);
      List<String> written = translations(test, settings.whole("beam"));
      List<String> right = test.stream().map(Scripture.Verse::spanish).toList();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("chrf", Chrf.of(written, right));
      figures.put("bleu", Bleu.of(written, right).score());
      figures.put("loss", cost(held.inputs(), held.targets(), LOSS).item());
      return new Evaluation(test.size(), figures, List.of(), new int[0][0], List.of());
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          new Baseline(
              "copy",
              new Text("the English text as it is", "el texto inglés tal cual"),
              true,
              () -> score(test.stream().map(Scripture.Verse::english).toList())),
          new Baseline(
              "dictionary",
              new Text(
                  "word by word, with a dictionary learnt from the same verses",
                  "palabra por palabra, con un diccionario aprendido de los mismos versículos"),
              false,
              () -> score(byDictionary())));
    }

    private List<String> byDictionary() {
      WordDictionary dictionary = WordDictionary.learn(train, ROUNDS);
      return test.stream().map(verse -> dictionary.translate(verse.english())).toList();
    }

    private double score(List<String> texts) {
      return Chrf.of(texts, test.stream().map(Scripture.Verse::spanish).toList());
    }

    @Override
    public void show(Gallery gallery) {
      List<Scripture.Verse> shown = test.subList(0, Math.min(SHOWN, test.size()));
      List<String> greedy = translations(shown, 1);
      List<String> beam = translations(shown, 4);
      List<String> words = byDictionary();
      List<List<String>> table = new ArrayList<>();
      table.add(
          List.of(
              gallery.in("original", "original"),
              gallery.in("Transformer", "Transformer"),
              gallery.in("with a beam of 4", "con haz de 4"),
              gallery.in("word by word", "palabra por palabra"),
              gallery.in("Reina-Valera", "Reina-Valera")));
      for (int i = 0; i < shown.size(); i++) {
        table.add(
            List.of(
                shown.get(i).english(),
                greedy.get(i),
                beam.get(i),
                words.get(i),
                shown.get(i).spanish()));
      }
      gallery.table(
          "translations",
          new Text(
              "Pieces of verses that it never read, and what became of them.",
              "Trozos de versículos que nunca leyó, y en qué se convirtieron."),
          table);
      attention(gallery, shown.getFirst(), greedy.getFirst());
    }

    private void attention(Gallery gallery, Scripture.Verse verse, String written) {
      int[] read = pairs.tokens(verse.english());
      int[] text = pairs.tokens(written);
      read = Arrays.copyOf(read, Math.min(read.length, pairs.read()));
      int[] started = new int[Math.min(text.length + 1, pairs.written())];
      started[0] = pairs.start();
      System.arraycopy(text, 0, started, 1, started.length - 1);
      Tensor weights =
          model
              .attention(Tensor.of(read, 1, read.length), Tensor.of(started, 1, started.length))
              .getLast();
      List<String> rows = new ArrayList<>(names(pairs.tokenizer(), text));
      rows.add(gallery.in("end", "fin"));
      for (int head = 0; head < HEADS; head++) {
        gallery.heat(
            "attention-" + (head + 1),
            new Text(
                "Where head "
                    + (head + 1)
                    + " of the last block looks in the English text"
                    + " (columns) when it writes each Spanish token (rows).",
                "Adónde mira la cabeza "
                    + (head + 1)
                    + " del último bloque en el texto inglés"
                    + " (columnas) al escribir cada ficha española (filas)."),
            new HeatMap(
                gallery.in("head ", "cabeza ") + (head + 1),
                Maps.rows(weights.at(0).at(head)),
                rows.subList(0, started.length),
                names(pairs.tokenizer(), read)));
      }
    }

    private static List<String> names(ByteLevelBpe tokenizer, int[] tokens) {
      return Arrays.stream(tokens).mapToObj(id -> tokenizer.decode(id).replace(' ', '·')).toList();
    }
  }
}
