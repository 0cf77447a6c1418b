package dev.cien.recipes.multimodal;

import dev.cien.data.Digits;
import dev.cien.io.Pixels;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Fusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether a caption is true of a picture: a question that neither can answer alone.
public final class CaptionMatch extends FusionRecipe {
  private static final int TESTED = 4000;

  /// The recipe.
  public CaptionMatch() {
    super(Fusion.Way.CROSS, 20, 0);
  }

  @Override
  public Card card() {
    return new Card(
        "caption-match",
        new Text("Is this caption true of this picture?", "¿Es verdad lo que dice de la imagen?"),
        new Text(
            "Two coloured digits and a sentence about them: one alone is right half of the time."
                + " Words look at places of the picture.",
            "Dos dígitos de colores y una frase sobre ellos: con una sola cosa se acierta la mitad."
                + " Las palabras miran lugares de la imagen."),
        List.of("T6", "T6.b", "C6s"),
        "accuracy",
        true,
        0.85,
        240,
        "A. Vaswani et al.: Attention is all you need, 2017, arXiv:1706.03762. MNIST: Y. LeCun et"
            + " al., 1998.");
  }

  @Override
  Setting samples() {
    return Setting.whole("samples", 20_000, 200, "scenes an epoch", "escenas por época");
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "2", "samples", "600", "channels", "4", "width", "16");
  }

  @Override
  public double quickFloor() {
    return 0.45;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Digits digits = Digits.load();
    return new Scenes(
        settings,
        model(
            settings, SceneCaptions.vocabulary(), SceneCaptions.padding(), SceneCaptions.LENGTH, 2),
        new DigitScenes(digits.train(), settings.whole("samples"), Rng.of(settings.seed())),
        // The same scenes for every seed, of digits that nobody learns from.
        new DigitScenes(digits.test(), TESTED, Rng.of(0).fork(TESTED)));
  }

  private static final class Scenes extends PairExperiment {
    private static final int SHOWN = 6;
    private static final int PLACES = SIDE / 4;

    private final DigitScenes test;

    Scenes(Settings settings, Fusion model, DigitScenes train, DigitScenes test) {
      super(settings, SceneCaptions.padding(), model, train, test);
      this.test = test;
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(majority());
    }

    @Override
    public void show(Gallery gallery) {
      answers(gallery);
      if (settings().word("way").equals("cross")) {
        looks(gallery);
      }
    }

    /// What it makes of sentences about new pictures.
    private void answers(Gallery gallery) {
      List<Sheet.Cell> cells = new ArrayList<>();
      for (int i = 0; i < 2 * SHOWN; i++) {
        DigitScenes.Scene scene = test.scene(i);
        boolean said = logits(scene).argMax(1).toInts()[0] == 1;
        String answer = said ? gallery.in("true", "verdad") : gallery.in("false", "falso");
        String sign = said == scene.isTrue() ? "✓ " : "✗ ";
        cells.add(new Sheet.Cell(scene.picture(), scene.caption() + ": " + sign + answer));
      }
      gallery.sheet(
          "answers",
          new Text(
              "Sentences about digits that nobody learnt from, what the network says of them, and"
                  + " whether it is right (✓) or wrong (✗).",
              "Frases sobre dígitos de los que nadie aprendió, lo que la red dice de ellas, y si"
                  + " acierta (✓) o falla (✗)."),
          new Sheet(cells, 3, 160));
    }

    private Tensor logits(DigitScenes.Scene scene) {
      return model().forward(input(scene), words(scene));
    }

    private static Tensor input(DigitScenes.Scene scene) {
      return Tensor.of(scene.values(), 1, 3, SIDE, SIDE);
    }

    private static Tensor words(DigitScenes.Scene scene) {
      return Tensor.of(SceneCaptions.tokens(scene.caption()), 1, SceneCaptions.LENGTH);
    }

    /// Where each word looks, beside the picture.
    private void looks(Gallery gallery) {
      List<Sheet.Cell> cells = new ArrayList<>();
      int columns = SceneCaptions.LENGTH + 1;
      for (int i = 1; i < 2 * SHOWN; i += 2) {
        DigitScenes.Scene scene = test.scene(i);
        double[] looks = model().attention(input(scene), words(scene)).mean(1).toDoubles();
        String[] words = scene.caption().split(" ");
        cells.add(new Sheet.Cell(scene.picture(), ""));
        for (int w = 0; w < columns - 1; w++) {
          cells.add(
              w < words.length
                  ? new Sheet.Cell(lit(looks, w), words[w])
                  : new Sheet.Cell(new Pixels(1, 1, 1, new byte[] {(byte) 255}), ""));
        }
      }
      gallery.sheet(
          "attention",
          new Text(
              "True sentences, and where each of their words looks: the brighter, the more. Mean of"
                  + " all heads.",
              "Frases verdaderas y adónde mira cada una de sus palabras: cuanto más claro, más."
                  + " Media de todas las cabezas."),
          new Sheet(cells, columns, 96));
    }

    private static Pixels lit(double[] looks, int word) {
      int places = PLACES * PLACES;
      double most = 0;
      for (int i = 0; i < places; i++) {
        most = Math.max(most, looks[word * places + i]);
      }
      byte[] grey = new byte[places];
      for (int i = 0; i < places; i++) {
        grey[i] = (byte) Math.round(255 * looks[word * places + i] / most);
      }
      return new Pixels(1, PLACES, PLACES, grey);
    }
  }
}
