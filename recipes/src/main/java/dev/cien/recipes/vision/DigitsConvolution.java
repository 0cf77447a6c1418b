package dev.cien.recipes.vision;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.DigitsCnn;
import java.util.List;
import java.util.Map;

/// Handwritten digits with a convolutional network.
public final class DigitsConvolution implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "digits",
        new Text(
            "Reading handwritten digits with a convolutional network",
            "Leer dígitos manuscritos con una red convolucional"),
        new Text(
            "Filters that look at three by three pixels, the same everywhere, beat a larger network"
                + " that sees all pixels at once.",
            "Filtros que miran tres por tres píxeles, iguales en todas partes, ganan a una red"
                + " mayor que ve todos a la vez."),
        List.of("T1", "T1.a", "T1.b", "T1.c", "A1.1", "D1.5", "H5"),
        "accuracy",
        true,
        0.99,
        150,
        "Y. LeCun et al.: Gradient-based learning applied to document recognition, 1998.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(4),
        Setting.seed(),
        Setting.batch(128),
        Setting.rate(0.004),
        Setting.whole(
            "channels",
            16,
            1,
            "maps of the first convolution; the second has twice as many",
            "mapas de la primera convolución; la segunda tiene el doble"),
        Setting.number(
            "dropout",
            0.25,
            0,
            0.9,
            "share of hidden features left out",
            "fracción de rasgos ocultos omitidos"),
        DigitPictures.samples());
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "1", "samples", "2000", "channels", "4", "batch", "32");
  }

  @Override
  public double quickFloor() {
    return 0.8;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Rng rng = Rng.of(settings.seed());
    return DigitPictures.of(
        settings, DigitsCnn.of(settings.whole("channels"), settings.number("dropout"), rng));
  }
}
