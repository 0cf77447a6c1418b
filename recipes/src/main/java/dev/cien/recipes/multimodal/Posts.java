package dev.cien.recipes.multimodal;

import dev.cien.data.Emoji;
import dev.cien.data.Foods;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// What does somebody mean who writes a review and attaches a face to it?
public final class Posts implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "posts",
        new Text("Praise or irony? A text and a face", "¿Elogio o ironía? Un texto y una cara"),
        new Text(
            "A face may turn over what is written: only who reads and looks knows what is meant."
                + " Reviews, their labels and faces are real; who attached which face is a rule of"
                + " ours.",
            "Una cara puede dar la vuelta a lo escrito: solo quien lee y mira sabe qué se quiso"
                + " decir. Las reseñas, sus etiquetas y las caras son reales; qué cara acompaña a"
                + " cuál lo decide una regla nuestra."),
        List.of("A6.2", "T6", "C6s"),
        "accuracy",
        true,
        0.64,
        35,
        "J. McAuley, J. Leskovec, 2013 (data); T. Baltrušaitis et al., 2017; Y. Kim, 2014. Twemoji,"
            + " CC BY 4.0.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(8),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.003),
        Setting.whole(
            "context", 80, 4, "words of a text that are read", "palabras que se leen de un texto"),
        Setting.whole(
            "alone",
            3,
            0,
            "the first times through the reviews, without faces",
            "las primeras pasadas por las reseñas, sin caras"),
        Setting.whole("words", 8000, 10, "words it knows", "palabras que conoce"),
        Setting.whole("size", 48, 1, "numbers a word", "números por palabra"),
        Setting.whole("filters", 48, 1, "filters of each width", "filtros de cada anchura"),
        Setting.whole(
            "channels", 10, 1, "maps of the first convolution", "mapas de la primera convolución"),
        Setting.whole("width", 32, 1, "numbers of each branch", "números que da cada rama"),
        Setting.number(
            "dropout", 0.5, 0, 0.9, "share of answers left out", "fracción de respuestas omitidas"),
        Setting.whole(
            "texts", 1_000_000, 100, "reviews to learn from", "reseñas de las que aprender"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.ofEntries(
        Map.entry("epochs", "2"),
        Map.entry("alone", "1"),
        Map.entry("texts", "600"),
        Map.entry("size", "16"),
        Map.entry("filters", "16"),
        Map.entry("channels", "4"),
        Map.entry("width", "8"),
        Map.entry("context", "50"));
  }

  @Override
  public double quickFloor() {
    return 0.4;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new PostsExperiment(
        settings,
        new FoodPosts(
            Faces.of(Emoji.load()),
            Foods.load().parts(settings.seed()),
            settings.whole("texts"),
            settings.whole("words"),
            settings.whole("context"),
            settings.whole("alone"),
            settings.seed()));
  }
}
