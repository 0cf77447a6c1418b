package dev.cien.recipes.language;

import dev.cien.data.Dataset;
import dev.cien.nn.Params;
import dev.cien.nn.metric.ClassScore;
import dev.cien.nn.metric.ConfusionMatrix;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.BagOfWords;
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.LinearClassifier;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.TextCnn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts sorted into classes, with the mean of F1 over the classes as the figure.
final class TextSorter extends Classification {
  private static final int MOST_TERMS = 6000;
  private static final int LINEAR_EPOCHS = 20;
  private static final double LINEAR_RATE = 0.01;
  private static final int SHOWN = 20;
  private static final int BEGINNING = 160;
  private static final int PHRASES_OF_CLASS = 12;
  private static final int PHRASES_OF_TEXT = 4;

  private final TextCnn model;
  private final Documents documents;
  private final Tokenizer tokenizer;
  private final int length;

  TextSorter(
      Settings settings, TextCnn model, Documents documents, Tokenizer tokenizer, int length) {
    super(
        settings,
        model,
        Documents.tokens(documents.parts().train(), tokenizer, length),
        Optional.of(Documents.tokens(documents.parts().validation(), tokenizer, length)),
        Documents.tokens(documents.parts().test(), tokenizer, length),
        documents.classes());
    this.model = model;
    this.documents = documents;
    this.tokenizer = tokenizer;
    this.length = length;
  }

  @Override
  public Optimizer optimizer() {
    return oneCycle(Params.of(model()).trainable());
  }

  @Override
  protected Evaluation measure(Dataset samples, Outputs outputs) {
    Evaluation plain = super.measure(samples, outputs);
    Map<String, Double> metrics = new LinkedHashMap<>(plain.metrics());
    metrics.put("f1", f1(outputs));
    return new Evaluation(
        plain.samples(), metrics, plain.classes(), plain.confusion(), plain.mistakes());
  }

  private double f1(Outputs outputs) {
    return Metrics.f1(classes().size(), ClassScore.Average.MACRO)
        .of(
            Tensor.of(outputs.values(), outputs.size(), outputs.width()),
            Tensor.of(outputs.targets()));
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "majority",
            new Text("always the most frequent class", "siempre la clase más frecuente"),
            true,
            this::favourite),
        counting(
            "words",
            new Text(
                "a linear model on weighted counts of words (TF-IDF)",
                "un modelo lineal con recuentos ponderados de palabras (TF-IDF)"),
            1),
        counting(
            "pairs",
            new Text(
                "the same with pairs of neighbouring words",
                "lo mismo con parejas de palabras vecinas"),
            2));
  }

  private double favourite() {
    Map<Integer, Long> counts =
        documents.parts().train().stream()
            .collect(Collectors.groupingBy(Documents.Document::label, Collectors.counting()));
    int favourite =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    int tests = test().size();
    float[] scores = new float[tests * classes().size()];
    for (int i = 0; i < tests; i++) {
      scores[i * classes().size() + favourite] = 1;
    }
    return f1(new Outputs(tests, scores, test().all().targets().toFloats()));
  }

  private Baseline counting(String name, Text what, int longest) {
    return new Baseline(
        name,
        what,
        false,
        () -> {
          List<Documents.Document> train = documents.parts().train();
          BagOfWords bag =
              new BagOfWords(
                  train.stream().map(Documents.Document::text).toList(), longest, MOST_TERMS);
          Function<String, float[]> vector = bag::vector;
          return f1(
              outputs(
                  LinearClassifier.trained(
                      Documents.vectors(train, vector),
                      classes().size(),
                      LINEAR_EPOCHS,
                      settings().whole("batch"),
                      LINEAR_RATE,
                      settings().seed()),
                  Documents.vectors(documents.parts().test(), vector)));
        });
  }

  /// What lines of text are about.
  @Override
  public List<Prediction> predict(Path file) {
    return Lines.of(file).stream()
        .map(line -> prediction(line.text(), outputs(words(line.text()))))
        .toList();
  }

  private Tensor words(String text) {
    return Documents.tokens(List.of(new Documents.Document(text, 0)), tokenizer, length)
        .all()
        .inputs();
  }

  @Override
  public void show(Gallery gallery) {
    Outputs outputs = outputs(test());
    int[] found = found(outputs);
    Phrases phrases = new Phrases(model, tokenizer);
    Tensor inputs = test().all().inputs();
    List<List<Phrases.Phrase>> decisive =
        IntStream.range(0, outputs.size())
            .mapToObj(i -> phrases.of(inputs.at(i).unsqueeze(0), found[i]))
            .toList();
    gallery.table(
        "classes",
        new Text(
            "Each class on texts that it never read: how much of what was taken for it was of it"
                + " (precision), how much of it was found (recall), and F1, which is high only if"
                + " both are.",
            "Cada clase con textos que nunca leyó: cuánto de lo que se tomó por ella era de ella"
                + " (precisión), cuánto de ella se encontró (exhaustividad) y F1, que solo es alto"
                + " si ambas lo son."),
        ofClasses(gallery, measure(test(), outputs).confusion()));
    gallery.table(
        "phrases",
        new Text(
            "What spoke most for each class in those texts: the sum of all that a phrase added to"
                + " the class's logit.",
            "Lo que más habló en favor de cada clase en esos textos: la suma de lo que cada frase"
                + " añadió al logit de la clase."),
        phrasesOfClasses(gallery, found, decisive));
    gallery.table(
        "texts",
        new Text(
            "Some of those texts, and the phrases that decided.",
            "Algunos de esos textos, y las frases que decidieron."),
        texts(gallery, found, decisive));
  }

  private List<List<String>> ofClasses(Gallery gallery, int[][] counts) {
    ConfusionMatrix confusion =
        new ConfusionMatrix(
            Arrays.stream(counts)
                .map(row -> Arrays.stream(row).asLongStream().toArray())
                .toArray(long[][]::new));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("class", "clase"),
            gallery.in("texts to learn from", "textos de los que aprender"),
            gallery.in("test texts", "textos de prueba"),
            gallery.in("precision", "precisión"),
            gallery.in("recall", "exhaustividad"),
            "F1"));
    for (int c = 0; c < counts.length; c++) {
      int label = c;
      rows.add(
          List.of(
              classes().get(c),
              String.valueOf(
                  documents.parts().train().stream().filter(d -> d.label() == label).count()),
              String.valueOf(confusion.actual(c)),
              figure(confusion.precision(c)),
              figure(confusion.recall(c)),
              figure(confusion.f1(c))));
    }
    return rows;
  }

  private List<List<String>> phrasesOfClasses(
      Gallery gallery, int[] found, List<List<Phrases.Phrase>> decisive) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(gallery.in("class", "clase"), gallery.in("phrases", "frases")));
    for (int c = 0; c < classes().size(); c++) {
      int label = c;
      List<List<Phrases.Phrase>> ofClass =
          IntStream.range(0, found.length)
              .filter(i -> found[i] == label)
              .mapToObj(decisive::get)
              .toList();
      rows.add(
          List.of(
              classes().get(c),
              Phrases.together(ofClass).stream()
                  .limit(PHRASES_OF_CLASS)
                  .map(Phrases.Phrase::words)
                  .collect(Collectors.joining(" · "))));
    }
    return rows;
  }

  private List<List<String>> texts(
      Gallery gallery, int[] found, List<List<Phrases.Phrase>> decisive) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            gallery.in("text", "texto"),
            gallery.in("it is", "es"),
            gallery.in("the model", "el modelo"),
            gallery.in("what decided", "lo que decidió")));
    List<Documents.Document> test = documents.parts().test();
    for (int k = 0; k < Math.min(SHOWN, test.size()); k++) {
      int i = (int) ((long) k * test.size() / SHOWN);
      rows.add(
          List.of(
              beginning(test.get(i).text()),
              classes().get(test.get(i).label()),
              classes().get(found[i]),
              decisive.get(i).stream()
                  .limit(PHRASES_OF_TEXT)
                  .map(phrase -> phrase.words() + " +" + figure(phrase.part()))
                  .collect(Collectors.joining(" · "))));
    }
    return rows;
  }

  private static String beginning(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= BEGINNING ? line : line.substring(0, BEGINNING).strip() + "…";
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
