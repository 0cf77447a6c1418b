package dev.cien.recipes.history;

import dev.cien.data.TensorDataset;
import dev.cien.nn.Params;
import dev.cien.optim.Adam;
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
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.Rows;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Mlp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Exclusive or: the function of two bits that no single threshold unit can compute and two layers
/// can.
///
/// Its four rows are the whole world: there is nothing else to test on, so training and test data
/// are the same here, and only here.
public final class Xor implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "xor",
        new Text(
            "Exclusive or: why one neuron is not enough",
            "O exclusivo: por qué una neurona no basta"),
        new Text(
            "A single unit draws one straight line and gets three of the four cases right at best;"
                + " a hidden layer bends it.",
            "Una sola unidad traza una recta y acierta como mucho tres de los cuatro casos; una"
                + " capa oculta la dobla."),
        List.of("H3", "H4"),
        "accuracy",
        true,
        1.0,
        4,
        "M. Minsky, S. Papert: Perceptrons, 1969; D. E. Rumelhart, G. E. Hinton, R. J. Williams,"
            + " 1986.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(80),
        Setting.seed(),
        Setting.batch(4),
        Setting.rate(0.1),
        Setting.whole("hidden", 8, 1, "hidden neurons", "neuronas ocultas"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of();
  }

  @Override
  public double quickFloor() {
    return 1.0;
  }

  @Override
  public Experiment prepare(Settings settings) {
    TensorDataset table =
        TensorDataset.of(
            Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2),
            Tensor.of(new int[] {0, 1, 1, 0}, 4),
            List.of("a", "b"),
            List.of("0", "1"));
    Mlp model =
        Mlp.of(Mlp.Activation.TANH, Rng.of(settings.seed()), 2, settings.whole("hidden"), 2);
    return new Gate(settings, model, table);
  }

  /// The best accuracy on exclusive or of all units w₁a + w₂b + c > 0 with weights from −2 to 2 in
  /// steps of ¼.
  static double bestUnit() {
    return Winter.bestUnit(Functions.XOR) / 4.0;
  }

  private static final class Gate extends Classification {
    Gate(Settings settings, Mlp model, TensorDataset table) {
      super(settings, model, table, Optional.empty(), table, table.classNames());
    }

    @Override
    public Optimizer optimizer() {
      return Optimizer.of(Params.of(model()).trainable(), Adam.of(settings().number("rate")));
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(
          majority(),
          new Baseline(
              "one-unit",
              new Text(
                  "the best single threshold unit, searched on a grid",
                  "la mejor unidad de umbral, buscada en una rejilla"),
              true,
              Xor::bestUnit));
    }

    @Override
    public void show(Gallery gallery) {
      Winter.show(gallery, Params.of(model()).count(), 4L * settings().epochs());
    }

    @Override
    public List<Prediction> predict(Path file) {
      return Rows.of(file, test().inputNames()).stream()
          .map(row -> prediction(row.name(), outputs(row.values())))
          .toList();
    }
  }
}
