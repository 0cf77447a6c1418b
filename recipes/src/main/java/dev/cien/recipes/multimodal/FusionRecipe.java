package dev.cien.recipes.multimodal;

import dev.cien.recipes.InputException;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.Fusion;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What recipes share that fuse emoji with their captions.
abstract class FusionRecipe implements Recipe {
  static final int SIDE = 32;

  private final String way;
  private final int epochs;
  private final double missing;

  FusionRecipe(Fusion.Way way, int epochs, double missing) {
    this.way = way.name().toLowerCase(Locale.ROOT);
    this.epochs = epochs;
    this.missing = missing;
  }

  @Override
  public List<Setting> settings() {
    List<String> ways =
        way.equals("cross") ? List.of("cross", "early", "late") : List.of("early", "late", "cross");
    return List.of(
        Setting.epochs(epochs),
        Setting.seed(),
        Setting.batch(128),
        Setting.rate(0.002),
        Setting.choice(
            "way",
            ways,
            "early: one sequence; late: two vectors; cross: words ask the picture",
            "early: una secuencia; late: dos vectores; cross: las palabras preguntan a la imagen"),
        Setting.number(
            "missing",
            missing,
            0,
            0.5,
            "share of training pictures that are missing, and of texts",
            "fracción de imágenes de entrenamiento que faltan, y de textos"),
        Setting.whole(
            "channels", 12, 1, "maps of the first convolution", "mapas de la primera convolución"),
        Setting.whole(
            "width",
            48,
            4,
            "numbers of a word, a multiple of 4",
            "números de una palabra, múltiplo de 4"),
        Setting.whole(
            "samples",
            2000,
            200,
            "training pictures at most",
            "imágenes de entrenamiento como máximo"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "2", "samples", "300", "channels", "4", "width", "16");
  }

  static EmojiTexts texts(Settings settings) {
    if (settings.whole("width") % 4 != 0) {
      throw new InputException(
          new Text(
              "setting width: expected a multiple of 4, found " + settings.word("width"),
              "ajuste width: se esperaba un múltiplo de 4, se encontró " + settings.word("width")));
    }
    return EmojiTexts.load(SIDE, settings.whole("samples"), settings.seed());
  }

  static Fusion model(Settings settings, EmojiTexts texts, int classes) {
    return Fusion.of(
        Fusion.Way.valueOf(settings.word("way").toUpperCase(Locale.ROOT)),
        settings.whole("channels"),
        texts.vocabulary(),
        texts.padding(),
        EmojiTexts.LENGTH,
        settings.whole("width"),
        classes,
        Rng.of(settings.seed()));
  }
}
