package dev.cien.recipes.vision;

import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// Saying whether two pictures show the same thing, of things that were never seen while learning.
public final class Verification implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "verification",
        new Text(
            "Verifying whether two pictures show the same",
            "Verificar si dos imágenes muestran lo mismo"),
        new Text(
            "A network learns distances: two drawings of one emoji by different makers lie"
                + " together, others apart. It is asked about emoji that it never saw, and, as a"
                + " test only, about small photographs of faces that were changed.",
            "Una red aprende distancias: dos dibujos de un mismo emoji hechos por autores distintos"
                + " quedan juntos, los demás lejos. Se le pregunta por emojis que nunca vio y, solo"
                + " como prueba, por pequeñas fotografías de caras modificadas."),
        List.of("A1.3", "T1"),
        "equal_error",
        false,
        0.1,
        25,
        "F. Schroff et al.: FaceNet, 2015; P. Khosla et al.: Supervised contrastive learning, 2020."
            + " Twemoji, CC BY 4.0; Noto Emoji, Apache-2.0; faces of scikit-image.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(30),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.003),
        Setting.choice(
            "loss",
            List.of("contrastive", "triplet"),
            "what is learnt from: all others of a batch, or the hardest of them",
            "de qué se aprende: de todos los demás del lote o de los más difíciles"),
        Setting.number(
            "temperature",
            0.1,
            0.001,
            10,
            "by what likenesses are divided (contrastive only)",
            "entre qué se dividen los parecidos (solo contrastive)"),
        Setting.number(
            "margin",
            0.2,
            0,
            2,
            "by how much others must lie further away (triplet only)",
            "cuánto más lejos deben quedar los demás (solo triplet)"),
        Setting.number(
            "changed",
            0.5,
            0,
            1,
            "how often pictures are changed more than a little while learning",
            "con qué frecuencia se modifican mucho las imágenes al aprender"),
        Setting.whole(
            "channels", 16, 1, "maps of the first convolution", "mapas de la primera convolución"),
        Setting.whole("width", 64, 1, "numbers of a vector", "números de un vector"),
        Setting.whole(
            "samples", 2000, 100, "training emoji at most", "emojis de entrenamiento como máximo"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "6", "samples", "500", "channels", "8", "width", "32");
  }

  @Override
  public double quickFloor() {
    return 0.22;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return VerificationExperiment.of(settings);
  }
}
