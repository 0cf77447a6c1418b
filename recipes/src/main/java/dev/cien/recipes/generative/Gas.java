package dev.cien.recipes.generative;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// A gas that spreads between walls: the equation solved, a network that jumps over its steps, and
/// particles that walk at random.
public final class Gas implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "gas",
        new Text(
            "A gas spreads: equation, network, particles",
            "Un gas se extiende: ecuación, red, partículas"),
        new Text(
            "A network that says what crosses each face cannot lose gas; one that says what each"
                + " cell holds loses some with every jump.",
            "Una red que dice qué cruza cada cara no puede perder gas; una que dice cuánto hay en"
                + " cada celda pierde algo en cada salto."),
        List.of("A5.2"),
        "gas_error",
        false,
        0.07,
        60,
        "The data are computed: J. Fourier, 1822; A. Fick, 1855; A. Einstein, 1905. O. Ronneberger"
            + " et al.: U-Net, 2015; D. Hansen et al.: Learning physical models that can respect"
            + " conservation laws, 2023.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(4),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.03),
        Setting.whole("width", 8, 1, "maps at full size", "mapas a tamaño completo"),
        Setting.whole("scenes", 1500, 10, "boxes to learn from", "cajas para aprender"),
        Setting.whole("tested", 200, 10, "boxes to measure on", "cajas para medir"),
        Setting.whole(
            "steps", 20, 1, "small steps that a jump spans", "pasos pequeños que abarca un salto"),
        Setting.whole("jumps", 16, 2, "jumps in a row when measured", "saltos seguidos al medir"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("batch", "16", "scenes", "200", "width", "4", "tested", "24");
  }

  @Override
  public double quickFloor() {
    return 0.15;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new GasExperiment(settings);
  }
}
