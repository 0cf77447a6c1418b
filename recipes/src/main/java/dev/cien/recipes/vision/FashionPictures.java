package dev.cien.recipes.vision;

import dev.cien.data.FashionMnist;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// Clothes of ten kinds with a residual network.
public final class FashionPictures implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "fashion",
        new Text(
            "Telling clothes apart with a residual network",
            "Distinguir prendas de ropa con una red residual"),
        new Text(
            "Shortcuts around the layers, mirrored and moved pictures and one cycle of the learning"
                + " rate take a convolutional network from 90 % to over 92 % in a few passes.",
            "Atajos alrededor de las capas, imágenes reflejadas y desplazadas y un ciclo de la tasa"
                + " de aprendizaje llevan una red convolucional del 90 % a más del 92 % en pocas"
                + " pasadas."),
        List.of("A1.1", "T1", "T1.b", "D1.1"),
        "accuracy",
        true,
        0.925,
        300,
        "H. Xiao et al.: Fashion-MNIST, 2017; K. He et al.: Deep residual learning for image"
            + " recognition, 2015.");
  }

  @Override
  public List<Setting> settings() {
    return Photographs.settings(4, 0.1, 16, 1, 60_000);
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "2", "samples", "3000", "width", "4", "batch", "32");
  }

  @Override
  public double quickFloor() {
    return 0.72;
  }

  @Override
  public Experiment prepare(Settings settings) {
    FashionMnist data = FashionMnist.load();
    return Photographs.of(settings, data.train(), data.test());
  }
}
