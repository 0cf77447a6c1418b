package dev.cien.recipes.multimodal;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// A dialogue about pictures that somebody shows: numbers written by hand, and things.
public final class Assistant implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "assistant",
        new Text("Talking about pictures", "Conversar sobre imágenes"),
        new Text(
            "One network reads what is asked, in Spanish or English, two others look at what is"
                + " shown, and the dialogue remembers what was said. A dialogue counts only if"
                + " every answer in it is right.",
            "Una red lee lo que se pregunta, en español o inglés, otras dos miran lo que se muestra"
                + " y el diálogo recuerda lo dicho. Un diálogo solo cuenta si todas sus respuestas"
                + " son correctas."),
        List.of("A6.3", "T6"),
        "dialogue_success",
        true,
        0.6,
        20,
        "D. Jurafsky, J. Martin: Speech and language processing, chapter on dialogue. Sentences"
            + " made for this recipe; MNIST; Twemoji, CC BY 4.0; Noto Emoji, Apache-2.0.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(8),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.003),
        Setting.choice(
            "shown",
            List.of("both", "digits"),
            "what is shown: digits and things, or digits alone, which need nothing fetched",
            "lo que se muestra: dígitos y cosas, o solo dígitos, que no requieren descargar nada"),
        Setting.whole(
            "width",
            48,
            1,
            "numbers a word, and filters of each width",
            "números por palabra y filtros de cada ancho"),
        Setting.whole("sentences", 8000, 100, "training sentences", "frases de entrenamiento"),
        Setting.whole("digits", 10_000, 100, "training digits", "dígitos de entrenamiento"),
        Setting.whole(
            "looks",
            12,
            1,
            "times through the pictures of things",
            "pasadas por las imágenes de cosas"),
        Setting.whole("tested", 400, 10, "test dialogues", "diálogos de prueba"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "shown", "digits", "epochs", "12", "sentences", "3000", "digits", "3000", "tested", "200");
  }

  @Override
  public double quickFloor() {
    return 0.55;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return AssistantExperiment.of(
        settings,
        settings.word("shown").equals("digits")
            ? AssistantPictures.digitsAlone()
            : AssistantPictures.withThings());
  }
}
