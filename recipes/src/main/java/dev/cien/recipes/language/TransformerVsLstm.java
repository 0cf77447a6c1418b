package dev.cien.recipes.language;

import dev.cien.io.plot.Chart;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Phase;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainEvent;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptConfig;
import dev.cien.zoo.LstmLanguageModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A Transformer against an LSTM of as many parameters, on the same text, the same pieces in the
/// same order.
public final class TransformerVsLstm implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "transformer-vs-lstm",
        new Text(
            "A Transformer against an LSTM of the same size",
            "Un Transformer contra una LSTM del mismo tamaño"),
        new Text(
            "The LSTM must read word after word; the Transformer reads all positions at once, and"
                + " pays with memory that grows with the square of the length.",
            "La LSTM lee palabra tras palabra; el Transformer lee todas las posiciones a la vez, y"
                + " lo paga con una memoria que crece con el cuadrado de la longitud."),
        List.of("C4s", "C4l", "T4", "H8"),
        "bits_per_char",
        false,
        2.7,
        50,
        "A. Vaswani et al.: Attention is all you need, 2017, arXiv:1706.03762; S. Hochreiter, J."
            + " Schmidhuber: Long short-term memory, 1997.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(4),
        Setting.seed(),
        Setting.batch(16),
        Setting.rate(0.003),
        Setting.whole("vocabulary", 512, 257, "different tokens", "fichas distintas"),
        NextTokenExperiment.context(64),
        SpanishGpt.width(96),
        SpanishGpt.layers(2),
        NextTokenExperiment.windows(1600),
        NextTokenExperiment.chapters(),
        NextTokenExperiment.heldOut(10));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of(
        "epochs",
        "2",
        "windows",
        "480",
        "chapters",
        "100",
        "held-out",
        "4",
        "width",
        "64",
        "context",
        "32");
  }

  @Override
  public double quickFloor() {
    return 3.8;
  }

  @Override
  public Experiment prepare(Settings settings) {
    Prose prose =
        Prose.of(
            settings.whole("vocabulary"), settings.whole("chapters"), settings.whole("held-out"));
    GptConfig config = SpanishGpt.config(settings, prose.tokenizer().size());
    int width = LstmLanguageModel.widthFor(config.vocabulary(), config.parameters());
    return new Match(
        settings,
        new Rivals(
            Gpt.of(config, Rng.of(settings.seed())),
            LstmLanguageModel.of(config.vocabulary(), width, 1, Rng.of(settings.seed()))),
        prose);
  }

  /// The two models.
  record Rivals(Gpt transformer, LstmLanguageModel lstm) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return transformer.forward(x);
    }
  }

  /// Where a training stood after an epoch.
  private record Stand(double seconds, double bits, double tokens) {}

  private static final class Match extends NextTokenExperiment {
    private static final int[] LENGTHS = {16, 32, 64, 128};
    private static final int UNCOUNTED = 100;
    private static final int REPEATS = 20;

    private final Rivals rivals;
    private final Map<Layer, List<Stand>> stands = new LinkedHashMap<>();

    Match(Settings settings, Rivals rivals, Prose prose) {
      super(settings, rivals, prose);
      this.rivals = rivals;
    }

    @Override
    public TrainStep step() {
      return step(rivals.transformer());
    }

    private static TrainStep step(Layer model) {
      return (tokens, targets) -> TrainStep.Outcome.of(Perplexities.cost(model, tokens, targets));
    }

    @Override
    public Optimizer optimizer() {
      return optimizer(rivals.transformer(), settings().number("rate"), steps());
    }

    @Override
    public Trainer trainer() {
      return watched(
          Trainer.custom(model(), step(), optimizer())
              .epochs(settings().epochs())
              .seed(settings().seed()),
          rivals.transformer());
    }

    @Override
    public List<Phase> before() {
      Trainer trainer =
          Trainer.custom(
                  rivals.lstm(),
                  step(rivals.lstm()),
                  optimizer(rivals.lstm(), settings().number("rate"), steps()))
              .epochs(settings().epochs())
              .seed(settings().seed());
      return List.of(
          new Phase(
              "lstm",
              new Text("the LSTM", "la LSTM"),
              rivals.lstm(),
              watched(trainer, rivals.lstm()),
              training()));
    }

    private Trainer watched(Trainer trainer, Layer model) {
      List<Stand> list = new ArrayList<>();
      stands.put(model, list);
      return trainer
          .validation(() -> looked(model))
          .listen(
              event -> {
                if (event instanceof TrainEvent.EpochEnded end) {
                  list.add(
                      new Stand(
                          end.seconds(),
                          end.validation().get("bits_per_char"),
                          (double) end.step() * training().batchSize() * length()));
                }
              });
    }

    @Override
    public Evaluation evaluate() {
      Map<String, Double> figures =
          new LinkedHashMap<>(measure(rivals.transformer(), prose().test()));
      Map<String, Double> lstm = measure(rivals.lstm(), prose().test());
      figures.put("lstm_bits_per_char", lstm.get("bits_per_char"));
      figures.put("lstm_perplexity", lstm.get("perplexity"));
      speed(rivals.transformer()).ifPresent(v -> figures.put("tokens_per_second", v));
      speed(rivals.lstm()).ifPresent(v -> figures.put("lstm_tokens_per_second", v));
      figures.put("reading_tokens_per_second", reading(rivals.transformer()));
      figures.put("lstm_reading_tokens_per_second", reading(rivals.lstm()));
      equalTime().ifPresent(v -> figures.put("lstm_bits_equal_time", v));
      return new Evaluation(
          prose().test().tokens().length, figures, List.of(), new int[0][0], List.of());
    }

    /// Tokens a second of reading one text as long as the context.
    private double reading(Layer model) {
      return 1000.0 * length() / milliseconds(model, length());
    }

    /// Tokens a second of training, once the first epoch is over, in which code gets compiled.
    private Optional<Double> speed(Layer model) {
      List<Stand> list = stands.getOrDefault(model, List.of());
      if (list.size() < 2) {
        return Optional.empty();
      }
      Stand first = list.getFirst();
      Stand last = list.getLast();
      return Optional.of((last.tokens() - first.tokens()) / (last.seconds() - first.seconds()));
    }

    /// The LSTM's bits a character after as many seconds as the Transformer took for the whole
    /// training, both looked at on the validation chapters; between two epochs on a straight line,
    /// and its last ones where it was faster.
    private Optional<Double> equalTime() {
      List<Stand> fast = stands.getOrDefault(rivals.transformer(), List.of());
      List<Stand> slow = stands.getOrDefault(rivals.lstm(), List.of());
      if (fast.isEmpty() || slow.isEmpty()) {
        return Optional.empty();
      }
      double time = fast.getLast().seconds();
      Stand before = slow.getFirst();
      for (Stand stand : slow) {
        if (stand.seconds() >= time) {
          double share =
              stand.seconds() == before.seconds()
                  ? 1
                  : (time - before.seconds()) / (stand.seconds() - before.seconds());
          return Optional.of(
              before.bits() + Math.clamp(share, 0, 1) * (stand.bits() - before.bits()));
        }
        before = stand;
      }
      return Optional.of(before.bits());
    }

    @Override
    public List<Baseline> baselines() {
      List<Baseline> all = new ArrayList<>();
      all.add(
          new Baseline(
              "lstm",
              new Text(
                  "an LSTM of as many parameters, after as many steps",
                  "una LSTM con los mismos parámetros, tras los mismos pasos"),
              true,
              () -> measure(rivals.lstm(), prose().test()).get("bits_per_char")));
      all.addAll(super.baselines());
      return all;
    }

    @Override
    public void show(Gallery gallery) {
      curves(gallery);
      timing(gallery);
      memory(gallery);
    }

    /// What the Transformer says; the LSTM is there to be compared with.
    @Override
    public List<Prediction> predict(Path file) {
      return prose()
          .continuations(rivals.transformer(), settings().seed())
          .of(file, SpanishGpt.sensible(SpanishGpt.TEMPERATURE));
    }

    private void curves(Gallery gallery) {
      if (stands.values().stream().anyMatch(List::isEmpty) || stands.size() < 2) {
        return;
      }
      Chart chart =
          Chart.of(
              gallery.in("bits per character", "bits por carácter"),
              gallery.in("seconds", "segundos"),
              "");
      for (var entry : stands.entrySet()) {
        chart =
            chart.line(
                entry.getKey() == rivals.lstm() ? "LSTM" : "Transformer",
                entry.getValue().stream().mapToDouble(Stand::seconds).toArray(),
                entry.getValue().stream().mapToDouble(Stand::bits).toArray());
      }
      gallery.chart(
          "equal-time",
          new Text(
              "What each had learnt after how many seconds; both have "
                  + Params.of(rivals.transformer()).count()
                  + " and "
                  + Params.of(rivals.lstm()).count()
                  + " parameters.",
              "Lo que cada uno había aprendido tras cuántos segundos; tienen "
                  + Params.of(rivals.transformer()).count()
                  + " y "
                  + Params.of(rivals.lstm()).count()
                  + " parámetros."),
          chart);
    }

    /// Milliseconds that reading a text takes, by its length, once code is compiled.
    private void timing(Gallery gallery) {
      List<List<String>> table = new ArrayList<>();
      table.add(
          List.of(
              gallery.in("tokens", "fichas"),
              gallery.in("Transformer, all at once (ms)", "Transformer, todas a la vez (ms)"),
              gallery.in("LSTM, one after the other (ms)", "LSTM, una tras otra (ms)")));
      for (int length : LENGTHS) {
        if (length <= length()) {
          table.add(
              List.of(
                  Integer.toString(length),
                  String.format(Locale.ROOT, "%.2f", milliseconds(rivals.transformer(), length)),
                  String.format(Locale.ROOT, "%.2f", milliseconds(rivals.lstm(), length))));
        }
      }
      gallery.table(
          "parallel",
          new Text(
              "Reading one text on this machine: the best of " + REPEATS + " times.",
              "Leer un texto en esta máquina: la mejor de " + REPEATS + " veces."),
          table);
    }

    private static double milliseconds(Layer model, int length) {
      Step step = Step.inference(in -> new Tensor[] {model.forward(in[0]).sum()});
      Tensor text = Tensor.of(new int[length], 1, length);
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < UNCOUNTED + REPEATS; i++) {
        long start = System.nanoTime();
        step.run(text)[0].item();
        if (i >= UNCOUNTED) {
          best = Math.min(best, (System.nanoTime() - start) * 1e-6);
        }
      }
      return best;
    }

    /// How large the attention weights of one text are, against the state of the LSTM.
    private void memory(Gallery gallery) {
      int heads = rivals.transformer().blocks().getFirst().attention().heads();
      int width = rivals.lstm().tokens().weight().shape().dim(1);
      double[] lengths = new double[9];
      double[] attention = new double[lengths.length];
      double[] state = new double[lengths.length];
      for (int i = 0; i < lengths.length; i++) {
        int length = 16 << i;
        // Recorded, not computed: only the sizes are of interest.
        Tensor queries = Tensor.zeros(1, heads, length, 1);
        Tensor weights = queries.matmul(queries.t());
        lengths[i] = length;
        attention[i] =
            (double) rivals.transformer().blocks().size()
                * weights.size()
                * weights.dtype().bytes();
        state[i] = 2.0 * width * Float.BYTES;
      }
      gallery.chart(
          "memory",
          new Text(
              "Bytes of attention weights for one text of so many tokens: twice the length, four"
                  + " times the memory. The LSTM's state stays as it is.",
              "Bytes de los pesos de atención para un texto de tantas fichas: doble longitud,"
                  + " cuatro veces la memoria. El estado de la LSTM no cambia."),
          Chart.of("bytes", gallery.in("tokens", "fichas"), "")
              .line(gallery.in("attention", "atención"), lengths, attention)
              .line(gallery.in("LSTM state", "estado de la LSTM"), lengths, state)
              .logarithmicX()
              .logarithmicY());
    }
  }
}
