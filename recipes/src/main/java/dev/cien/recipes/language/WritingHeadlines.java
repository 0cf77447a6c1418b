package dev.cien.recipes.language;

import dev.cien.data.Headlines;
import dev.cien.data.Reuters;
import dev.cien.data.TextParts;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.PointerGenerator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Headlines for news: a network that says words of its own or copies words of the story.
public final class WritingHeadlines implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "headlines",
        new Text("A network that writes the headlines of news", "Una red que titula noticias"),
        new Text(
            "A headline is mostly words of the story: a network that may copy them can write names"
                + " and numbers that it never read before, and finds words of its own for the"
                + " rest.",
            "Un titular son sobre todo palabras de la noticia: una red que puede copiarlas escribe"
                + " nombres y cifras que nunca había leído, y pone lo demás con palabras suyas."),
        List.of("A4.2"),
        "rouge_l",
        true,
        44,
        60,
        "A. See, P. J. Liu, C. Manning, 2017, arXiv:1704.04368; J. Gu et al., 2016,"
            + " arXiv:1603.06393; D. D. Lewis: Reuters-21578, 1997 (data).");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(6),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.003),
        Setting.whole(
            "context",
            64,
            8,
            "words of a story that are read",
            "palabras que se leen de la noticia"),
        Setting.whole("words", 6000, 10, "words it knows", "palabras que conoce"),
        Setting.whole(
            "seen",
            5,
            1,
            "how many headlines must have a word for it to be said",
            "en cuántos titulares debe estar una palabra para poder decirla"),
        Setting.choice(
            "copy",
            List.of("yes", "no"),
            "whether it may copy words of the story",
            "si puede copiar palabras de la noticia"),
        Setting.whole("width", 128, 2, "numbers a word", "números por palabra"),
        Setting.whole("hidden", 96, 1, "numbers in a state", "números de un estado"),
        Setting.number("dropout", 0.4, 0, 0.9, "share left out", "fracción omitida"),
        Setting.number(
            "unread",
            0.1,
            0,
            0.9,
            "share of words read as if they were unknown",
            "fracción de palabras leídas como si fueran desconocidas"),
        Setting.whole(
            "beam",
            2,
            1,
            "beginnings kept while writing; 1 takes the likeliest word",
            "comienzos conservados al escribir; 1 toma la palabra más probable"),
        Setting.whole("tested", 1000, 1, "stories to measure on", "noticias en las que medir"),
        Setting.whole(
            "texts", 1_000_000, 50, "stories to learn from", "noticias de las que aprender"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.ofEntries(
        Map.entry("epochs", "3"),
        Map.entry("texts", "2000"),
        Map.entry("context", "40"),
        Map.entry("width", "64"),
        Map.entry("hidden", "64"),
        Map.entry("rate", "0.004"),
        Map.entry("beam", "1"),
        Map.entry("tested", "200"));
  }

  @Override
  public double quickFloor() {
    return 22;
  }

  @Override
  public Experiment prepare(Settings settings) {
    TextParts<Headlines.Item> all = Headlines.of(Reuters.load()).parts();
    TextParts<Headlines.Item> parts =
        new TextParts<>(
            some(all.train(), settings.whole("texts")),
            all.validation(),
            some(all.test(), settings.whole("tested")));
    NewsWords words =
        NewsWords.of(
            parts.train(),
            settings.whole("words"),
            settings.whole("seen"),
            settings.whole("context"));
    PointerGenerator model = model(settings, words).withCopies(settings.word("copy").equals("yes"));
    return new HeadlineWriter(settings, model, words, parts);
  }

  /// A network that has learnt nothing.
  static PointerGenerator model(Settings settings, NewsWords words) {
    return PointerGenerator.of(
        new PointerGenerator.Config(
            words.size(),
            words.said(),
            NewsWords.Form.values().length,
            settings.whole("width"),
            settings.whole("hidden"),
            settings.number("dropout"),
            settings.number("unread")),
        Rng.of(settings.seed()));
  }

  /// So many of a list, spread over the whole, because news are in the order of time.
  private static List<Headlines.Item> some(List<Headlines.Item> stories, int most) {
    return stories.size() <= most
        ? stories
        : IntStream.range(0, most)
            .mapToObj(i -> stories.get((int) ((long) i * stories.size() / most)))
            .toList();
  }
}
