package dev.cien.recipes.tabular;

import dev.cien.data.Batch;
import dev.cien.data.BreastCancer;
import dev.cien.data.Dataset;
import dev.cien.data.Split;
import dev.cien.data.Standardizer;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.metric.Metric;
import dev.cien.nn.metric.Metrics;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Card;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Prediction;
import dev.cien.recipes.Recipe;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Classification;
import dev.cien.recipes.kit.LinearClassifier;
import dev.cien.recipes.kit.Rows;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.LogisticRegression;
import dev.cien.zoo.Mlp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Malignant or benign, from 30 measurements of cell nuclei. For learning; not for clinical use.
public final class BreastCancerCells implements Recipe {
  @Override
  public Card card() {
    return new Card(
        "breast-cancer",
        new Text(
            "Malignant or benign cells (not for clinical use)",
            "Células malignas o benignas (no para uso clínico)"),
        new Text(
            "A probability needs a threshold: the ROC curve shows what each threshold would find"
                + " and what it would alarm.",
            "Una probabilidad necesita un umbral: la curva ROC muestra qué halla cada umbral y qué"
                + " falsas alarmas da."),
        List.of("A1.2", "D1.7"),
        "roc_auc",
        true,
        0.97,
        5,
        "W. N. Street, W. H. Wolberg, O. L. Mangasarian: Nuclear feature extraction for breast"
            + " tumor diagnosis, 1993.");
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.epochs(40),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(0.01),
        Setting.choice(
            "model",
            List.of("mlp", "logistic"),
            "mlp: one hidden layer; logistic: none",
            "mlp: una capa oculta; logistic: ninguna"),
        Setting.whole("hidden", 16, 1, "hidden neurons of the mlp", "neuronas ocultas del mlp"));
  }

  @Override
  public Map<String, String> quick() {
    return Map.of("epochs", "20");
  }

  @Override
  public double quickFloor() {
    return 0.95;
  }

  @Override
  public Experiment prepare(Settings settings) {
    TensorDataset all = BreastCancer.load();
    Split outer = all.split(0.7, settings.seed());
    Split inner = outer.train().split(0.85, settings.seed());
    Standardizer scale = Standardizer.fit(inner.train());
    Rng rng = Rng.of(settings.seed());
    int columns = all.inputNames().size();
    Layer model =
        settings.word("model").equals("logistic")
            ? LogisticRegression.of(columns, rng)
            : Mlp.of(Mlp.Activation.RELU, rng, columns, settings.whole("hidden"), 1);
    return new Cells(
        settings,
        model,
        malignant(scale.on(inner.train())),
        malignant(scale.on(inner.heldOut())),
        malignant(scale.on(outer.heldOut())),
        all.inputNames(),
        scale);
  }

  /// The set with malignant as class 1, which is the one to be found.
  private static Dataset malignant(Dataset data) {
    return data.map(
        batch -> {
          int[] benign = batch.targets().toInts();
          for (int i = 0; i < benign.length; i++) {
            benign[i] = 1 - benign[i];
          }
          return new Batch(batch.inputs(), Tensor.of(benign, benign.length));
        });
  }

  private static final class Cells extends Classification {
    private final List<String> columns;
    private final Standardizer scale;

    Cells(
        Settings settings,
        Layer model,
        Dataset train,
        Dataset validation,
        Dataset test,
        List<String> columns,
        Standardizer scale) {
      super(settings, model, train, Optional.of(validation), test, List.of("benign", "malignant"));
      this.columns = columns;
      this.scale = scale;
    }

    @Override
    protected Tensor cost(Tensor predictions, Tensor targets) {
      return Losses.bceWithLogits().cost(predictions.reshape(targets.size()), targets);
    }

    @Override
    public Optimizer optimizer() {
      return Optimizer.of(Params.of(model()).trainable(), AdamW.of(settings().number("rate")))
          .schedule(Schedule.cosine(steps()));
    }

    @Override
    protected void more(Map<String, Double> metrics, double[] scores, float[] targets) {
      for (Metric<?> metric : List.of(Metrics.rocAuc(), Metrics.sensitivity(0.95))) {
        metrics.put(metric.name(), metric.of(Tensor.of(scores), Tensor.of(targets)));
      }
    }

    @Override
    public List<Baseline> baselines() {
      Baseline chance =
          new Baseline(
              "majority",
              new Text("the same answer for all", "la misma respuesta para todos"),
              true,
              () -> {
                Tensor targets = test().all().targets();
                return Metrics.rocAuc().of(Tensor.zeros(targets.size()), targets);
              });
      Baseline logistic =
          new Baseline(
              "logistic",
              new Text("logistic regression", "regresión logística"),
              false,
              () -> {
                Layer trained =
                    LinearClassifier.trained(train(), 2, 40, 32, 0.01, settings().seed());
                Cells cells =
                    new Cells(
                        settings(),
                        x -> difference(trained.forward(x)),
                        train(),
                        test(),
                        test(),
                        columns,
                        scale);
                return cells.evaluate().metric("roc_auc");
              });
      return List.of(chance, logistic);
    }

    /// Two logits as one: how much more class 1 is favoured.
    private static Tensor difference(Tensor logits) {
      return logits.mul(Tensor.of(new float[] {-1, 1}, 2)).sum(1).unsqueeze(1);
    }

    @Override
    public List<Prediction> predict(Path file) {
      return Rows.of(file, columns).stream()
          .map(row -> prediction(row.name(), outputs(scale.apply(row.values()))))
          .toList();
    }
  }
}
