package dev.cien.recipes.vision;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// Marking road, lanes, cars and people in pictures of roads, pixel by pixel.
public final class SeeingTheRoad implements Recipe {
  /// Columns are half as many again as rows, and both a multiple of 4.
  private static final int STEP = 8;

  @Override
  public Card card() {
    return new Card(
        "road",
        new Text(
            "Seeing the road: cars, people and lanes",
            "Ver la carretera: coches, personas y carriles"),
        new Text(
            "A network says of every pixel what it shows, and boxes with scores follow from that;"
                + " it is asked about vehicles and people that it never saw. The scenes are"
                + " composed by a program: only the things in them are pictures made by others.",
            "Una red dice de cada píxel lo que muestra, y de ahí salen cajas con su puntuación; se"
                + " le pregunta por vehículos y personas que nunca vio. Las escenas las compone un"
                + " programa: solo las cosas que contienen son imágenes hechas por otros."),
        List.of("D1.3", "T1"),
        "mean_iou",
        true,
        0.58,
        90,
        "O. Ronneberger et al.: U-Net, 2015; J. Long et al.: Fully convolutional networks for"
            + " semantic segmentation, 2015. Twemoji, CC BY 4.0.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(8),
        Setting.seed(),
        Setting.batch(8),
        Setting.rate(0.01),
        Setting.choice(
            "things",
            RoadThings.KINDS,
            "what stands in the scenes: emoji, or drawings by a program",
            "lo que hay en las escenas: emojis o dibujos de un programa"),
        Setting.whole(
            "height",
            64,
            STEP,
            "pixels from top to bottom, a multiple of 8; half as many again across",
            "píxeles de arriba abajo, múltiplo de 8; de ancho, la mitad más"),
        Setting.whole(
            "width", 12, 1, "maps of the first convolution", "mapas de la primera convolución"),
        Setting.whole(
            "samples",
            1200,
            10,
            "training scenes an epoch, new ones in each",
            "escenas de entrenamiento por época, nuevas en cada una"),
        Setting.whole("tested", 300, 10, "test scenes", "escenas de prueba"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "things", "drawn", "epochs", "3", "batch", "4", "height", "32", "width", "8", "samples",
        "600", "tested", "100");
  }

  @Override
  public double quickFloor() {
    return 0.35;
  }

  @Override
  public Experiment prepare(Settings settings) {
    int height = settings.whole("height");
    if (height % STEP != 0) {
      throw new InputException(
          new Text(
              "setting height: expected a multiple of " + STEP + ", found " + height,
              "ajuste height: se esperaba un múltiplo de " + STEP + ", se encontró " + height));
    }
    return RoadExperiment.of(settings);
  }
}
