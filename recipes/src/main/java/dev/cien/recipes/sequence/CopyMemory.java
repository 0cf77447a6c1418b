package dev.cien.recipes.sequence;

import dev.cien.data.Dataset;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Recurrent;
import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.CausalTagger;
import dev.cien.zoo.Cell;
import dev.cien.zoo.SequenceTagger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Copy memory: some symbols, a long silence, then the same symbols are to be repeated in order.
///
/// Sample, with K symbols out of 8 and a silence of L steps: K symbols, L − 1 blanks, the sign to
/// begin, K − 1 blanks. The last K places must give the symbols; the other places do not count.
///
/// S. Hochreiter, J. Schmidhuber, 1997; in this form M. Arjovsky, A. Shah, Y. Bengio: Unitary
/// evolution recurrent neural networks, 2016.
public final class CopyMemory implements Recipe {
  private static final int SYMBOLS = 8;
  private static final int BLANK = 8;
  private static final int BEGIN = 9;
  private static final int WIDTH = 16;
  private static final int HELD = 500;
  private static final int DEPTH = 3;
  private static final int KERNEL = 5;
  private static final CrossEntropy LOSS = Losses.crossEntropy().withClassAxis(-1);
  private static final int IGNORED = LOSS.ignored();

  @Override
  public Card card() {
    return new Card(
        "copy",
        new Text(
            "Long memory: repeating symbols after a silence",
            "Memoria larga: repetir símbolos tras un silencio"),
        new Text(
            "What was heard must survive a silence in which nothing helps to recall it: the plain"
                + " cell guesses, gated cells remember.",
            "Lo oído debe sobrevivir a un silencio en el que nada ayuda a recordarlo: la célula"
                + " simple adivina, las células con puertas recuerdan."),
        List.of("T2", "T2.a", "T2.b", "T2.c", "C1l", "C2l"),
        "accuracy",
        true,
        0.95,
        30,
        "M. Arjovsky, A. Shah, Y. Bengio: Unitary evolution recurrent neural networks, 2016."
            + " Synthetic sequences.");
  }

  @Override
  public List<Setting> settings() {
    List<Setting> settings = new ArrayList<>(LongLag.settings(12, 100, 30, 64, 0.005, 2));
    settings.add(
        Setting.whole("symbols", 3, 1, "symbols to remember", "símbolos que hay que recordar"));
    return settings;
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "4", "steps", "60", "lag", "10", "symbols", "1", "cell", "gru");
  }

  @Override
  public double quickFloor() {
    return 0.8;
  }

  @Override
  public Experiment prepare(Settings settings) {
    long seed = settings.seed();
    int symbols = settings.whole("symbols");
    int lag = settings.whole("lag");
    Function<Cell, Layer> make =
        cell -> {
          SequenceTagger model =
              SequenceTagger.of(
                  cell, BEGIN + 1, WIDTH, settings.whole("hidden"), SYMBOLS, Rng.of(seed));
          Memory.keep(model.cell(), settings.number("keep"));
          return model;
        };
    int training = settings.whole("batch") * settings.whole("steps");
    Rng held = Rng.of(seed).fork(-1);
    return new Copies(
        settings,
        make,
        new Generated(rng -> samples(rng, training, symbols, lag), seed),
        samples(held, HELD, symbols, lag),
        samples(held, HELD, symbols, lag));
  }

  /// Inputs and targets `[N, 2K + L − 1]`; targets that do not count are −100.
  static TensorDataset samples(Rng rng, int count, int symbols, int lag) {
    int steps = 2 * symbols + lag - 1;
    int[] inputs = new int[count * steps];
    int[] targets = new int[count * steps];
    Arrays.fill(inputs, BLANK);
    Arrays.fill(targets, IGNORED);
    for (int n = 0; n < count; n++) {
      inputs[n * steps + symbols + lag - 1] = BEGIN;
      for (int k = 0; k < symbols; k++) {
        int symbol = rng.nextInt(SYMBOLS);
        inputs[n * steps + k] = symbol;
        targets[n * steps + symbols + lag - 1 + k] = symbol;
      }
    }
    return TensorDataset.of(Tensor.of(inputs, count, steps), Tensor.of(targets, count, steps));
  }

  private static final class Copies extends LongLag {
    private final Dataset held;

    Copies(
        Settings settings,
        Function<Cell, Layer> make,
        Dataset train,
        Dataset validation,
        Dataset test) {
      super(settings, make, train, validation, test);
      this.held = validation;
    }

    private record Score(double accuracy, double loss, double whole) {}

    private static Score measured(Layer model, Dataset samples) {
      Tensor targets = samples.all().targets();
      int steps = targets.shape().dim(1);
      Outputs outputs = outputs(model, samples);
      int[] wanted = targets.toInts();
      int right = 0;
      int counted = 0;
      int whole = 0;
      double loss = 0;
      for (int n = 0; n < outputs.size(); n++) {
        boolean all = true;
        for (int t = 0; t < steps; t++) {
          int target = wanted[n * steps + t];
          if (target == IGNORED) {
            continue;
          }
          int at = (n * steps + t) * SYMBOLS;
          int best = 0;
          double sum = 0;
          for (int s = 0; s < SYMBOLS; s++) {
            best = outputs.values()[at + s] > outputs.values()[at + best] ? s : best;
            sum += Math.exp(outputs.values()[at + s]);
          }
          loss += Math.log(sum) - outputs.values()[at + target];
          counted++;
          right += best == target ? 1 : 0;
          all &= best == target;
        }
        whole += all ? 1 : 0;
      }
      return new Score((double) right / counted, loss / counted, (double) whole / outputs.size());
    }

    @Override
    protected Tensor cost(Tensor predictions, Tensor targets) {
      return LOSS.cost(predictions, targets);
    }

    @Override
    protected Evaluation measure(Dataset samples) {
      Score score = measured(model(), samples);
      return new Evaluation(
          samples.size(),
          new TreeMap<>(
              Map.of(
                  "accuracy",
                  score.accuracy(),
                  "loss",
                  score.loss(),
                  "exact_match",
                  score.whole())),
          List.of(),
          new int[0][],
          List.of());
    }

    @Override
    Recurrent<?> layer(Layer model) {
      return ((SequenceTagger) model).cell();
    }

    @Override
    Tensor features(Layer model, Tensor inputs) {
      return ((SequenceTagger) model).embedding().forward(inputs);
    }

    @Override
    Tensor lastCost(Layer model, Tensor last, Tensor targets) {
      return Losses.crossEntropy()
          .cost(((SequenceTagger) model).out().forward(last), targets.select(1, -1));
    }

    @Override
    Tensor changed(Tensor inputs) {
      int[] values = inputs.toInts();
      int steps = inputs.shape().dim(1);
      for (int n = 0; n < inputs.shape().dim(0); n++) {
        values[n * steps] = (values[n * steps] + 1) % SYMBOLS;
      }
      return Tensor.of(values, inputs.shape().dims());
    }

    @Override
    double score(Layer model, Dataset samples) {
      return measured(model, samples).accuracy();
    }

    @Override
    double validationCost(Layer model) {
      return measured(model, held).loss();
    }

    @Override
    public List<Baseline> baselines() {
      List<Baseline> list = new ArrayList<>(super.baselines());
      CausalTagger near =
          CausalTagger.of(
              BEGIN + 1,
              WIDTH,
              settings().whole("hidden"),
              DEPTH,
              KERNEL,
              SYMBOLS,
              Rng.of(settings().seed()));
      list.add(
          new Baseline(
              "convolution",
              new Text(
                  "convolutions that see the last "
                      + near.reach()
                      + " symbols, trained in the same way",
                  "convoluciones que ven los últimos "
                      + near.reach()
                      + " símbolos, entrenadas igual"),
              false,
              () -> score(trained(near).model(), test())));
      return list;
    }

    @Override
    Text costName() {
      return new Text("cross-entropy of the recalled symbols", "entropía cruzada de lo recordado");
    }

    @Override
    Baseline constant() {
      return new Baseline(
          "constant",
          new Text("always the same symbol", "siempre el mismo símbolo"),
          true,
          () -> {
            int right = 0;
            int counted = 0;
            for (int target : test().all().targets().toInts()) {
              counted += target == IGNORED ? 0 : 1;
              right += target == 0 ? 1 : 0;
            }
            return (double) right / counted;
          });
    }
  }
}
