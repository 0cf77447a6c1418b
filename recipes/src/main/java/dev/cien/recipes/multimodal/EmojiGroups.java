package dev.cien.recipes.multimodal;

import dev.cien.data.Dataset;
import dev.cien.io.plot.Chart;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Fusion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Which group an emoji belongs to, from its picture and its Spanish name, and what is left of the
/// answer when one of them is missing.
public final class EmojiGroups extends FusionRecipe {
  /// The recipe.
  public EmojiGroups() {
    super(Fusion.Way.EARLY, 6, 0.2);
  }

  @Override
  public Card card() {
    return new Card(
        "fusion",
        new Text("A picture and a word fused into one answer", "Imagen y palabra en una respuesta"),
        new Text(
            "Two modalities say more than one; a model that met missing ones in training bears"
                + " their loss.",
            "Dos modalidades dicen más que una; un modelo que conoció su falta en el entrenamiento"
                + " la soporta."),
        List.of("T6", "T6.a", "C6l"),
        "accuracy",
        true,
        0.42,
        50,
        "T. Baltrušaitis, C. Ahuja, L.-P. Morency: Multimodal machine learning, 2017. Twemoji, CC"
            + " BY 4.0; names of Unicode CLDR.");
  }

  @Override
  Setting samples() {
    return Setting.whole(
        "samples", 2000, 200, "training pictures at most", "imágenes de entrenamiento como máximo");
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "9", "samples", "500", "channels", "4", "width", "16");
  }

  @Override
  public double quickFloor() {
    return 0.2;
  }

  @Override
  public Experiment prepare(Settings settings) {
    EmojiTexts texts = EmojiTexts.load(SIDE, settings.whole("samples"), settings.seed());
    Dataset train = texts.dataset(texts.trainingCaptions());
    Dataset test =
        texts.dataset(
            IntStream.of(texts.parts().test())
                .mapToObj(p -> new EmojiTexts.Caption(p, texts.spanish(p)))
                .toList());
    return new Groups(
        settings,
        texts,
        model(
            settings,
            texts.vocabulary(),
            texts.padding(),
            EmojiTexts.LENGTH,
            texts.emoji().groups().size()),
        train,
        test);
  }

  private static final class Groups extends PairExperiment {
    private final EmojiTexts texts;

    Groups(Settings settings, EmojiTexts texts, Fusion model, Dataset train, Dataset test) {
      super(settings, texts.padding(), model, train, test);
      this.texts = texts;
    }

    /// The groups of emoji of which only what a line says is known.
    @Override
    public List<Prediction> predict(Path file) {
      List<Lines.Line> lines = Lines.of(file);
      Tensor unseen = Tensor.zeros(lines.size(), 3, SIDE, SIDE);
      Tensor probabilities = model().forward(unseen, texts.tokens(lines)).softmax(1);
      return IntStream.range(0, lines.size())
          .mapToObj(
              i ->
                  Prediction.among(
                      lines.get(i).text(), texts.emoji().groups(), probabilities.at(i).toDoubles()))
          .toList();
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(majority());
    }

    @Override
    public void show(Gallery gallery) {
      Map<String, Double> metrics = evaluate().metrics();
      double[] bars = metrics.values().stream().mapToDouble(Double::doubleValue).toArray();
      gallery.chart(
          "missing",
          new Text(
              "Accuracy with both modalities (1), without the picture (2), without the text (3).",
              "Exactitud con ambas modalidades (1), sin la imagen (2), sin el texto (3)."),
          Chart.of(
                  gallery.in("accuracy", "exactitud"),
                  gallery.in("what is there", "lo que hay"),
                  "")
              .bars("", new double[] {1, 2, 3}, bars));
    }
  }
}
