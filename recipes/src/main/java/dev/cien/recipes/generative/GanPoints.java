package dev.cien.recipes.generative;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// A generative adversarial network whose samples are points in the plane, where everything can be
/// seen: the surface of the discriminator, the pull on each sample, the clouds that are missing.
public final class GanPoints implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "gan-points",
        new Text(
            "Two networks in a game, on points in the plane",
            "Dos redes en un juego, con puntos del plano"),
        new Text(
            "The generator climbs the hills of the discriminator; whether it finds all of them"
                + " depends on the loss and, with the first one, on luck.",
            "El generador sube las colinas del discriminador; que las encuentre todas depende de la"
                + " pérdida y, con la primera, de la suerte."),
        List.of("T3", "T3.a", "T3.b", "T3.c", "C3l"),
        "mode_overlap",
        true,
        0.7,
        5,
        "I. Goodfellow et al.: Generative adversarial nets, 2014; X. Mao et al., 2016;"
            + " M. Arjovsky et al., 2017; I. Gulrajani et al., 2017. The points are generated.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(25),
        Setting.seed(),
        Setting.batch(128),
        Setting.rate(0.001),
        Setting.choice("data", Points.words(), "which points", "qué puntos"),
        Setting.choice(
            "variant",
            GanVariant.words(),
            "what the two networks lower",
            "qué minimizan las dos redes"),
        Setting.whole("samples", 20_000, 500, "points to learn from", "puntos para aprender"),
        Setting.whole("width", 64, 1, "neurons of a hidden layer", "neuronas de una capa oculta"),
        Setting.whole("latent", 8, 1, "numbers of noise a sample", "números de ruido por muestra"),
        Setting.number(
            "penalty",
            1,
            0,
            1000,
            "weight of the gradient penalty",
            "peso de la penalización del gradiente"),
        Setting.whole(
            "replays",
            3,
            0,
            "seeds of the table on collapse",
            "semillas de la tabla sobre el colapso"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "10");
  }

  @Override
  public double quickFloor() {
    return 0.3;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new GanPointsExperiment(settings);
  }
}
