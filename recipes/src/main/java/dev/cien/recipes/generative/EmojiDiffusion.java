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

/// A diffusion model that paints emoji from words, in Spanish or English.
public final class EmojiDiffusion implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "paint",
        new Text("Painting what words say: text to image", "Pintar lo que dicen las palabras"),
        new Text(
            "The same way back out of noise, told words instead of a class: what was asked for is"
                + " mixed from what the words went with in training.",
            "El mismo camino de vuelta desde el ruido, pero con palabras en vez de una clase: lo"
                + " pedido se mezcla de aquello con que iban las palabras al entrenar."),
        List.of("H13", "A5.1", "T5", "T5.a", "T5.b"),
        "agreement",
        true,
        0.25,
        480,
        "A. Ramesh et al.: Zero-shot text-to-image generation, 2021, arXiv:2102.12092; J. Ho, T."
            + " Salimans, 2022. Twemoji, CC BY 4.0; names of Unicode CLDR.");
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all =
        new ArrayList<>(
            List.of(
                Setting.epochs(45),
                Setting.seed(),
                Setting.batch(64),
                Setting.rate(0.002),
                Setting.whole(
                    "side",
                    24,
                    12,
                    "pixels of a side, a multiple of 4",
                    "píxeles de un lado, múltiplo de 4"),
                Setting.whole(
                    "pictures",
                    1_000_000,
                    50,
                    "emoji to learn from",
                    "emojis de los que aprender")));
    all.addAll(DiffusionPainter.settings(24, 2));
    return all;
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "pictures", "200", "epochs", "2", "width", "8", "side", "12", "jumps", "5", "steps", "50");
  }

  @Override
  public double quickFloor() {
    return 0.02;
  }

  @Override
  public Experiment prepare(Settings settings) {
    int side = 4 * Math.ceilDiv(settings.whole("side"), 4);
    return new EmojiDiffusionExperiment(
        settings, EmojiWords.load(Math.min(64, side), settings.whole("pictures"), settings.seed()));
  }
}
