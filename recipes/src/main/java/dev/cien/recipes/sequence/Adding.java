package dev.cien.recipes.sequence;

import dev.cien.data.Dataset;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Recurrent;
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
import dev.cien.zoo.Cell;
import dev.cien.zoo.SequenceClassifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The adding problem: a sequence of random numbers, two of them marked; the answer is their sum.
///
/// Sample: T steps of (uₜ, mₜ) with uₜ uniform in 0 to 1 and mₜ = 1 at one place of the first half
/// and one of the second, 0 elsewhere. Who always answers 1 has a mean square error of 1/6.
/// Hochreiter and Schmidhuber count an answer as right if it is off by less than 0.04.
public final class Adding implements Recipe {
  private static final int HELD = 1000;
  private static final double RIGHT = 0.04;

  @Override
  public Card card() {
    return new Card(
        "adding",
        new Text(
            "Long memory: adding two numbers that were seen long ago",
            "Memoria larga: sumar dos números vistos hace mucho"),
        new Text(
            "A plain recurrent cell forgets within a few steps because its gradient vanishes; gates"
                + " keep a number for as long as it is needed.",
            "Una célula recurrente simple olvida en pocos pasos porque su gradiente se desvanece;"
                + " las puertas guardan un número mientras hace falta."),
        List.of("T2", "T2.a", "T2.b", "T2.c", "C2l"),
        "mse",
        false,
        0.01,
        15,
        "S. Hochreiter, J. Schmidhuber: Long short-term memory, 1997. Synthetic sequences.");
  }

  @Override
  public List<Setting> settings() {
    return LongLag.settings(12, 100, 60, 32, 0.01, 1);
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "4", "steps", "60", "lag", "20", "cell", "gru");
  }

  @Override
  public double quickFloor() {
    return 0.05;
  }

  @Override
  public Experiment prepare(Settings settings) {
    int steps = settings.whole("lag");
    long seed = settings.seed();
    Function<Cell, Layer> make =
        cell -> {
          SequenceClassifier model =
              SequenceClassifier.of(cell, 2, settings.whole("hidden"), 1, Rng.of(seed));
          Memory.keep(model.cell(), settings.number("keep"));
          return model;
        };
    int training = settings.whole("batch") * settings.whole("steps");
    Rng held = Rng.of(seed).fork(-1);
    return new Sums(
        settings,
        make,
        new Generated(rng -> samples(rng, training, steps), seed),
        samples(held, HELD, steps),
        samples(held, HELD, steps));
  }

  /// Inputs `[N, T, 2]` and sums `[N, 1]`.
  static TensorDataset samples(Rng rng, int count, int steps) {
    float[] inputs = new float[count * steps * 2];
    float[] sums = new float[count];
    for (int n = 0; n < count; n++) {
      for (int t = 0; t < steps; t++) {
        inputs[2 * (n * steps + t)] = (float) rng.nextDouble();
      }
      int half = steps / 2;
      for (int marked : new int[] {rng.nextInt(half), half + rng.nextInt(steps - half)}) {
        inputs[2 * (n * steps + marked) + 1] = 1;
        sums[n] += inputs[2 * (n * steps + marked)];
      }
    }
    return TensorDataset.of(Tensor.of(inputs, count, steps, 2), Tensor.of(sums, count, 1));
  }

  private static final class Sums extends LongLag {
    private final Dataset held;

    Sums(
        Settings settings,
        Function<Cell, Layer> make,
        Dataset train,
        Dataset validation,
        Dataset test) {
      super(settings, make, train, validation, test);
      this.held = validation;
    }

    @Override
    protected Tensor cost(Tensor predictions, Tensor targets) {
      return Losses.mse().cost(predictions, targets);
    }

    @Override
    protected Evaluation measure(Dataset samples) {
      Outputs outputs = outputs(samples);
      double mse = mse(outputs);
      double right = 0;
      for (int i = 0; i < outputs.size(); i++) {
        right += Math.abs(outputs.values()[i] - outputs.targets()[i]) < RIGHT ? 1 : 0;
      }
      return new Evaluation(
          outputs.size(),
          new TreeMap<>(Map.of("mse", mse, "loss", mse, "within_0_04", right / outputs.size())),
          List.of(),
          new int[0][],
          List.of());
    }

    private static double mse(Outputs outputs) {
      double sum = 0;
      for (int i = 0; i < outputs.size(); i++) {
        double error = outputs.values()[i] - outputs.targets()[i];
        sum += error * error;
      }
      return sum / outputs.size();
    }

    @Override
    Recurrent<?> layer(Layer model) {
      return ((SequenceClassifier) model).cell();
    }

    @Override
    Tensor features(Layer model, Tensor inputs) {
      return inputs;
    }

    @Override
    Tensor lastCost(Layer model, Tensor last, Tensor targets) {
      return cost(((SequenceClassifier) model).out().forward(last), targets);
    }

    @Override
    Tensor changed(Tensor inputs) {
      float[] values = inputs.toFloats();
      int width = inputs.shape().dim(1) * 2;
      for (int n = 0; n < inputs.shape().dim(0); n++) {
        values[n * width] += values[n * width] < 0.5f ? 0.5f : -0.5f;
      }
      return Tensor.of(values, inputs.shape().dims());
    }

    @Override
    double score(Layer model, Dataset samples) {
      return mse(outputs(model, samples));
    }

    @Override
    double validationCost(Layer model) {
      return mse(outputs(model, held));
    }

    @Override
    Text costName() {
      return new Text("mean square error", "error cuadrático medio");
    }

    @Override
    Baseline constant() {
      return new Baseline(
          "constant",
          new Text("always 1, the mean", "siempre 1, la media"),
          true,
          () -> {
            double sum = 0;
            for (float target : test().all().targets().toFloats()) {
              sum += (target - 1) * (target - 1);
            }
            return sum / test().size();
          });
    }
  }
}
