package dev.cien.recipes.sequence;

import dev.cien.data.Batch;
import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.io.plot.HeatMap;
import dev.cien.nn.Params;
import dev.cien.nn.Recurrent;
import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.Adam;
import dev.cien.optim.Clipping;
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
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.Seq2Seq;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Dates in Spanish words become digits, with and without attention: several dates in a row, more
/// than one state holds easily. The phrases are synthetic ([DatePhrases]).
public final class DatesInWords implements Recipe {
  private static final int WIDTH = 32;
  private static final int HELD = 500;
  private static final CrossEntropy LOSS = Losses.crossEntropy().withClassAxis(-1);

  @Override
  public Card card() {
    return new Card(
        "seq2seq",
        new Text(
            "Translating dates from words to digits, with and without attention",
            "Traducir fechas de palabras a cifras, con atención y sin ella"),
        new Text(
            "A whole sentence squeezed into one state loses its details; a decoder that looks back"
                + " does not have to remember them. Both models have the same parameters.",
            "Una frase entera comprimida en un estado pierde los detalles; un decodificador que"
                + " mira atrás no tiene que recordarlos. Ambos modelos tienen los mismos"
                + " parámetros."),
        List.of("T2", "T2.c", "A2.1"),
        "exact_match",
        true,
        0.8,
        30,
        "D. Bahdanau et al., 2015; M.-T. Luong et al., 2015. Synthetic phrases.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(8),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.005),
        Setting.choice("attention", List.of("yes", "no"), "whether it looks back", "si mira atrás"),
        Setting.whole("dates", 2, 1, "dates in a row", "fechas seguidas"),
        Setting.whole("hidden", 64, 1, "numbers in the state", "números del estado"),
        Setting.whole("steps", 100, 1, "updates an epoch", "actualizaciones por pasada"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "2", "dates", "1", "steps", "60", "rate", "0.01");
  }

  @Override
  public double quickFloor() {
    return 0.3;
  }

  @Override
  public Experiment prepare(Settings settings) {
    return new Dates(settings);
  }

  private static final class Dates implements Experiment {
    private final Settings settings;
    private final Seq2Seq model;
    private final Dataset train;
    private final Batch validation;
    private final Batch test;
    private final Optimizer optimizer;

    Dates(Settings settings) {
      this.settings = settings;
      int dates = settings.whole("dates");
      int count = settings.whole("batch") * settings.whole("steps");
      Rng held = Rng.of(settings.seed()).fork(-1);
      this.model = make(settings.word("attention").equals("yes"));
      this.train =
          new Generated(
              rng -> DatePhrases.samples(rng, count, dates, DatePhrases.Part.TRAIN),
              settings.seed());
      this.validation = DatePhrases.samples(held, HELD, dates, DatePhrases.Part.VALIDATION).all();
      this.test = DatePhrases.samples(held, HELD, dates, DatePhrases.Part.TEST).all();
      this.optimizer = optimizer(model);
    }

    private Seq2Seq make(boolean attends) {
      return Seq2Seq.of(
              DatePhrases.words(),
              DatePhrases.BEGIN + 1,
              WIDTH,
              settings.whole("hidden"),
              Rng.of(settings.seed()))
          .withAttention(attends);
    }

    private Optimizer optimizer(Seq2Seq of) {
      return Optimizer.of(Params.of(of).trainable(), Adam.of(settings.number("rate")))
          .schedule(Schedule.cosine((long) settings.epochs() * settings.whole("steps")))
          .clip(Clipping.byGlobalNorm(1));
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Seq2Seq model() {
      return model;
    }

    @Override
    public Batches training() {
      return Batches.of(train, settings.whole("batch")).shuffled(settings.seed());
    }

    @Override
    public TrainStep step() {
      return step(model);
    }

    private static TrainStep step(Seq2Seq of) {
      return (inputs, targets) -> TrainStep.Outcome.of(cost(of, inputs, targets));
    }

    private static Tensor cost(Seq2Seq of, Tensor inputs, Tensor targets) {
      int last = targets.shape().dim(1) - 1;
      Tensor begin = Tensor.full(DatePhrases.BEGIN, targets.shape().dim(0), 1).cast(DType.INT32);
      Tensor before = Tensor.concat(1, begin, targets.slice(1, 0, last));
      return LOSS.cost(of.forward(inputs, before), targets);
    }

    @Override
    public Optimizer optimizer() {
      return optimizer;
    }

    @Override
    public Trainer trainer() {
      return Experiment.super.trainer().validation(() -> figures(model, validation));
    }

    @Override
    public Evaluation evaluate() {
      return new Evaluation(HELD, figures(model, test), List.of(), new int[0][], List.of());
    }

    private static Map<String, Double> figures(Seq2Seq of, Batch samples) {
      int[] written = write(of, samples.inputs(), samples.targets().shape().dim(1));
      int[] wanted = samples.targets().toInts();
      int symbols = wanted.length / samples.size();
      int right = 0;
      int whole = 0;
      for (int n = 0; n < samples.size(); n++) {
        int own = 0;
        for (int u = 0; u < symbols; u++) {
          own += written[n * symbols + u] == wanted[n * symbols + u] ? 1 : 0;
        }
        right += own;
        whole += own == symbols ? 1 : 0;
      }
      return new TreeMap<>(
          Map.of(
              "exact_match", (double) whole / samples.size(),
              "accuracy", (double) right / wanted.length,
              "loss", cost(of, samples.inputs(), samples.targets()).item()));
    }

    /// Writes symbol by symbol, always the likeliest.
    private static int[] write(Seq2Seq of, Tensor inputs, int symbols) {
      int count = inputs.shape().dim(0);
      Step encode =
          Step.inference(
              in -> {
                Seq2Seq.Encoded read = of.encode(in[0]);
                return new Tensor[] {read.states(), read.present(), read.last().hidden()};
              });
      Step next =
          Step.inference(
              in -> {
                var encoded = new Seq2Seq.Encoded(in[0], in[1], new Recurrent.Hidden(in[2]));
                var written = of.decode(encoded, in[3], new Recurrent.Hidden(in[4]));
                return new Tensor[] {
                  written.logits().argMax(2).cast(DType.INT32), written.state().hidden()
                };
              });
      Tensor[] read = encode.run(inputs);
      Tensor state = read[2];
      int[] begin = new int[count];
      Arrays.fill(begin, DatePhrases.BEGIN);
      Tensor last = Tensor.of(begin, count, 1);
      int[] result = new int[count * symbols];
      for (int u = 0; u < symbols; u++) {
        Tensor[] out = next.run(read[0], read[1], read[2], last, state);
        last = out[0];
        state = out[1];
        int[] found = last.toInts();
        for (int n = 0; n < count; n++) {
          result[n * symbols + u] = found[n];
        }
      }
      return result;
    }

    @Override
    public List<Prediction> predict(Path file) {
      int dates = settings.whole("dates");
      List<DateLine> lines = Lines.of(file).stream().map(line -> DateLine.of(line, dates)).toList();
      int[] words = lines.stream().flatMapToInt(line -> Arrays.stream(line.words())).toArray();
      int symbols = DatePhrases.symbols(dates);
      int[] written =
          write(model, Tensor.of(words, lines.size(), DatePhrases.steps(dates)), symbols);
      List<Prediction> predictions = new ArrayList<>();
      for (int n = 0; n < lines.size(); n++) {
        int from = n * symbols;
        int to = from + DatePhrases.symbols(lines.get(n).dates());
        String digits = DatePhrases.text(Arrays.copyOfRange(written, from, to));
        predictions.add(new Prediction(lines.get(n).line().text(), digits, Map.of()));
      }
      return predictions;
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          new Baseline(
              model.attends() ? "no-attention" : "attention",
              model.attends()
                  ? new Text(
                      "the same parameters without attention, trained in the same way",
                      "los mismos parámetros sin atención, entrenados igual")
                  : new Text(
                      "the same parameters with attention, trained in the same way",
                      "los mismos parámetros con atención, entrenados igual"),
              false,
              () -> {
                Seq2Seq other = make(!model.attends());
                Trainer.custom(other, step(other), optimizer(other))
                    .epochs(settings.epochs())
                    .seed(settings.seed())
                    .fit(training());
                return figures(other, test).get("exact_match");
              }));
    }

    @Override
    public void show(Gallery gallery) {
      int symbols = test.targets().shape().dim(1);
      int shown = 12;
      Tensor inputs = test.inputs().slice(0, 0, shown);
      int[] written = write(model, inputs, symbols);
      int[] wanted = test.targets().toInts();
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              gallery.in("words", "palabras"),
              gallery.in("digits", "cifras"),
              gallery.in("model", "modelo")));
      for (int n = 0; n < shown; n++) {
        rows.add(
            List.of(
                String.join(" ", words(inputs.at(n).toInts())),
                DatePhrases.text(Arrays.copyOfRange(wanted, n * symbols, (n + 1) * symbols)),
                DatePhrases.text(Arrays.copyOfRange(written, n * symbols, (n + 1) * symbols))));
      }
      gallery.table(
          "dates",
          new Text(
              "Dates that the model never saw, and what it wrote.",
              "Fechas que el modelo nunca vio, y lo que escribió."),
          rows);
      if (model.attends()) {
        attention(gallery, Arrays.copyOf(written, symbols));
      }
    }

    private void attention(Gallery gallery, int... written) {
      Tensor input = test.inputs().slice(0, 0, 1);
      Seq2Seq.Encoded encoded = model.encode(input);
      int[] before = new int[written.length];
      before[0] = DatePhrases.BEGIN;
      System.arraycopy(written, 0, before, 1, written.length - 1);
      Tensor weights =
          model
              .decode(encoded, Tensor.of(before, 1, before.length), encoded.last())
              .weights()
              .orElseThrow()
              .at(0);
      int[] ids = input.toInts();
      List<String> words = words(ids);
      int padding = ids.length - words.size();
      double[][] map = new double[words.size()][written.length];
      float[] values = weights.toFloats();
      for (int u = 0; u < written.length; u++) {
        for (int t = 0; t < words.size(); t++) {
          map[t][u] = values[u * ids.length + padding + t];
        }
      }
      gallery.heat(
          "attention",
          new Text(
              "Where the decoder looks (rows: words) as it writes each symbol (columns).",
              "Adónde mira el decodificador (filas: palabras) al escribir cada símbolo"
                  + " (columnas)."),
          new HeatMap(
              gallery.in("attention", "atención"),
              map,
              words,
              DatePhrases.text(written).chars().mapToObj(Character::toString).toList()));
    }

    private static List<String> words(int... ids) {
      return Arrays.stream(ids).filter(id -> id != 0).mapToObj(DatePhrases::word).toList();
    }
  }
}
