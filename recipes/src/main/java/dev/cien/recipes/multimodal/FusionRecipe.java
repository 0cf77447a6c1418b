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

/// What recipes share that fuse pictures with texts.
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
        samples());
  }

  /// How many pictures there are to learn from.
  abstract Setting samples();

  static Fusion model(Settings settings, int vocabulary, int padding, int length, int classes) {
    if (settings.whole("width") % 4 != 0) {
      throw new InputException(
          new Text(
              "setting width: expected a multiple of 4, found " + settings.word("width"),
              "ajuste width: se esperaba un múltiplo de 4, se encontró " + settings.word("width")));
    }
    return Fusion.of(
        Fusion.Way.valueOf(settings.word("way").toUpperCase(Locale.ROOT)),
        SIDE,
        settings.whole("channels"),
        vocabulary,
        padding,
        length,
        settings.whole("width"),
        classes,
        Rng.of(settings.seed()));
  }
}
