package dev.cien.recipes.tabular;

import dev.cien.data.Iris;
import dev.cien.data.Split;
import dev.cien.data.Standardizer;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.optim.SGD;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.Rows;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import dev.cien.train.TrainStep;
import dev.cien.zoo.Mlp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Three kinds of iris from four lengths, with the update written by hand: w ← w − rate · ∂cost/∂w.
public final class IrisFlowers implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "iris",
        new Text(
            "Three kinds of iris, learnt from scratch",
            "Tres especies de iris, aprendidas desde cero"),
        new Text(
            "Forward, cost, gradients, update: the four lines that every training is made of,"
                + " written out.",
            "Hacia delante, coste, gradientes, actualización: las cuatro líneas de todo"
                + " entrenamiento, escritas."),
        List.of("J1", "J2", "J3", "J4"),
        "accuracy",
        true,
        0.88,
        3,
        "R. A. Fisher: The use of multiple measurements in taxonomic problems, 1936.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(100),
        Setting.seed(),
        Setting.batch(8),
        Setting.rate(0.1),
        Setting.whole("hidden", 10, 1, "hidden neurons", "neuronas ocultas"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "50");
  }

  @Override
  public double quickFloor() {
    return 0.85;
  }

  @Override
  public Experiment prepare(Settings settings) {
    TensorDataset all = Iris.load();
    Split outer = all.split(0.7, settings.seed());
    Split inner = outer.train().split(0.85, settings.seed());
    Standardizer scale = Standardizer.fit(inner.train());
    Mlp model =
        Mlp.of(Mlp.Activation.TANH, Rng.of(settings.seed()), 4, settings.whole("hidden"), 3);
    return new Flowers(
        settings,
        model,
        all,
        scale,
        new Split(scale.on(inner.train()), scale.on(inner.heldOut())),
        outer);
  }

  private static final class Flowers extends Classification {
    private final List<String> columns;
    private final Standardizer scale;

    Flowers(
        Settings settings,
        Mlp model,
        TensorDataset all,
        Standardizer scale,
        Split learnt,
        Split outer) {
      super(
          settings,
          model,
          learnt.train(),
          Optional.of(learnt.heldOut()),
          scale.on(outer.heldOut()),
          all.classNames());
      this.columns = all.inputNames();
      this.scale = scale;
    }

    @Override
    public Optimizer optimizer() {
      return Optimizer.of(Params.of(model()).trainable(), SGD.of(settings().number("rate")));
    }

    /// Plain gradient descent by hand; the optimizer, which would do the same, stands by.
    @Override
    public TrainStep step() {
      double rate = settings().number("rate");
      List<Variable> parameters = Params.of(model()).trainable();
      return new TrainStep() {
        @Override
        public Outcome forward(Tensor inputs, Tensor targets) {
          return outcome(inputs, targets);
        }

        @Override
        public void update(Optimizer optimizer, Tensor cost) {
          Gradients gradients = cost.gradients(parameters);
          for (Variable w : parameters) {
            w.assign(w.value().sub(gradients.of(w).mul(rate)));
          }
        }
      };
    }

    @Override
    public List<Baseline> baselines() {
      return List.of(majority(), linear(100, 8, 0.01));
    }

    @Override
    public List<Prediction> predict(Path file) {
      return Rows.of(file, columns).stream()
          .map(row -> prediction(row.name(), outputs(scale.apply(row.values()))))
          .toList();
    }
  }
}
