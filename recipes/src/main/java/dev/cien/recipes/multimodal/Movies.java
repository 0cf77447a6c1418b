package dev.cien.recipes.multimodal;

import dev.cien.data.MovieLens;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.zoo.ItemTower;
import java.util.List;
import java.util.Map;

/// Which film somebody rates next, from those that they rated before, and from genres and titles.
public final class Movies implements Recipe {
  private static final String ALL = "all";
  private static final String HISTORY = "history";
  private static final String GENRES = "genres";

  @Override
  public Card card() {
    return new Card(
        "movies",
        new Text("Recommending films", "Recomendar películas"),
        new Text(
            "Who rated what in which order says most; what genres and titles add to it is measured"
                + " beside it.",
            "Quién puntuó qué y en qué orden dice lo más; lo que añaden los géneros y los títulos"
                + " se mide al lado."),
        List.of("A6.1"),
        "recall_at_10",
        true,
        0.11,
        100,
        "W.-C. Kang, J. McAuley: Self-attentive sequential recommendation, 2018, arXiv:1808.09781."
            + " MovieLens: F. M. Harper, J. A. Konstan, 2015; GroupLens, for research.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(20),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.004),
        Setting.choice(
            "parts",
            List.of(ALL, HISTORY, GENRES, "titles"),
            "what is known of films: who rated them, their genres, their titles, or all of it",
            "lo que se sabe de las películas: quién las puntuó, géneros, títulos, o todo"),
        Setting.number(
            "missing",
            0.1,
            0,
            0.9,
            "how often films lose one of these in training",
            "con qué frecuencia pierden una de estas cosas en el entrenamiento"),
        Setting.whole(
            "length", 50, 2, "films of a history at most", "películas de un historial como máximo"),
        Setting.whole("width", 64, 2, "numbers of a film, even", "números de una película, par"),
        Setting.whole("depth", 1, 1, "layers of the Transformer", "capas del Transformer"),
        Setting.number("dropout", 0.3, 0, 0.9, "share dropped", "fracción que se anula"),
        Setting.whole(
            "drawn",
            1024,
            1,
            "films drawn to stand for all in a step",
            "películas sorteadas que representan a todas en un paso"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "3", "width", "32", "drawn", "256", "length", "30");
  }

  @Override
  public double quickFloor() {
    return 0.04;
  }

  @Override
  public Experiment prepare(Settings settings) {
    if (settings.whole("width") % 2 != 0) {
      throw new InputException(
          new Text(
              "setting width: expected an even number, found " + settings.word("width"),
              "ajuste width: se esperaba un número par, se encontró " + settings.word("width")));
    }
    return NextFilm.of(settings, MovieLens.load());
  }

  /// What is known of films by the word of the setting.
  static ItemTower.Parts parts(String word) {
    return switch (word) {
      case ALL -> ItemTower.Parts.ALL;
      case HISTORY -> new ItemTower.Parts(true, false, false);
      case GENRES -> new ItemTower.Parts(false, true, false);
      default -> new ItemTower.Parts(false, false, true);
    };
  }
}
