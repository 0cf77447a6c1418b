package dev.cien.recipes.sequence;

import dev.cien.data.Espeak;
import dev.cien.data.SpokenWords;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// Which word did somebody say? Learnt from machines that speak, measured on people.
public final class VoiceCommands implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "commands",
        new Text("Spoken words, heard by a GRU", "Palabras habladas, oídas por una GRU"),
        new Text(
            "What was learnt from a synthesiser alone carries over to people only in part:"
                + " templates that are bent in time do slightly better than the network.",
            "Lo aprendido solo de un sintetizador vale para las personas solo en parte: plantillas"
                + " que se deforman en el tiempo aciertan algo más que la red."),
        List.of("A2.3", "T2", "T2.c"),
        "accuracy",
        true,
        0.47,
        50,
        "D. S. Park et al.: SpecAugment, 2019, arXiv:1904.08779; S. Arik et al., 2017,"
            + " arXiv:1703.05390; voices: Asterisk, CC BY-SA 3.0, and Avatar Ltda., GPL-2;"
            + " espeak-ng.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(20),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.004),
        Setting.choice(
            "language",
            List.of("es", "it", "fr"),
            "the language: Spanish (two speakers), Italian or French (one each)",
            "el idioma: español (dos hablantes), italiano o francés (uno)"),
        Setting.whole("words", 60, 2, "words to tell apart", "palabras que distinguir"),
        Setting.whole("voices", 72, 4, "voices of the synthesiser", "voces del sintetizador"),
        Setting.choice(
            "cell", List.of("gru", "lstm", "rnn"), "the recurrent cell", "la célula recurrente"),
        Setting.whole("hidden", 96, 1, "numbers in the state", "números del estado"),
        Setting.whole("channels", 64, 1, "filters over moments", "filtros sobre los instantes"),
        Setting.whole("layers", 1, 1, "recurrent layers", "capas recurrentes"),
        Setting.choice(
            "directions",
            List.of("1", "2"),
            "1: it hears forwards, 2: also backwards",
            "1: oye hacia delante, 2: también hacia atrás"),
        Setting.number("dropout", 0.2, 0, 0.9, "share dropped", "fracción que se anula"),
        Setting.number(
            "augment",
            1,
            0,
            2,
            "how strongly words are changed at random; 0 for not",
            "con qué fuerza cambian las palabras al azar; 0 para nada"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "epochs", "15", "rate", "0.01", "words", "11", "voices", "16", "hidden", "48", "batch",
        "8");
  }

  @Override
  public double quickFloor() {
    return 0.13;
  }

  @Override
  public Experiment prepare(Settings settings) {
    SpokenWords words = SpokenWords.of(settings.word("language")).first(settings.whole("words"));
    List<SpokenWords.Clip> clips = words.clips();
    Espeak espeak = Espeak.standard(SpokenWords.RATE);
    return WordListener.of(
        settings, words, clips, SpokenTakes.of(words, settings.whole("voices"), espeak));
  }
}
