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

/// A diffusion model that paints tiles which repeat without a seam.
public final class Tiles implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "tiles",
        new Text("Wallpaper without a seam: diffusion", "Papel pintado sin costuras: difusión"),
        new Text(
            "Where convolutions see the opposite edge beyond their own (circular padding), no place"
                + " of a picture is its end: what is painted repeats without a seam. With zeros"
                + " beyond the edge, the same weights leave one.",
            "Donde las convoluciones ven el borde opuesto más allá del suyo (relleno circular),"
                + " ningún sitio de la imagen es su final: lo pintado se repite sin costura. Con"
                + " ceros más allá del borde, los mismos pesos dejan una."),
        List.of("A5.3", "T5"),
        "seam",
        false,
        1.3,
        40,
        "J. Ho, A. Jain, P. Abbeel, 2020; T. Salimans, J. Ho, 2022. Photographs of scikit-image"
            + " (CC0, NASA, CMMI); Twemoji, CC BY 4.0.");
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(12),
                Setting.seed(),
                Setting.batch(32),
                Setting.rate(0.003),
                new Setting(
                    "side",
                    "24",
                    new Setting.Whole(16, 64),
                    new Text(
                        "pixels of a tile's side, a multiple of 4",
                        "píxeles del lado de una baldosa, múltiplo de 4")),
                Setting.whole(
                    "samples",
                    640,
                    10,
                    "pieces of each surface to learn from",
                    "trozos de cada superficie de los que aprender")));
    all.addAll(DiffusionPainter.settings(16, 1));
    return all;
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("side", "16", "samples", "64", "epochs", "3", "width", "8", "jumps", "5");
  }

  @Override
  public double quickFloor() {
    return 2;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new TilesExperiment(settings, TileSurfaces.load(settings.seed()));
  }
}
