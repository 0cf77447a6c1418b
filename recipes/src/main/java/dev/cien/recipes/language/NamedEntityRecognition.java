package dev.cien.recipes.language;

import dev.cien.data.NamedEntities;
import dev.cien.data.TextParts;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.ConditionalRandomField;
import dev.cien.zoo.WordTagger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the names of persons, places and organizations in Turkish sentences of newspapers: an LSTM
/// that reads from both sides, and a conditional random field over what it says.
///
/// Turkish, because these sentences with their names marked may be fetched freely; no such set of
/// Spanish ones was found.
public final class NamedEntityRecognition implements Recipe {
  private static final String FIELD = "crf";

  @Override
  public Card card() {
    return new Card(
        "ner",
        new Text(
            "Names in Turkish sentences: who, where and which organization",
            "Nombres en frases turcas: quién, dónde y qué organización"),
        new Text(
            "What a word is part of is told by its letters, by what stands around it and by the tag"
                + " before it. The sentences are Turkish: no set of Spanish ones with names marked"
                + " by people was found that may be fetched freely.",
            "A qué pertenece una palabra lo dicen sus letras, lo que la rodea y la etiqueta"
                + " anterior. Las frases son turcas: no se encontró ningún conjunto en español con"
                + " los nombres marcados por personas que se pueda descargar libremente."),
        List.of("A4.3"),
        "entity_f1",
        true,
        0.88,
        130,
        "Z. Huang et al.: Bidirectional LSTM-CRF models for sequence tagging, 2015,"
            + " arXiv:1508.01991; G. Lample et al., 2016, arXiv:1603.01360. Sentences of Starlang"
            + " Software's package nlptoolkit-namedentityrecognition, ISC.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(6),
        Setting.seed(),
        Setting.whole(
            "batch",
            768,
            SentencePieces.MOST,
            "words a step, filled up",
            "palabras por paso, con el relleno"),
        Setting.rate(0.003),
        Setting.whole(
            "sentences",
            30_000,
            100,
            "sentences to learn from, at most those that there are",
            "frases de las que aprender, como mucho las que hay"),
        Setting.whole("width", 64, 1, "numbers a word", "números por palabra"),
        Setting.whole("hidden", 64, 1, "numbers a direction", "números por sentido"),
        Setting.number("dropout", 0.4, 0, 0.9, "share left out", "fracción omitida"),
        Setting.number(
            "hiding",
            0.1,
            0,
            0.9,
            "share of a word's features that are hidden",
            "fracción de los rasgos de una palabra que se ocultan"),
        Setting.whole(
            "least",
            3,
            1,
            "how often a word, a beginning or an ending must occur to be known",
            "cuántas veces ha de salir una palabra, un comienzo o un final para conocerse"),
        Setting.choice(
            "decoder",
            List.of(FIELD, "softmax"),
            "whether a sentence's tags are judged together or each alone",
            "si las etiquetas de una frase se juzgan juntas o cada una sola"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "sentences", "1500", "epochs", "3", "width", "32", "hidden", "32", "rate", "0.01");
  }

  @Override
  public double quickFloor() {
    return 0.35;
  }

  @Override
  public Experiment prepare(Settings settings) {
    TextParts<NamedEntities.Sentence> parts = NamedEntities.load().parts(settings.seed());
    List<NamedEntities.Sentence> train =
        parts.train().subList(0, Math.min(parts.train().size(), settings.whole("sentences")));
    return experiment(settings, new TextParts<>(train, parts.validation(), parts.test()));
  }

  /// The experiment on given sentences.
  static NameFinding experiment(Settings settings, TextParts<NamedEntities.Sentence> parts) {
    WordFeatures features =
        WordFeatures.of(
            parts.train().stream().map(NamedEntities.Sentence::words).toList(),
            settings.whole("least"));
    return new NameFinding(
        settings, tagger(settings, features), new SentencePieces(features), parts);
  }

  private static EntityTagger tagger(Settings settings, WordFeatures features) {
    int tags = NamedEntities.TAGS.size();
    Rng rng = Rng.of(settings.seed());
    WordTagger words =
        WordTagger.of(
            new WordTagger.Config(
                features.size(),
                settings.whole("width"),
                settings.whole("hidden"),
                tags,
                settings.number("hiding"),
                settings.number("dropout")),
            WordFeatures.COUNT,
            rng);
    return new EntityTagger(
        words,
        settings.word("decoder").equals(FIELD)
            ? Optional.of(ConditionalRandomField.of(tags, rng))
            : Optional.empty());
  }
}
