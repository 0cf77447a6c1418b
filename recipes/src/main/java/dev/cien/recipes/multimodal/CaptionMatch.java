package dev.cien.recipes.multimodal;

import dev.cien.data.Dataset;
import dev.cien.io.Pixels;
import dev.cien.io.plot.HeatMap;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Fusion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Whether a caption belongs to a picture: a question that neither can answer alone.
public final class CaptionMatch extends FusionRecipe {
  /// The recipe.
  public CaptionMatch() {
    super(Fusion.Way.CROSS, 8, 0);
  }

  @Override
  public Card card() {
    return new Card(
        "caption-match",
        new Text(
            "Does this caption belong to this picture?", "¿Esta descripción es de esta imagen?"),
        new Text(
            "A question that needs both modalities: one alone is right half of the time. Words look"
                + " at places of the picture.",
            "Una pregunta que necesita ambas modalidades: una sola acierta la mitad. Las palabras"
                + " miran lugares de la imagen."),
        List.of("T6", "T6.b", "C6s"),
        "accuracy",
        true,
        0.6,
        300,
        "A. Vaswani et al.: Attention is all you need, 2017. Twemoji, CC BY 4.0; names of Unicode"
            + " CLDR.");
  }

  @Override
  public double quickFloor() {
    return 0.45;
  }

  @Override
  public Experiment prepare(Settings settings) {
    EmojiTexts texts = texts(settings);
    Dataset train =
        MatchingPairs.of(texts, texts.trainingCaptions(), Rng.of(settings.seed()).fork(2));
    // The same wrong pairs for every model and seed of the network: only the split has a seed.
    Dataset test =
        MatchingPairs.of(
            texts,
            IntStream.of(texts.parts().test())
                .boxed()
                .flatMap(p -> texts.captions(p).stream())
                .toList(),
            Rng.of(settings.seed()).fork(3));
    return new Pairs(settings, texts, model(settings, texts, 2), train, test);
  }

  private static final class Pairs extends PairExperiment {
    private static final int SHOWN = 4;
    private static final int PLACES = SIDE / 4;

    Pairs(Settings settings, EmojiTexts texts, Fusion model, Dataset train, Dataset test) {
      super(settings, texts, model, train, test);
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(majority());
    }

    @Override
    public void show(Gallery gallery) {
      if (!settings().word("way").equals("cross")) {
        return;
      }
      List<Sheet.Cell> cells = new ArrayList<>();
      for (int s = 0; s < SHOWN; s++) {
        int picture = texts().parts().test()[s];
        String caption = texts().spanish(picture);
        List<String> pieces = texts().pieces(caption);
        Tensor weights =
            model()
                .attention(
                    texts().pictures().batch(picture).inputs(),
                    Tensor.of(texts().tokens(caption), 1, EmojiTexts.LENGTH))
                .mean(1);
        double[] looks = weights.toDoubles();
        cells.add(new Sheet.Cell(texts().pictures().picture(picture), caption));
        for (int w = 0; w < Math.min(5, pieces.size()); w++) {
          cells.add(new Sheet.Cell(lit(looks, w), pieces.get(w)));
        }
        for (int w = Math.min(5, pieces.size()); w < 5; w++) {
          cells.add(new Sheet.Cell(new Pixels(1, 1, 1, new byte[] {(byte) 255}), ""));
        }
        if (s == 0) {
          gallery.heat(
              "looks",
              new Text(
                  "Which of the 8 × 8 places (columns, row by row) each piece of the first caption"
                      + " (rows) looks at, mean of all heads.",
                  "A cuáles de los 8 × 8 lugares (columnas, fila a fila) mira cada trozo de la"
                      + " primera descripción (filas), media de todas las cabezas."),
              new HeatMap(caption, table(looks, pieces.size()), pieces, List.of()));
        }
      }
      gallery.sheet(
          "attention",
          new Text(
              "Four pictures never seen in training, and where each piece of the caption looks: the"
                  + " brighter, the more. Pictures: Twemoji, CC BY 4.0.",
              "Cuatro imágenes nunca vistas en el entrenamiento y adónde mira cada trozo de la"
                  + " descripción: cuanto más claro, más. Imágenes: Twemoji, CC BY 4.0."),
          new Sheet(cells, 6, 96));
    }

    private static double[][] table(double[] looks, int pieces) {
      double[][] rows = new double[pieces][PLACES * PLACES];
      for (int w = 0; w < pieces; w++) {
        System.arraycopy(looks, w * rows[w].length, rows[w], 0, rows[w].length);
      }
      return rows;
    }

    private static Pixels lit(double[] looks, int word) {
      int places = PLACES * PLACES;
      double most =
          IntStream.range(0, places).mapToDouble(i -> looks[word * places + i]).max().orElse(1);
      byte[] grey = new byte[places];
      for (int i = 0; i < places; i++) {
        grey[i] = (byte) Math.round(255 * looks[word * places + i] / most);
      }
      return new Pixels(1, PLACES, PLACES, grey);
    }
  }
}
