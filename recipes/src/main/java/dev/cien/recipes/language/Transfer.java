package dev.cien.recipes.language;

import dev.cien.data.DataCache;
import dev.cien.data.DataCatalog;
import dev.cien.data.Emoji;
import dev.cien.nn.Linear;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.BagOfWords;
import dev.cien.recipes.kit.ClassMap;
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.LinearClassifier;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.pretrained.SentenceEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A BERT that others trained on a billion sentences turns names into vectors; a linear layer
/// learns from few of them which group an emoji belongs to.
public final class Transfer implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "transfer",
        new Text(
            "Knowledge from elsewhere: a BERT that others trained",
            "Conocimiento ajeno: un BERT que entrenaron otros"),
        new Text(
            "Who has read much needs few examples: words that none of them had are understood all"
                + " the same.",
            "Quien ha leído mucho necesita pocos ejemplos: se entienden incluso palabras que no"
                + " estaban en ninguno."),
        List.of("H9", "A4.1"),
        "accuracy",
        true,
        0.66,
        15,
        "N. Reimers, I. Gurevych: Sentence-BERT, 2019, arXiv:1908.10084; all-MiniLM-L6-v2,"
            + " Apache-2.0. Names of Unicode CLDR.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(60),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.02),
        Setting.whole("examples", 200, 20, "names with a label", "nombres con etiqueta"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("examples", "100", "epochs", "30");
  }

  @Override
  public double quickFloor() {
    return 0.5;
  }

  @Override
  public Experiment prepare(Settings settings) {
    SentenceEncoder encoder =
        SentenceEncoder.open(DataCache.standard().require(DataCatalog.standard().entry("minilm")))
            .withNormalized(true);
    Emoji emoji = Emoji.load();
    Emoji.Parts parts = emoji.split(0.6, 0.2, settings.seed());
    int most = Math.min(settings.whole("examples"), parts.train().length);
    Names train = Names.of(emoji, Arrays.copyOf(parts.train(), most));
    return new Sorting(
        settings,
        encoder,
        train,
        Names.of(emoji, parts.validation()),
        Names.of(emoji, parts.test()),
        emoji.groups());
  }

  private static final class Sorting extends Classification {
    private static final int ASKED = 16;
    private static final int NEAR = 4;

    private final SentenceEncoder encoder;
    private final Names train;
    private final Names test;
    private final double difference;

    Sorting(
        Settings settings,
        SentenceEncoder encoder,
        Names train,
        Names validation,
        Names test,
        List<String> groups) {
      super(
          settings,
          Linear.of(encoder.width(), groups.size(), Rng.of(settings.seed())),
          train.vectors(encoder::encode),
          Optional.of(validation.vectors(encoder::encode)),
          test.vectors(encoder::encode),
          groups);
      this.encoder = encoder;
      this.train = train;
      this.test = test;
      this.difference = Reference.difference(encoder);
    }

    @Override
    public Optimizer optimizer() {
      return oneCycle(Params.of(model()).trainable());
    }

    @Override
    protected void more(Map<String, Double> metrics, double[] scores, float[] targets) {
      metrics.put("difference", difference);
    }

    /// The groups of emoji that lines name or describe in English.
    @Override
    public List<Prediction> predict(Path file) {
      List<Lines.Line> lines = Lines.of(file);
      float[][] vectors = encoder.encode(lines.stream().map(Lines.Line::text).toList());
      return IntStream.range(0, vectors.length)
          .mapToObj(
              i ->
                  prediction(
                      lines.get(i).text(), outputs(Tensor.of(vectors[i], 1, vectors[i].length))))
          .toList();
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          majority(),
          new Baseline(
              "bag-of-words",
              new Text(
                  "a linear model on the words of the same names",
                  "un modelo lineal con las palabras de los mismos nombres"),
              true,
              this::bagOfWords));
    }

    private double bagOfWords() {
      BagOfWords bag = new BagOfWords(train.names());
      return accuracy(
          outputs(
              LinearClassifier.trained(
                  train.vectors(texts -> vectors(bag, texts)),
                  classes().size(),
                  settings().epochs(),
                  settings().whole("batch"),
                  settings().number("rate"),
                  settings().seed()),
              test.vectors(texts -> vectors(bag, texts))));
    }

    private static float[][] vectors(BagOfWords bag, List<String> texts) {
      return texts.stream().map(bag::vector).toArray(float[][]::new);
    }

    @Override
    public void show(Gallery gallery) {
      Tensor inputs = test().all().inputs();
      float[][] vectors =
          IntStream.range(0, test().size())
              .mapToObj(i -> inputs.at(i).toFloats())
              .toArray(float[][]::new);
      double[][] points =
          Arrays.stream(vectors)
              .map(v -> IntStream.range(0, v.length).mapToDouble(i -> v[i]).toArray())
              .toArray(double[][]::new);
      gallery.chart(
          "map",
          new Text(
              "Names that the linear layer never saw, on the two axes along which they spread most;"
                  + " colours are groups. The network that gave these vectors was never told of"
                  + " groups.",
              "Nombres que la capa lineal nunca vio, en los dos ejes en que más se dispersan; los"
                  + " colores son grupos. A la red que dio estos vectores nadie le habló de"
                  + " grupos."),
          ClassMap.of(
              gallery.in("Names of emoji", "Nombres de emojis"),
              gallery,
              points,
              test.groups(),
              classes()));
      gallery.table(
          "neighbours",
          new Text(
              "Some names, and the names whose vectors are closest to theirs.",
              "Algunos nombres, y los nombres cuyos vectores están más cerca del suyo."),
          neighbours(gallery, vectors));
      gallery.table(
          "reference",
          new Text(
              "The first numbers of a sentence's vector here and in Hugging Face's transformers,"
                  + " from the same weights.",
              "Los primeros números del vector de una frase aquí y en transformers, de Hugging"
                  + " Face, con los mismos pesos."),
          Reference.table(gallery, encoder));
    }

    private List<List<String>> neighbours(Gallery gallery, float[][] vectors) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              gallery.in("name", "nombre"), gallery.in("closest names", "nombres más cercanos")));
      for (int i = 0; i < Math.min(ASKED, vectors.length); i++) {
        int asked = i;
        String near =
            IntStream.range(0, vectors.length)
                .filter(j -> j != asked)
                .boxed()
                .sorted(
                    Comparator.comparingDouble(
                        j -> -SentenceEncoder.cosine(vectors[asked], vectors[j])))
                .limit(NEAR)
                .map(test.names()::get)
                .collect(Collectors.joining(" · "));
        rows.add(List.of(test.names().get(i), near));
      }
      return rows;
    }
  }
}
