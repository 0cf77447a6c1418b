package dev.cien.recipes.generative;

import dev.cien.data.Batches;
import dev.cien.data.TensorDataset;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Losses;
import dev.cien.optim.AdamW;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.recipes.Baseline;
import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.train.TrainStep;
import dev.cien.train.Trainer;
import dev.cien.zoo.GasNet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two networks that learn to jump, side by side from the same batches: one says fluxes, the other
/// changes of each cell.
final class GasExperiment implements Experiment {
  /// What the second optimizer moves, and the baseline.
  private static final String CHANGES = "changes";

  private static final int VALIDATED = 50;
  private static final int MOMENTS = 4;
  private static final double EMA = 0.99;

  /// How many small cells wide those of the coarse grid are.
  static final int COARSE = 4;

  /// Both networks.
  record Pair(GasNet fluxes, GasNet changes) {}

  private final Settings settings;
  private final Pair model;
  private final TensorDataset data;
  private final GasScenes.Scene[] held;
  private final GasScenes.Scene[] test;
  private final double[][][] truth;

  GasExperiment(Settings settings) {
    this.settings = settings;
    Rng rng = Rng.of(settings.seed());
    int width = settings.whole("width");
    this.model = new Pair(GasNet.fluxes(width, rng), GasNet.changes(width, rng));
    this.data =
        GasScenes.samples(
            GasScenes.lessons(settings.whole("scenes"), rng.fork(1)), MOMENTS, jumps(), span());
    // The same for every seed of a run.
    this.held = GasScenes.clouds(VALIDATED, Rng.of(0).fork(2));
    this.test = GasScenes.shapes(settings.whole("tested"), Rng.of(0).fork(3));
    this.truth = GasJump.fine(span()).film(test, jumps());
  }

  int jumps() {
    return settings.whole("jumps");
  }

  /// Small steps in a jump.
  int span() {
    return settings.whole("steps");
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Pair model() {
    return model;
  }

  @Override
  public Batches training() {
    return Batches.of(data, Math.min(settings.whole("batch"), data.size()))
        .shuffled(settings.seed());
  }

  @Override
  public TrainStep step() {
    return (inputs, targets) ->
        new TrainStep.Outcome(
            cost(model.fluxes(), inputs, targets),
            Map.of(CHANGES, cost(model.changes(), inputs, targets)));
  }

  private static Tensor cost(GasNet net, Tensor inputs, Tensor targets) {
    return Losses.mse().cost(net.forward(inputs), targets);
  }

  @Override
  public Optimizer optimizer() {
    return optimizer(model.fluxes());
  }

  @Override
  public Map<String, Optimizer> furtherOptimizers() {
    return Map.of(CHANGES, optimizer(model.changes()));
  }

  private Optimizer optimizer(GasNet net) {
    return Optimizer.of(Params.of(net).trainable(), AdamW.of(settings.number("rate")))
        .schedule(Schedule.oneCycle(steps()));
  }

  @Override
  public Trainer trainer() {
    double[][][] wanted = GasJump.fine(span()).film(held, jumps());
    return Experiment.super
        .trainer()
        .ema(averaged(EMA))
        .watch("gas_error", false)
        .validation(() -> Map.of("gas_error", GasErrors.of(fluxes(), held, wanted).lastError()));
  }

  GasJump fluxes() {
    return GasJump.network(
        "fluxes", new Text("network that says fluxes", "red que dice flujos"), model.fluxes());
  }

  GasJump changes() {
    return GasJump.network(
        CHANGES, new Text("network that says changes", "red que dice cambios"), model.changes());
  }

  GasJump coarse() {
    return GasJump.coarse(COARSE, span() * GasScenes.DT, test);
  }

  GasJump filter() {
    return GasFilter.fit(data, Rng.of(settings.seed()).fork(4)).jump();
  }

  GasErrors errors(GasJump jump) {
    return GasErrors.of(jump, test, truth);
  }

  @Override
  public Evaluation evaluate() {
    GasErrors fluxes = errors(fluxes());
    GasErrors changes = errors(changes());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("gas_error", fluxes.lastError());
    metrics.put("gas_error_first_jump", fluxes.error()[1]);
    metrics.put("mass_error", fluxes.lastLost());
    metrics.put("changes_gas_error", changes.lastError());
    metrics.put("changes_mass_error", changes.lastLost());
    return new Evaluation(test.length, metrics, List.of(), new int[0][0], List.of());
  }

  @Override
  public List<Baseline> baselines() {
    return List.of(
        baseline(GasJump.none()), baseline(GasJump.late()), baseline(coarse()), filterBaseline());
  }

  private Baseline baseline(GasJump jump) {
    return new Baseline(jump.name(), jump.title(), true, () -> errors(jump).lastError());
  }

  private Baseline filterBaseline() {
    return new Baseline(
        "linear",
        new Text(
            "a linear filter by least squares, which sees no walls",
            "un filtro lineal por mínimos cuadrados, que no ve paredes"),
        true,
        () -> errors(filter()).lastError());
  }

  @Override
  public void show(Gallery gallery) {
    new GasShow(this, test, truth).show(gallery);
  }
}
