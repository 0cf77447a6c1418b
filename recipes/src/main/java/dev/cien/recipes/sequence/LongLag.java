package dev.cien.recipes.sequence;

import dev.cien.data.Dataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.nn.Recurrent;
import dev.cien.optim.Adam;
import dev.cien.optim.Clipping;
import dev.cien.optim.Optimizer;
import dev.cien.optim.SGD;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Supervised;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainEvent;
import dev.cien.train.TrainException;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.Cell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Tasks whose answer lies many steps in the past, for a cell to be chosen; the other cells,
/// trained in the same way, are what it is compared with.
abstract class LongLag extends Supervised {
  /// A cell that was trained, and its validation cost after each epoch.
  record Trained(Layer model, List<Double> curve) {}

  private static final double PLAIN_RATE = 0.1;

  private final Cell cell;
  private final Function<Cell, Layer> make;
  private final Optimizer optimizer;
  private final Map<Cell, Trained> others = new EnumMap<>(Cell.class);
  private final List<Double> curve = new ArrayList<>();

  LongLag(
      Settings settings,
      Function<Cell, Layer> make,
      Dataset train,
      Dataset validation,
      Dataset test) {
    super(settings, make.apply(cell(settings)), train, Optional.of(validation), test);
    this.cell = cell(settings);
    this.make = make;
    this.optimizer = optimizer(model());
  }

  static List<Setting> settings(
      int epochs, int steps, int lag, int hidden, double rate, double keep) {
    return List.of(
        Setting.epochs(epochs),
        Setting.seed(),
        Setting.batch(32),
        Setting.rate(rate),
        Setting.choice(
            "cell", List.of("lstm", "gru", "rnn"), "the recurrent cell", "la célula recurrente"),
        Setting.whole("hidden", hidden, 1, "numbers in the state", "números del estado"),
        Setting.whole("lag", lag, 4, "steps to remember over", "pasos que hay que recordar"),
        Setting.whole("steps", steps, 1, "updates an epoch", "actualizaciones por pasada"),
        Setting.number(
            "keep",
            keep,
            -10,
            10,
            "added at the start to the bias of the gate that keeps",
            "se suma al principio al sesgo de la puerta que conserva"),
        Setting.number(
            "clip",
            1,
            0,
            1e6,
            "largest norm of the gradient; 0 for no clipping",
            "norma máxima del gradiente; 0 para no recortar"));
  }

  private static Cell cell(Settings settings) {
    return Cell.of(settings.word("cell"));
  }

  /// The layer that remembers.
  abstract Recurrent<?> layer(Layer model);

  /// What the layer reads: `[N, T, in]`.
  abstract Tensor features(Layer model, Tensor inputs);

  /// The cost of the answer that is furthest from what it needs, from the last state.
  abstract Tensor lastCost(Layer model, Tensor last, Tensor targets);

  /// Samples whose first step says something else.
  abstract Tensor changed(Tensor inputs);

  /// The figure that decides, of a model on a set.
  abstract double score(Layer model, Dataset samples);

  @Override
  protected Dataset test() {
    return super.test();
  }

  @Override
  protected abstract Tensor cost(Tensor predictions, Tensor targets);

  /// How the cost is called.
  abstract Text costName();

  final Cell cell() {
    return cell;
  }

  final Layer make(Cell other) {
    return make.apply(other);
  }

  private Optimizer optimizer(Layer model) {
    double clip = settings().number("clip");
    return Optimizer.of(Params.of(model).trainable(), Adam.of(settings().number("rate")))
        .clip(clip > 0 ? Clipping.byGlobalNorm(clip) : Clipping.none());
  }

  @Override
  public Optimizer optimizer() {
    return optimizer;
  }

  @Override
  public Trainer trainer() {
    return super.trainer()
        .listen(
            event -> {
              if (event instanceof TrainEvent.EpochEnded ended) {
                curve.add(ended.validation().get("loss"));
              }
            });
  }

  /// Another cell, trained once on the same samples with the same settings.
  final Trained trained(Cell other) {
    return other == cell
        ? new Trained(model(), curve)
        : others.computeIfAbsent(other, c -> trained(make.apply(c)));
  }

  /// Another model, trained on the same samples with the same settings.
  final Trained trained(Layer model) {
    return train(model, optimizer(model), settings().epochs(), new ArrayList<>());
  }

  /// Trains a model by plain gradient descent, with or without clipping.
  ///
  /// @return its validation cost before and after each epoch; without those after its cost became
  ///   infinite, which is what training without clipping may come to
  final List<Double> trainPlainly(Layer model, boolean clipped, int epochs) {
    List<Double> losses = new ArrayList<>(List.of(validationCost(model)));
    Optimizer optimizer =
        Optimizer.of(Params.of(model).trainable(), SGD.of(PLAIN_RATE))
            .clip(clipped ? Clipping.byGlobalNorm(1) : Clipping.none());
    try {
      train(model, optimizer, epochs, losses);
    } catch (TrainException e) {
      if (e.reason() != TrainException.Reason.NOT_FINITE) {
        throw e;
      }
    }
    return losses;
  }

  private Trained train(Layer model, Optimizer by, int epochs, List<Double> losses) {
    Trainer.custom(
            model,
            (inputs, targets) -> TrainStep.Outcome.of(cost(model.forward(inputs), targets)),
            by)
        .epochs(epochs)
        .seed(settings().seed())
        .validation(() -> Map.of("loss", validationCost(model)))
        .listen(
            event -> {
              if (event instanceof TrainEvent.EpochEnded ended) {
                losses.add(ended.validation().get("loss"));
              }
            })
        .fit(training());
    return new Trained(model, losses);
  }

  /// The cost on samples that are neither trained nor tested on.
  abstract double validationCost(Layer model);

  @Override
  public List<Baseline> baselines() {
    List<Baseline> list = new ArrayList<>();
    list.add(constant());
    for (Cell other : Cell.values()) {
      if (other != cell) {
        list.add(
            new Baseline(
                other.word(),
                new Text(
                    "the cell " + other.word() + ", trained in the same way",
                    "la célula " + other.word() + ", entrenada igual"),
                false,
                () -> score(trained(other).model(), test())));
      }
    }
    return list;
  }

  /// The best answer of somebody who did not read the sequence.
  abstract Baseline constant();

  @Override
  public void show(Gallery gallery) {
    LongLagPictures.show(this, gallery);
  }
}
