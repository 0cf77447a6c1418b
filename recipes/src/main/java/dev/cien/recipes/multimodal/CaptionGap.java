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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finding the word that is missing in a sentence about a picture: neither tells it alone.
public final class CaptionGap extends FusionRecipe {
  private static final int TESTED = 4000;

  /// The recipe.
  public CaptionGap() {
    super(Fusion.Way.CROSS, 20, 0);
  }

  @Override
  public Card card() {
    return new Card(
        "caption-gap",
        new Text("The missing word is in the picture", "La palabra que falta está en la imagen"),
        new Text(
            "Two coloured digits and a sentence about them with a gap: the words say what to look"
                + " for, and look at places of the picture.",
            "Dos dígitos de colores y una frase con un hueco: las palabras dicen qué buscar, y"
                + " miran lugares de la imagen."),
        List.of("T6", "T6.b", "C6s"),
        "accuracy",
        true,
        0.40,
        160,
        "A. Vaswani et al.: Attention is all you need, 2017, arXiv:1706.03762. MNIST: Y. LeCun et"
            + " al., 1998.");
  }

  @Override
  Setting samples() {
    return Setting.whole("samples", 20_000, 200, "scenes an epoch", "escenas por época");
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "3", "samples", "800", "channels", "4", "width", "24", "batch", "32");
  }

  @Override
  public double quickFloor() {
    return 0.17;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Digits digits = Digits.load();
    return new Scenes(
        settings,
        model(
            settings,
            SceneCaptions.vocabulary(),
            SceneCaptions.padding(),
            SceneCaptions.LENGTH,
            SceneCaptions.ANSWERS.size()),
        new DigitScenes(digits.train(), settings.whole("samples"), Rng.of(settings.seed())),
        // The same scenes for every seed, of digits that nobody learns from.
        new DigitScenes(digits.test(), TESTED, Rng.of(0).fork(TESTED)));
  }

  private static final class Scenes extends PairExperiment {
    private static final int SHOWN = 6;
    private static final int PLACES = SIDE / 4;

    private final DigitScenes train;
    private final DigitScenes test;

    Scenes(Settings settings, Fusion model, DigitScenes train, DigitScenes test) {
      super(settings, SceneCaptions.padding(), model, train, test);
      this.train = train;
      this.test = test;
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(majority(), sentences());
    }

    @Override
    public void show(Gallery gallery) {
      answers(gallery);
      if (settings().word("way").equals("cross")) {
        looks(gallery);
      }
    }

    /// Whoever reads the sentence and never sees the picture: the word that is most often missing
    /// in that sentence.
    private Baseline sentences() {
      return new Baseline(
          "sentence-only",
          new Text(
              "the most frequent word for that sentence, without the picture",
              "la palabra más frecuente para esa frase, sin la imagen"),
          true,
          () -> {
            Map<String, int[]> seen = new HashMap<>();
            for (int i = 0; i < train.size(); i++) {
              SceneCaptions.Gap said = train.scene(i).said();
              seen.computeIfAbsent(said.text(), _ -> new int[SceneCaptions.ANSWERS.size()])[
                  said.answer()]++;
            }
            int right = 0;
            for (int i = 0; i < test.size(); i++) {
              SceneCaptions.Gap said = test.scene(i).said();
              int[] counts = seen.get(said.text());
              right += counts != null && most(counts) == said.answer() ? 1 : 0;
            }
            return (double) right / test.size();
          });
    }

    private static int most(int[] counts) {
      int best = 0;
      for (int i = 1; i < counts.length; i++) {
        best = counts[i] > counts[best] ? i : best;
      }
      return best;
    }

    /// What it puts into the gaps of sentences about new pictures.
    private void answers(Gallery gallery) {
      List<Sheet.Cell> cells = new ArrayList<>();
      for (int i = 0; i < 2 * SHOWN; i++) {
        DigitScenes.Scene scene = test.scene(i);
        int said = logits(scene).argMax(1).toInts()[0];
        String sign = said == scene.said().answer() ? " ✓" : " ✗";
        cells.add(
            new Sheet.Cell(
                scene.picture(),
                scene.said().text() + " → " + SceneCaptions.ANSWERS.get(said) + sign));
      }
      gallery.sheet(
          "answers",
          new Text(
              "Sentences with a gap about digits that nobody learnt from, the word that the network"
                  + " finds, and whether it is right (✓) or wrong (✗).",
              "Frases con un hueco sobre dígitos de los que nadie aprendió, la palabra que la red"
                  + " encuentra, y si acierta (✓) o falla (✗)."),
          new Sheet(cells, 3, 300));
    }

    private Tensor logits(DigitScenes.Scene scene) {
      return model().forward(input(scene), words(scene));
    }

    private static Tensor input(DigitScenes.Scene scene) {
      return Tensor.of(scene.values(), 1, 3, SIDE, SIDE);
    }

    private static Tensor words(DigitScenes.Scene scene) {
      return Tensor.of(SceneCaptions.tokens(scene.said().text()), 1, SceneCaptions.LENGTH);
    }

    /// Where each word looks, beside the picture.
    private void looks(Gallery gallery) {
      List<Sheet.Cell> cells = new ArrayList<>();
      int columns = SceneCaptions.LENGTH + 1;
      for (int i = 0; i < SHOWN; i++) {
        DigitScenes.Scene scene = test.scene(i);
        double[] looks = model().attention(input(scene), words(scene)).mean(1).toDoubles();
        String[] words = scene.said().text().split(" ");
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
              "Sentences, and where each of their words looks: the brighter, the more. Mean of"
                  + " all heads.",
              "Frases y adónde mira cada una de sus palabras: cuanto más claro, más."
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
