package dev.cien.recipes.vision;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// Noise taken off pictures by a U-Net.
public final class Denoising implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "denoise",
        new Text("Taking noise off pictures", "Quitar el ruido de las imágenes"),
        new Text(
            "A filter smooths noise and edges alike; a network that knows what clothes look like"
                + " can tell one from the other.",
            "Un filtro suaviza por igual ruido y bordes; una red que sabe cómo es la ropa sabe"
                + " distinguirlos."),
        List.of("A3.3", "T1"),
        "psnr",
        true,
        22.5,
        50,
        "O. Ronneberger et al.: U-Net, 2015; K. Zhang et al.: Beyond a Gaussian denoiser, 2017.");
  }

  @Override
  public List<Setting> settings() {
    return Restoring.choices(
        Setting.number(
            "noise",
            0.2,
            0,
            1,
            "standard deviation of the noise; pictures go from 0 to 1",
            "desviación típica del ruido; las imágenes van de 0 a 1"));
  }

  @Override
  public Map<String, String> quick() {
    return Restoring.quick();
  }

  @Override
  public double quickFloor() {
    return 18;
  }

  @Override
  public Experiment prepare(Settings settings) {
    double noise = settings.number("noise");
    return Restoring.of(
        settings,
        (clean, rng) -> clean.add(Tensor.randn(rng, clean.shape().dims()).mul(noise)),
        noisy -> noisy,
        List.of(
            new Restoring.Filter(
                "nothing",
                new Text("noisy", "ruido"),
                new Text("no repair", "sin reparar"),
                damaged -> damaged),
            new Restoring.Filter(
                "median",
                new Text("median", "mediana"),
                new Text("the median of 3 × 3 pixels", "la mediana de 3 × 3 píxeles"),
                Filters::median),
            new Restoring.Filter(
                "blur",
                new Text("blur", "desenf."),
                new Text("a blur of 3 × 3 pixels", "un desenfoque de 3 × 3 píxeles"),
                Filters::blur)));
  }
}
