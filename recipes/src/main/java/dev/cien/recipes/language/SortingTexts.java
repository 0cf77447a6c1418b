package dev.cien.recipes.language;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.text.Tokenizer;
import dev.cien.text.WordTokenizer;
import dev.cien.zoo.TextCnn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What is a text about, and what does its writer think? A convolutional network over words,
/// against counting them.
public final class SortingTexts implements Recipe {
  private static final String CONTEXT = "context";

  private final Card card;
  private final Function<Settings, Documents> documents;
  private final List<Setting> settings;
  private final Map<String, String> quick;
  private final double quickFloor;

  private SortingTexts(
      Card card,
      Function<Settings, Documents> documents,
      List<Setting> settings,
      Map<String, String> quick,
      double quickFloor) {
    this.card = card;
    this.documents = documents;
    this.settings = settings;
    this.quick = quick;
    this.quickFloor = quickFloor;
  }

  /// What news are about.
  public static SortingTexts topics() {
    List<Setting> settings = settings(12, 0.002);
    settings.add(
        Setting.whole("topics", 10, 2, "the most frequent topics", "los temas más frecuentes"));
    return new SortingTexts(
        new Card(
            "topics",
            new Text("What is this piece of news about?", "¿De qué trata esta noticia?"),
            new Text(
                "Rare topics are the hard ones: the mean of F1 over topics shows what accuracy"
                    + " hides.",
                "Lo difícil son los temas raros: la media de F1 sobre los temas muestra lo que la"
                    + " exactitud esconde."),
            List.of("A4.3", "T1"),
            "f1",
            true,
            0.88,
            90,
            "D. D. Lewis: Reuters-21578, 1997 (data); Y. Kim, 2014, arXiv:1408.5882."),
        chosen -> Documents.news(chosen.whole("topics")),
        settings,
        Map.of("epochs", "8", "texts", "1500", "width", "64", "filters", "32", "rate", "0.004"),
        0.3);
  }

  /// What buyers think of foods.
  public static SortingTexts reviews() {
    return new SortingTexts(
        new Card(
            "reviews",
            new Text("Is the buyer delighted?", "¿Está encantado quien compró?"),
            new Text(
                "With few texts, counting pairs of words is hard to beat; the network shows which"
                    + " phrases decide.",
                "Con pocos textos es difícil superar el recuento de parejas de palabras; la red"
                    + " muestra qué frases deciden."),
            List.of("A4.3", "T1"),
            "f1",
            true,
            0.7,
            50,
            "J. McAuley, J. Leskovec, 2013 (data); Y. Kim, 2014, arXiv:1408.5882."),
        chosen -> Documents.reviews(chosen.seed()),
        settings(8, 0.004),
        Map.of("epochs", "8", "texts", "1500", "width", "64", "filters", "32", "rate", "0.004"),
        0.4);
  }

  private static List<Setting> settings(int epochs, double rate) {
    return new ArrayList<>(
        List.of(
            Setting.epochs(epochs),
            Setting.seed(),
            Setting.batch(32),
            Setting.rate(rate),
            Setting.whole(
                CONTEXT,
                160,
                4,
                "words of a text that are read",
                "palabras que se leen de un texto"),
            Setting.whole("words", 10_000, 10, "words it knows", "palabras que conoce"),
            Setting.whole("width", 128, 1, "numbers a word", "números por palabra"),
            Setting.whole("filters", 150, 1, "filters of each width", "filtros de cada anchura"),
            Setting.number(
                "dropout",
                0.5,
                0,
                0.9,
                "share of answers left out",
                "fracción de respuestas omitidas"),
            Setting.whole(
                "texts", 1_000_000, 20, "texts to learn from", "textos de los que aprender")));
  }

  @Override
  public Card card() {
    return card;
  }

  @Override
  public List<Setting> settings() {
    return List.copyOf(settings);
  }

  @Override
  public Map<String, String> quick() {
    return quick;
  }

  @Override
  public double quickFloor() {
    return quickFloor;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Documents all = documents.apply(settings).atMost(settings.whole("texts"));
    WordTokenizer tokenizer =
        WordTokenizer.of(
            all.parts().train().stream().map(Documents.Document::text).toList(),
            new WordTokenizer.Options(
                2, settings.whole("words"), true, List.of(Tokenizer.PADDING, Tokenizer.UNKNOWN)));
    TextCnn model =
        TextCnn.of(
            tokenizer.size(),
            settings.whole("width"),
            List.of(1, 2, 3),
            settings.whole("filters"),
            all.classes().size(),
            settings.number("dropout"),
            Rng.of(settings.seed()));
    return new TextSorter(settings, model, all, tokenizer, settings.whole(CONTEXT));
  }
}
