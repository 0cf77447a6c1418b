package dev.cien.recipes.generative;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Do pictures that a GAN made help a classifier that has few real ones?
public final class GanAugment implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "augment",
        new Text(
            "More pictures out of few: made by a GAN",
            "Más imágenes a partir de pocas: con una GAN"),
        new Text(
            "A GAN that learnt from the same few pictures knows no others; moving the real ones"
                + " about is the baseline it has to beat.",
            "Una GAN que aprendió de esas mismas pocas imágenes no conoce otras; mover las reales"
                + " es la referencia que debe superar."),
        List.of("A3.2", "T3"),
        "accuracy",
        true,
        0.9,
        120,
        "A. Antoniou, A. Storkey, H. Edwards: Data augmentation generative adversarial networks,"
            + " 2017, arXiv:1711.04340.");
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(60),
                Setting.seed(),
                Setting.batch(50),
                Setting.rate(0.002),
                SmallPictures.data("mnist", "fashion"),
                Setting.whole("labels", 500, 20, "real pictures", "imágenes reales"),
                Setting.number(
                    "share",
                    0.5,
                    0,
                    10,
                    "what a made picture counts beside a real one",
                    "lo que cuenta una imagen inventada junto a una real"),
                Setting.whole(
                    "gan-epochs",
                    300,
                    1,
                    "epochs of the GAN's game",
                    "pasadas del juego de la GAN"),
                Setting.number(
                    "gan-rate",
                    0.0004,
                    0,
                    1,
                    "learning rate of the GAN's networks",
                    "tasa de aprendizaje de las redes de la GAN")));
    all.addAll(GanPictures.networks());
    return all;
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("labels", "200", "gan-epochs", "8", "width", "8", "epochs", "20");
  }

  @Override
  public double quickFloor() {
    return 0.6;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return GanAugmentExperiment.of(settings);
  }
}
