package dev.cien.recipes.vision;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.Mlp;
import java.util.List;
import java.util.Map;

/// Handwritten digits with a multi-layer perceptron of 669,706 parameters.
public final class DigitsPerceptron implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "digits-mlp",
        new Text(
            "Reading handwritten digits with a multi-layer perceptron",
            "Leer dígitos manuscritos con un perceptrón multicapa"),
        new Text(
            "A network that knows nothing of pictures still learns them from examples; dropout"
                + " keeps it from learning them by heart.",
            "Una red que nada sabe de imágenes las aprende de ejemplos; dropout evita que se las"
                + " aprenda de memoria."),
        List.of("D1.1", "A1.1", "H5", "N2"),
        "accuracy",
        true,
        0.98,
        30,
        "N. Srivastava et al.: Dropout, a simple way to prevent neural networks from overfitting,"
            + " 2014.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(10),
        Setting.seed(),
        Setting.batch(128),
        Setting.rate(0.002),
        Setting.whole(
            "hidden",
            512,
            1,
            "neurons in each of the two hidden layers",
            "neuronas en cada capa oculta"),
        Setting.number(
            "dropout",
            0.2,
            0,
            0.9,
            "share of hidden outputs left out",
            "fracción de salidas ocultas omitidas"),
        DigitPictures.samples());
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "3", "samples", "3000", "hidden", "64", "batch", "32");
  }

  @Override
  public double quickFloor() {
    return 0.8;
  }

  @Override
  public Experiment prepare(Settings settings) {
    int hidden = settings.whole("hidden");
    Mlp model = Mlp.of(Mlp.Activation.RELU, Rng.of(settings.seed()), 28 * 28, hidden, hidden, 10);
    return DigitPictures.of(settings, model.withDropout(settings.number("dropout")));
  }
}
