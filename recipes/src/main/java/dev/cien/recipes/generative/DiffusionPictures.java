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

/// A diffusion model that paints digits or clothes of a class that one asks for.
public final class DiffusionPictures implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "diffusion",
        new Text("Digits out of noise: diffusion", "Dígitos a partir del ruido: difusión"),
        new Text(
            "A U-Net that finds the noise in a picture paints digits; pushed away from what it"
                + " would paint unasked, it paints the digit asked for more clearly, and less"
                + " varied.",
            "Una U-Net que encuentra el ruido de una imagen pinta dígitos; si se la aleja de lo que"
                + " pintaría sin encargo, pinta más claro el dígito pedido, y con menos variedad."),
        List.of("T5", "T5.a", "T5.b", "C5s", "C5l", "A5.1"),
        "frechet",
        false,
        16,
        300,
        "J. Ho, A. Jain, P. Abbeel, 2020; J. Song et al., 2020; A. Nichol, P. Dhariwal, 2021; T."
            + " Salimans, J. Ho, 2022; J. Ho, T. Salimans, 2022. MNIST: Y. LeCun et al., 1998.");
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(12),
                Setting.seed(),
                Setting.batch(64),
                Setting.rate(0.002),
                SmallPictures.data("mnist", "fashion"),
                SmallPictures.samples(20_000)));
    all.addAll(DiffusionPainter.settings(16, 1.2));
    return all;
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "samples",
        "960",
        "epochs",
        "6",
        "batch",
        "32",
        "width",
        "8",
        "jumps",
        "8",
        "fresh",
        "0",
        "guidance",
        "1");
  }

  @Override
  public double quickFloor() {
    return 220;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new DiffusionPicturesExperiment(settings, SmallPictures.of(settings));
  }
}
