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

/// A convolutional GAN that paints clothes or digits of a class that one asks for.
public final class GanPictures implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "dcgan",
        new Text("A convolutional GAN that paints clothes", "Una GAN convolucional que pinta ropa"),
        new Text(
            "A forger and a detective made of convolutions; a third network that takes no part says"
                + " how good the forgeries are.",
            "Un falsificador y un detective hechos de convoluciones; una tercera red que no"
                + " participa dice lo buenas que son las falsificaciones."),
        List.of("T3", "T3.a", "C3s", "A3.1"),
        "frechet",
        false,
        6,
        200,
        "A. Radford, L. Metz, S. Chintala, 2015; T. Miyato, M. Koyama, 2018; M. Heusel et al.,"
            + " 2017. Fashion-MNIST: H. Xiao, K. Rasul, R. Vollgraf, 2017.");
  }

  @Override
  public List<Setting> settings() {
    return settings("fashion", "mnist");
  }

  private static List<Setting> settings(String... data) {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(20),
                Setting.seed(),
                Setting.batch(64),
                Setting.rate(0.0004),
                SmallPictures.data(data),
                SmallPictures.samples(20_000),
                Setting.choice(
                    "variant",
                    List.of("non-saturating", "least-squares", "wgan-gp", "wgan"),
                    "what the two networks lower",
                    "qué minimizan las dos redes"),
                Setting.choice(
                    "labels",
                    List.of("told", "hidden"),
                    "whether the networks are told the class",
                    "si se dice la clase a las redes")));
    all.addAll(networks());
    return all;
  }

  /// The sizes of the two networks.
  static List<Setting> networks() {
    return List.of(
        Setting.whole(
            "width",
            32,
            1,
            "maps of the discriminator's first layer",
            "mapas de la primera capa del discriminador"),
        Setting.whole(
            "latent", 32, 2, "numbers of noise a picture", "números de ruido por imagen"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("data", "mnist", "samples", "2000", "epochs", "10", "batch", "32", "width", "16");
  }

  @Override
  public double quickFloor() {
    return 300;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new GanPicturesExperiment(settings, SmallPictures.of(settings));
  }
}
