package dev.cien.recipes.sequence;

import dev.cien.data.Batches;
import dev.cien.data.Verses;
import dev.cien.io.plot.Chart;
import dev.cien.nn.Params;
import dev.cien.nn.RecurrentConfig;
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
import dev.cien.recipes.kit.Continuations;
import dev.cien.recipes.kit.NGram;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.text.CharTokenizer;
import dev.cien.text.Tokenizer;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.Cell;
import dev.cien.zoo.NextToken;
import dev.cien.zoo.Sampling;
import dev.cien.zoo.SequenceTagger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A model of Spanish, character by character, on the Reina-Valera Bible of 1909.
///
/// Training reads pieces of T characters from random places, each from a state of zeros: the state
/// is not carried from batch to batch. Measuring carries it: the held-out chapters are read in
/// streams from their beginning to their end.
public final class CharRnn implements Recipe {
  private static final int WIDTH = 32;
  private static final CrossEntropy LOSS = Losses.crossEntropy().withClassAxis(-1);

  @Override
  public Card card() {
    return new Card(
        "char-rnn",
        new Text(
            "Writing Spanish letter by letter with a recurrent network",
            "Escribir en español letra a letra con una red recurrente"),
        new Text(
            "From nothing but the next letter a network learns words, accents and style; counting"
                + " the last letters is a rival that it needs minutes to beat.",
            "Solo con la letra siguiente una red aprende palabras, acentos y estilo; contar las"
                + " últimas letras es un rival al que tarda minutos en vencer."),
        List.of("T2", "C2s", "A2.1"),
        "bits_per_character",
        false,
        1.72,
        240,
        "T. Mikolov et al., 2010; A. Karpathy: The unreasonable effectiveness of recurrent neural"
            + " networks, 2015. Reina-Valera 1909, public domain.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(8),
        Setting.seed(),
        Setting.batch(64),
        Setting.rate(0.004),
        Setting.choice(
            "cell", List.of("lstm", "gru", "rnn"), "the recurrent cell", "la célula recurrente"),
        Setting.whole("hidden", 256, 1, "numbers in the state", "números del estado"),
        Setting.whole("layers", 1, 1, "recurrent layers", "capas recurrentes"),
        Setting.whole("length", 100, 2, "characters a piece", "caracteres por trozo"),
        Setting.whole("steps", 500, 1, "updates an epoch", "actualizaciones por pasada"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "1", "steps", "400", "hidden", "64", "length", "32");
  }

  @Override
  public double quickFloor() {
    return 3.2;
  }

  @Override
  public Experiment prepare(Settings settings) {
    var parts = Verses.load().parts();
    String train = Verses.spanish(parts.train());
    Tokenizer tokenizer = CharTokenizer.of(train, Tokenizer.UNKNOWN);
    SequenceTagger model =
        SequenceTagger.of(
            Cell.of(settings.word("cell")),
            tokenizer.size(),
            RecurrentConfig.of(WIDTH, settings.whole("hidden"))
                .withLayers(settings.whole("layers")),
            tokenizer.size(),
            Rng.of(settings.seed()));
    return new Writer(
        settings,
        tokenizer,
        model,
        tokenizer.encodePlain(train),
        tokenizer.encodePlain(Verses.spanish(parts.validation())),
        tokenizer.encodePlain(Verses.spanish(parts.test())));
  }

  /// A model of a text, and what it is worth on another.
  static final class Writer implements Experiment {
    private static final int STREAMS = 64;
    private static final int CHECKED = 64_000;
    private static final int SAMPLE = 400;
    private static final double WARM = 0.7;

    private final Settings settings;
    private final Tokenizer tokenizer;
    private final SequenceTagger model;
    private final int[] train;
    private final int[] validation;
    private final int[] test;
    private final Optimizer optimizer;
    private final TextWindows windows;

    Writer(
        Settings settings,
        Tokenizer tokenizer,
        SequenceTagger model,
        int[] train,
        int[] validation,
        int[] test) {
      this.settings = settings;
      this.tokenizer = tokenizer;
      this.model = model;
      this.train = train;
      this.validation = validation;
      this.test = test;
      int count = settings.whole("batch") * settings.whole("steps");
      this.windows = new TextWindows(train, settings.whole("length"), count);
      this.optimizer =
          Optimizer.of(Params.of(model).trainable(), Adam.of(settings.number("rate")))
              .schedule(Schedule.cosine((long) settings.epochs() * settings.whole("steps")))
              .clip(Clipping.byGlobalNorm(1));
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public SequenceTagger model() {
      return model;
    }

    @Override
    public Batches training() {
      return Batches.of(windows, settings.whole("batch")).shuffled(settings.seed());
    }

    @Override
    public TrainStep step() {
      return (inputs, targets) -> TrainStep.Outcome.of(LOSS.cost(model.forward(inputs), targets));
    }

    @Override
    public Optimizer optimizer() {
      return optimizer;
    }

    @Override
    public Trainer trainer() {
      int[] some = Arrays.copyOf(validation, Math.min(CHECKED, validation.length));
      return Experiment.super.trainer().validation(() -> figures(bits(some)));
    }

    private static Map<String, Double> figures(double bits) {
      return new TreeMap<>(Map.of("bits_per_character", bits, "loss", bits * Math.log(2)));
    }

    @Override
    public Evaluation evaluate() {
      return new Evaluation(test.length, figures(bits(test)), List.of(), new int[0][], List.of());
    }

    /// Bits a character of a text, read in streams side by side whose state is carried.
    double bits(int... text) {
      int streams = Math.min(STREAMS, Math.max(1, text.length / (4 * settings.whole("length"))));
      int each = (text.length - 1) / streams;
      int length = Math.min(settings.whole("length"), each);
      Step read =
          Step.inference(
              in -> {
                var state = List.of(in).subList(2, in.length);
                SequenceTagger.Read result = model.read(in[0], state);
                List<Tensor> out = new ArrayList<>();
                out.add(LOSS.cost(result.logits(), in[1]));
                out.addAll(result.state());
                return out.toArray(Tensor[]::new);
              });
      Tensor[] state = computed(model.zeroState(streams));
      double sum = 0;
      int pieces = each / length;
      for (int piece = 0; piece < pieces; piece++) {
        int[] inputs = new int[streams * length];
        int[] targets = new int[streams * length];
        for (int s = 0; s < streams; s++) {
          int from = s * each + piece * length;
          System.arraycopy(text, from, inputs, s * length, length);
          System.arraycopy(text, from + 1, targets, s * length, length);
        }
        Tensor[] in = new Tensor[2 + state.length];
        in[0] = Tensor.of(inputs, streams, length);
        in[1] = Tensor.of(targets, streams, length);
        System.arraycopy(state, 0, in, 2, state.length);
        Tensor[] out = read.run(in);
        sum += out[0].item();
        state = Arrays.copyOfRange(out, 1, out.length);
      }
      return sum / pieces / Math.log(2);
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          ngram(1, "how often each letter comes", "la frecuencia de cada letra"),
          ngram(3, "counts of the last two letters", "contar las dos últimas letras"),
          ngram(6, "counts of the last five letters", "contar las cinco últimas letras"));
    }

    private Baseline ngram(int order, String en, String es) {
      return new Baseline(
          order + "-gram",
          new Text(en, es),
          false,
          () -> NGram.of(order, tokenizer.size(), train).bits(test));
    }

    @Override
    public void show(Gallery gallery) {
      double[] heats = {0.3, WARM, 1};
      for (double heat : heats) {
        gallery.text(
            "sample-" + (int) (10 * heat),
            new Text(
                "Written by the model at temperature " + heat + ": the higher, the bolder.",
                "Escrito por el modelo con temperatura " + heat + ": cuanto más alta, más osado."),
            sample(heat, SAMPLE));
      }
      double[] orders = {1, 2, 3, 4, 5, 6};
      double[] bits = new double[orders.length];
      double[] ours = new double[orders.length];
      double own = bits(test);
      for (int i = 0; i < bits.length; i++) {
        bits[i] = NGram.of((int) orders[i], tokenizer.size(), train).bits(test);
        ours[i] = own;
      }
      gallery.chart(
          "bits",
          new Text(
              "Bits a character on chapters that nobody learnt from: counting models by how many"
                  + " letters they look at, and the network.",
              "Bits por carácter en capítulos de los que nadie aprendió: modelos que cuentan, según"
                  + " cuántas letras miran, y la red."),
          Chart.of(
                  gallery.in("held-out chapters", "capítulos reservados"),
                  gallery.in("letters looked at", "letras que se miran"),
                  gallery.in("bits a character", "bits por carácter"))
              .line(gallery.in("counting", "contar"), orders, bits)
              .line(settings.word("cell"), orders, ours));
    }

    @Override
    public List<Prediction> predict(Path file) {
      return continuations(SAMPLE).of(file, Sampling.of(WARM));
    }

    /// Writes on from a new line.
    ///
    /// @param temperature what logits are divided by before a letter is drawn
    String sample(double temperature, int count) {
      return continuations(count).after(Sampling.of(temperature), tokenizer.id("\n"));
    }

    private Continuations continuations(int count) {
      return new Continuations(new Reading(model), tokenizer, count, settings.seed());
    }
  }

  /// Reads letter by letter; all that it remembers is the state.
  private static final class Reading implements NextToken {
    private final SequenceTagger model;
    private final Step next;
    private Tensor[] state;

    Reading(SequenceTagger model) {
      this.model = model;
      this.next =
          Step.inference(
              in -> {
                SequenceTagger.Read read = model.read(in[0], List.of(in).subList(1, in.length));
                List<Tensor> out = new ArrayList<>();
                out.add(read.logits());
                out.addAll(read.state());
                return out.toArray(Tensor[]::new);
              });
      restart();
    }

    @Override
    public float[] after(int token) {
      Tensor[] in = new Tensor[1 + state.length];
      in[0] = Tensor.of(new int[] {token}, 1, 1);
      System.arraycopy(state, 0, in, 1, state.length);
      Tensor[] out = next.run(in);
      state = Arrays.copyOfRange(out, 1, out.length);
      return out[0].toFloats();
    }

    @Override
    public void restart() {
      state = computed(model.zeroState(1));
    }
  }

  private static Tensor[] computed(List<Tensor> state) {
    return state.stream().map(Tensor::compute).toArray(Tensor[]::new);
  }
}
