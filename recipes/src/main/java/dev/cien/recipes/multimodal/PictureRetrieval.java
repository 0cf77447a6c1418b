package dev.cien.recipes.multimodal;

import dev.cien.data.Augmentation;
import dev.cien.data.Batches;
import dev.cien.io.plot.Sheet;
import dev.cien.nn.Params;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.BagOfWords;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.zoo.Clip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finding a picture by what is said of it, in Spanish or English, for pictures never seen before.
public final class PictureRetrieval implements Recipe {
  private static final int SIDE = 32;

  @Override
  public Card card() {
    return new Card(
        "clip",
        new Text("Finding pictures by words", "Encontrar imágenes con palabras"),
        new Text(
            "Two networks learn to put a picture and its captions in the same place; then words in"
                + " two languages find pictures that were never seen.",
            "Dos redes aprenden a poner una imagen y sus descripciones en el mismo lugar; después,"
                + " palabras en dos idiomas encuentran imágenes nunca vistas."),
        List.of("T6", "T6.a", "H13"),
        "recall_at_10",
        true,
        0.25,
        60,
        "A. Radford et al.: Learning transferable visual models from natural language supervision,"
            + " 2021. Twemoji, CC BY 4.0; names of Unicode CLDR.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(20),
        Setting.seed(),
        Setting.batch(128),
        Setting.rate(0.002),
        Setting.whole(
            "channels", 16, 1, "maps of the first convolution", "mapas de la primera convolución"),
        Setting.whole(
            "width",
            64,
            4,
            "numbers of a vector, a multiple of 4",
            "números de un vector, múltiplo de 4"),
        Setting.whole(
            "samples",
            2000,
            200,
            "training pictures at most",
            "imágenes de entrenamiento como máximo"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "10", "samples", "600", "channels", "6", "width", "24");
  }

  @Override
  public double quickFloor() {
    return 0.04;
  }

  @Override
  public Experiment prepare(Settings settings) {
    EmojiTexts texts = EmojiTexts.load(SIDE, settings.whole("samples"), settings.seed());
    Clip model =
        Clip.of(
            settings.whole("channels"),
            texts.vocabulary(),
            texts.padding(),
            EmojiTexts.LENGTH,
            settings.whole("width"),
            Rng.of(settings.seed()));
    return new Retrieval(settings, texts, model);
  }

  private record Retrieval(Settings settings, EmojiTexts texts, Clip model) implements Experiment {
    private static final int CHUNK = 256;
    private static final int SHOWN = 10;
    private static final int FITTING = 5;

    @Override
    public Batches training() {
      return Batches.of(
              texts.dataset(texts.trainingCaptions()).augment(Augmentation.shift(2)),
              settings.whole("batch"))
          .shuffled(settings.seed())
          .dropLast();
    }

    @Override
    public TrainStep step() {
      return (pictures, targets) ->
          TrainStep.Outcome.of(model.cost(pictures, CaptionedPictures.tokens(targets)));
    }

    @Override
    public Optimizer optimizer() {
      return Optimizer.of(
              Params.of(model).trainable(), AdamW.of(settings.number("rate")).withWeightDecay(0.1))
          .schedule(Schedule.oneCycle(steps()));
    }

    @Override
    public Evaluation evaluate() {
      int[] test = texts.parts().test();
      List<EmojiTexts.Caption> spanish = names(test, false);
      List<EmojiTexts.Caption> english = names(test, true);
      int[] own = IntStream.range(0, test.length).toArray();
      double[][] es = scores(spanish, test);
      double[][] en = scores(english, test);
      int[] known = texts.parts().train();
      List<EmojiTexts.Caption> held = texts.heldBackCaptions();
      Map<Integer, Integer> at = new LinkedHashMap<>();
      for (int i = 0; i < known.length; i++) {
        at.put(known[i], i);
      }
      int[] answers = held.stream().mapToInt(c -> at.get(c.picture())).toArray();
      double[][] captions = scores(held, known);
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("recall_at_10", Ranking.recall(es, own, 10));
      metrics.put("recall_at_1", Ranking.recall(es, own, 1));
      metrics.put("recall_at_10_english", Ranking.recall(en, own, 10));
      metrics.put("recall_at_10_known", Ranking.recall(captions, answers, 10));
      metrics.put("recall_at_1_known", Ranking.recall(captions, answers, 1));
      return new Evaluation(test.length, metrics, List.of(), new int[0][0], List.of());
    }

    private List<EmojiTexts.Caption> names(int[] pictures, boolean english) {
      return IntStream.of(pictures).mapToObj(p -> texts.captions(p).get(english ? 0 : 1)).toList();
    }

    /// How well each picture fits each caption: `[captions][pictures]`.
    private double[][] scores(List<EmojiTexts.Caption> captions, int[] pictures) {
      Step look = Step.inference(in -> new Tensor[] {model.pictures(in[0])});
      Step read = Step.inference(in -> new Tensor[] {model.texts(in[0])});
      List<double[]> seen = new ArrayList<>();
      for (int from = 0; from < pictures.length; from += CHUNK) {
        int[] part =
            IntStream.range(from, Math.min(from + CHUNK, pictures.length))
                .map(i -> pictures[i])
                .toArray();
        rows(look.run(texts.pictures().batch(part).inputs())[0], seen);
      }
      List<double[]> asked = new ArrayList<>();
      for (int from = 0; from < captions.size(); from += CHUNK) {
        List<EmojiTexts.Caption> part =
            captions.subList(from, Math.min(from + CHUNK, captions.size()));
        int[] ids = part.stream().flatMapToInt(c -> IntStream.of(texts.tokens(c.text()))).toArray();
        rows(read.run(Tensor.of(ids, part.size(), EmojiTexts.LENGTH))[0], asked);
      }
      return asked.stream()
          .map(a -> seen.stream().mapToDouble(s -> dot(a, s)).toArray())
          .toArray(double[][]::new);
    }

    private static void rows(Tensor table, List<double[]> rows) {
      double[] values = table.toDoubles();
      int width = table.shape().dim(1);
      for (int from = 0; from < values.length; from += width) {
        rows.add(Arrays.copyOfRange(values, from, from + width));
      }
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }

    @Override
    public List<Baseline> baselines() {
      int count = texts.parts().test().length;
      return List.of(
          new Baseline(
              "chance",
              new Text("ten pictures at random", "diez imágenes al azar"),
              true,
              () -> 10.0 / count),
          new Baseline(
              "words-then-pixels",
              new Text(
                  "the training emoji with the likest words, then the test pictures with the likest"
                      + " pixels",
                  "el emoji de entrenamiento de palabras más parecidas; después, las imágenes de"
                      + " píxeles más parecidos"),
              true,
              this::wordsThenPixels));
    }

    private double wordsThenPixels() {
      List<EmojiTexts.Caption> known = texts.trainingCaptions();
      BagOfWords bag = new BagOfWords(known.stream().map(EmojiTexts.Caption::text).toList());
      int[] test = texts.parts().test();
      double[][] scores = new double[test.length][test.length];
      for (int q = 0; q < test.length; q++) {
        double[] likeness = bag.likeness(texts.spanish(test[q]));
        int best =
            IntStream.range(0, likeness.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> likeness[i]))
                .orElseThrow();
        for (int c = 0; c < test.length; c++) {
          scores[q][c] = -distance(known.get(best).picture(), test[c]);
        }
      }
      return Ranking.recall(scores, IntStream.range(0, test.length).toArray(), 10);
    }

    private double distance(int a, int b) {
      byte[] p = texts.pictures().picture(a).values();
      byte[] q = texts.pictures().picture(b).values();
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        double d = (p[i] & 0xff) - (q[i] & 0xff);
        sum += d * d;
      }
      return sum;
    }

    /// The emoji that fit each line best, of those that training has not seen.
    @Override
    public List<Prediction> predict(Path file) {
      int[] test = texts.parts().test();
      List<Lines.Line> lines = Lines.of(file);
      Tensor logits = model.logits(texts.pictures().batch(test).inputs(), texts.tokens(lines)).t();
      Tensor.Sorted best = logits.softmax(1).topK(Math.min(FITTING, test.length), 1);
      List<Prediction> predictions = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        predictions.add(
            Prediction.among(
                lines.get(i).text(),
                IntStream.of(best.indices().at(i).toInts())
                    .mapToObj(p -> texts.title(test[p]))
                    .toList(),
                best.values().at(i).toDoubles()));
      }
      return predictions;
    }

    @Override
    public void show(Gallery gallery) {
      int[] test = texts.parts().test();
      int asked = Math.min(SHOWN, test.length);
      List<EmojiTexts.Caption> questions = names(test, false).subList(0, asked);
      double[][] scores = scores(questions, test);
      List<Sheet.Cell> cells = new ArrayList<>();
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              gallery.in("words", "palabras"),
              gallery.in("place of the right one", "lugar de la correcta")));
      for (int q = 0; q < asked; q++) {
        double[] fit = scores[q];
        List<Integer> best =
            IntStream.range(0, fit.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -fit[i]))
                .limit(6)
                .collect(Collectors.toList());
        for (int candidate : best) {
          cells.add(
              new Sheet.Cell(
                  texts.pictures().picture(test[candidate]), candidate == q ? "✓" : " "));
        }
        rows.add(List.of(questions.get(q).text(), Integer.toString(Ranking.place(fit, q))));
      }
      gallery.sheet(
          "found",
          new Text(
              "The six pictures that fit each of the words below best, a row for each; ✓ marks the"
                  + " right one. None was seen in training. Pictures: Twemoji, CC BY 4.0.",
              "Las seis imágenes que mejor corresponden a cada una de las palabras de abajo, una"
                  + " fila por cada una; ✓ marca la correcta. Ninguna se vio en el entrenamiento."
                  + " Imágenes: Twemoji, CC BY 4.0."),
          new Sheet(cells, 6, 64));
      gallery.table("words", new Text("What was asked", "Lo que se preguntó"), rows);
    }
  }
}
