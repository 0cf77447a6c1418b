package dev.cien.recipes.vision;

import dev.cien.data.Cifar10;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// Photographs of ten kinds of things with a residual network.
public final class CifarPhotographs implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "cifar",
        new Text(
            "Recognizing animals and vehicles in photographs",
            "Reconocer animales y vehículos en fotos"),
        new Text(
            "Colours, backgrounds and poses vary: a linear model gets two of five photographs"
                + " right, a residual network nine of ten, within an hour on two cores.",
            "Varían colores, fondos y posturas: un modelo lineal acierta dos de cada cinco fotos,"
                + " una red residual nueve de diez, en menos de una hora con dos núcleos."),
        List.of("A1.1", "T1", "T1.b", "D1.1"),
        "accuracy",
        true,
        0.90,
        1200,
        "A. Krizhevsky: Learning multiple layers of features from tiny images, 2009; D. Page: How"
            + " to train your ResNet, 2018.");
  }

  @Override
  public List<Setting> settings() {
    return Photographs.settings(12, 0.2, 32, 4, 50_000);
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "2", "samples", "2000", "width", "4", "batch", "32", "shift", "2");
  }

  @Override
  public double quickFloor() {
    return 0.28;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Cifar10 data = Cifar10.load();
    return Photographs.of(settings, data.train(), data.test());
  }
}
