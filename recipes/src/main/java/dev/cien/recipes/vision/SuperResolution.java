package dev.cien.recipes.vision;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.List;
import java.util.Map;

/// Pictures of half the size enlarged by a U-Net.
public final class SuperResolution implements Recipe {
  private static final int FACTOR = 2;

  @Override
  public Card card() {
    return new Card(
        "superres",
        new Text("Enlarging pictures to twice their size", "Ampliar imágenes al doble"),
        new Text(
            "Interpolation spreads the pixels that are there; a network adds the edges that such"
                + " pictures usually have. It guesses: what it adds was not measured.",
            "La interpolación reparte los píxeles que hay; una red añade los bordes que suelen"
                + " tener esas imágenes. Es una conjetura: lo que añade no se midió."),
        List.of("A3.3", "T1"),
        "psnr",
        true,
        24.0,
        90,
        "O. Ronneberger et al.: U-Net, 2015; R. G. Keys: Cubic convolution interpolation, 1981.");
  }

  @Override
  public List<Setting> settings() {
    return Restoring.choices();
  }

  @Override
  public Map<String, String> quick() {
    return Restoring.quick();
  }

  @Override
  public double quickFloor() {
    return 19;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return Restoring.of(
        settings,
        (clean, rng) -> Bicubic.enlarge(shrunk(clean), FACTOR),
        small -> Bicubic.enlarge(small, FACTOR),
        List.of(
            new Restoring.Filter(
                "bicubic",
                new Text("cubic", "cúbica"),
                new Text("cubic convolution", "convolución cúbica"),
                damaged -> damaged),
            new Restoring.Filter(
                "blur",
                new Text("blur", "desenf."),
                new Text(
                    "cubic convolution, then blurred", "convolución cúbica, luego desenfocada"),
                Filters::blur)));
  }

  /// Each pixel the mean of 2 × 2.
  private static Tensor shrunk(Tensor pictures) {
    return pictures.avgPool(new int[] {FACTOR, FACTOR}, Window.stride(FACTOR), false);
  }
}
