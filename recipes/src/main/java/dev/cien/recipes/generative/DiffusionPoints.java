package dev.cien.recipes.generative;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.zoo.diffusion.NoiseSchedule;
import java.util.List;
import java.util.Map;

/// A diffusion model whose samples are points in the plane: how the data drown, how noise becomes
/// data, and what fewer steps cost.
public final class DiffusionPoints implements Recipe {
  private static final List<String> SCHEDULES = List.of("linear", "cosine");

  @Override
  public Card card() {
    return new Card(
        "diffusion-points",
        new Text(
            "Points out of noise: diffusion in the plane",
            "Puntos a partir del ruido: difusión en el plano"),
        new Text(
            "Nobody has to win a game: a network that finds the noise in a drowned point is enough"
                + " to walk from pure noise back to the data, at the price of many steps.",
            "Nadie tiene que ganar un juego: basta una red que encuentra el ruido de un punto"
                + " ahogado para volver del ruido puro a los datos, al precio de muchos pasos."),
        List.of("T5", "T5.a", "T5.b", "C5l"),
        "sliced_wasserstein",
        false,
        0.06,
        10,
        "J. Ho, A. Jain, P. Abbeel: Denoising diffusion probabilistic models, 2020; J. Song et al.,"
            + " 2020; A. Nichol, P. Dhariwal, 2021. The points are generated.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(40),
        Setting.seed(),
        Setting.batch(256),
        Setting.rate(0.002),
        Setting.choice("data", Points.words(), "which points", "qué puntos"),
        Setting.choice("schedule", SCHEDULES, "how the data drown", "cómo se ahogan los datos"),
        Setting.whole("samples", 20_000, 500, "points to learn from", "puntos para aprender"),
        Setting.whole("width", 128, 1, "neurons of a hidden layer", "neuronas de una capa oculta"),
        Setting.whole("steps", 100, 25, "steps into the noise", "pasos hacia el ruido"));
  }

  /// The schedule that a word of the setting names.
  static NoiseSchedule schedule(Settings settings) {
    int steps = settings.whole("steps");
    return settings.word("schedule").equals("linear")
        ? NoiseSchedule.linear(steps)
        : NoiseSchedule.cosine(steps);
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "8", "width", "64");
  }

  @Override
  public double quickFloor() {
    return 0.2;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new DiffusionPointsExperiment(settings);
  }
}
