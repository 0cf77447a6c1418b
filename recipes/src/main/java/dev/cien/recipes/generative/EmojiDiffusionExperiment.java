package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.io.plot.Sheet;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Diffusion of emoji that are asked for by words. The judge is a classifier of real emoji by their
/// group; it is asked whether what was painted for a name that no training picture has belongs to
/// that name's group.
final class EmojiDiffusionExperiment extends PictureDiffusion {
  private static final int JUDGE_EPOCHS = 40;
  private static final double DECAY = 0.998;
  private static final int ROWS = 12;
  private static final int TRIES = 7;
  private static final int SIDE = 72;

  /// Pairs of words of which both are known and few or none go together.
  private static final List<Text> ASKED =
      List.of(
          new Text("red heart", "corazón rojo"),
          new Text("green heart", "corazón verde"),
          new Text("blue circle", "círculo azul"),
          new Text("purple square", "cuadrado morado"),
          new Text("cat face", "cara de gato"),
          new Text("smiling cat", "gato sonriendo"),
          new Text("red car", "coche rojo"),
          new Text("green fruit", "fruta verde"),
          new Text("woman", "mujer"),
          new Text("clock", "reloj"),
          new Text("flag", "bandera"),
          new Text("hand", "mano"));

  private final EmojiWords emoji;
  private final TensorDataset training;

  EmojiDiffusionExperiment(Settings settings, EmojiWords emoji) {
    super(
        DiffusionPainter.of(settings, emoji.pictures(), emoji.vocabulary()),
        Judge.of(emoji.pictures(), JUDGE_EPOCHS),
        DECAY);
    this.emoji = emoji;
    this.training = emoji.training();
  }

  @Override
  public Batches training() {
    return batches(training).dropLast();
  }

  /// The names of emoji in both languages, and their groups.
  private DiffusionPicturesShow.Asked names(int[] numbers) {
    List<String> texts =
        Arrays.stream(numbers)
            .boxed()
            .flatMap(i -> Stream.of(emoji.english(i), emoji.spanish(i)))
            .toList();
    int[] twice = IntStream.range(0, texts.size()).map(i -> numbers[i / 2]).toArray();
    return new DiffusionPicturesShow.Asked(emoji.words(texts), emoji.groups(twice));
  }

  @Override
  public Evaluation evaluate() {
    int[] test = emoji.parts().test();
    DiffusionPicturesShow.Asked unseen = names(test);
    int[] train = emoji.parts().train();
    Judge.Score score = score(unseen, settings().number("guidance"));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("agreement", score.agreement());
    metrics.put(
        "agreement_known",
        score(
                names(Arrays.copyOf(train, Math.min(train.length, test.length))),
                settings().number("guidance"))
            .agreement());
    metrics.put(
        "agreement_real", judge().score(emoji.values(test), emoji.groups(test)).agreement());
    metrics.put("frechet", score.frechet());
    return new Evaluation(unseen.classes().length, metrics, List.of(), new int[0][0], List.of());
  }

  /// A picture for each line of a text.
  @Override
  public List<Prediction> predict(Path file) {
    List<Lines.Line> lines = Lines.of(file);
    for (Lines.Line line : lines) {
      if (emoji.known(line.text()).length == 0) {
        throw line.refused(
            new Text(
                "expected words that names of emoji have, such as 'red heart', found none",
                "se esperaban palabras que tengan los nombres de los emojis, como «corazón rojo», y"
                    + " no hay ninguna"));
      }
    }
    float[] made =
        painter()
            .paint(
                emoji.words(lines.stream().map(Lines.Line::text).toList()),
                painter().sampler(),
                settings().number("guidance"));
    return IntStream.range(0, lines.size())
        .mapToObj(i -> Prediction.painted(lines.get(i).text(), emoji.pictures().picture(made, i)))
        .toList();
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        new Baseline(
            "unasked",
            new Text(
                "the same painter(), not told what is wanted",
                "el mismo pintor, sin decirle qué se quiere"),
            false,
            () -> score(names(emoji.parts().test()), 0).agreement()));
  }

  @Override
  public void show(Gallery gallery) {
    int[] test = emoji.parts().test();
    int[] train = emoji.parts().train();
    boolean spanish = gallery.in("en", "es").equals("es");
    gallery.sheet(
        "unseen",
        new Text(
            "Emoji that it never saw (left), and what it paints from their names alone.",
            "Emojis que nunca vio (izquierda) y lo que pinta solo con sus nombres."),
        beside(Arrays.copyOf(test, Math.min(ROWS, test.length)), spanish));
    gallery.sheet(
        "known",
        new Text(
            "The same for emoji that it learnt from.", "Lo mismo con emojis de los que aprendió."),
        beside(Arrays.copyOf(train, Math.min(ROWS, train.length)), spanish));
    gallery.sheet(
        "asked",
        new Text(
            "What it paints for words of ours, each time from other noise.",
            "Lo que pinta con palabras nuestras, cada vez de otro ruido."),
        asked(ASKED.stream().map(text -> gallery.in(text.en(), text.es())).toList()));
    new DiffusionPicturesShow(
            painter(), judge(), names(test), new PictureShow(gallery, emoji.pictures()))
        .all();
  }

  /// A real emoji and tries a row.
  private Sheet beside(int[] numbers, boolean spanish) {
    List<String> names =
        Arrays.stream(numbers)
            .mapToObj(i -> spanish ? emoji.spanish(i) : emoji.english(i))
            .toList();
    float[] real = emoji.values(numbers);
    float[] made = tries(names);
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      cells.add(new Sheet.Cell(emoji.pictures().picture(real, i), names.get(i)));
      for (int k = 0; k < TRIES; k++) {
        cells.add(new Sheet.Cell(emoji.pictures().picture(made, i * TRIES + k), ""));
      }
    }
    return new Sheet(cells, TRIES + 1, SIDE);
  }

  private Sheet asked(List<String> texts) {
    float[] made = tries(texts);
    List<Sheet.Cell> cells = new ArrayList<>();
    for (int i = 0; i < texts.size() * TRIES; i++) {
      cells.add(
          new Sheet.Cell(
              emoji.pictures().picture(made, i), i % TRIES == 0 ? texts.get(i / TRIES) : ""));
    }
    return new Sheet(cells, TRIES, SIDE);
  }

  private float[] tries(List<String> texts) {
    List<String> many =
        IntStream.range(0, texts.size() * TRIES).mapToObj(i -> texts.get(i / TRIES)).toList();
    return painter().paint(emoji.words(many), painter().sampler(), settings().number("guidance"));
  }
}
