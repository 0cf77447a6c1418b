package dev.cien.recipes.sequence;

import dev.cien.data.TensorDataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.optim.Adam;
import dev.cien.optim.Clipping;
import dev.cien.optim.Optimizer;
import dev.cien.optim.SGD;
import dev.cien.optim.UpdateRule;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.live.LiveNetwork;
import dev.cien.recipes.live.SteppedTraining;
import dev.cien.recipes.live.Track;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The plain cell, the LSTM and the GRU side by side on a task whose answer lies many steps in the
/// past: same samples, same rule, watched step by step.
public final class LiveMemory extends SteppedTraining {
  private static final int BATCH = 32;
  private static final int HIDDEN = 24;
  private static final int EVERY = 20;
  private static final int TESTED = 200;
  private static final int MOST = 1500;
  private static final int TRACED = 16;
  private static final double ADAM = 0.005;
  private static final double PLAIN = 0.1;

  /// A cell in training.
  private record Runner(Cell cell, Layer model, LiveNetwork network, Step update) {}

  private final MemoryTask task;
  private final Rng seed;
  private final TensorDataset held;
  private final List<Runner> runners = new ArrayList<>();
  private final double[] costs = new double[Cell.values().length];
  private final double[] norms = new double[Cell.values().length];
  private final double[] scores = new double[Cell.values().length];
  // The step, then cost, norm and score of each cell.
  private final Track track = new Track(1 + 3 * Cell.values().length);

  /// Before the first step.
  ///
  /// @throws InputException if a setting does not fit
  public LiveMemory(Map<String, String> chosen) {
    super(
        List.of(
            Setting.choice(
                "task", MemoryTask.words(), "what is to be remembered", "lo que hay que recordar"),
            new Setting(
                "lag",
                "20",
                new Setting.Whole(4, 80),
                new Text("steps to remember over", "pasos que hay que recordar")),
            Setting.choice("rule", List.of("adam", "sgd"), "the rule", "la regla"),
            Setting.number(
                "clip", 1, 0, 100, "largest norm; 0 for none", "norma máxima; 0 para ninguna"),
            Setting.number(
                "keep",
                2,
                -5,
                5,
                "added to the bias of the gate that keeps",
                "se suma al sesgo de la puerta que conserva"),
            Setting.seed()),
        chosen,
        MOST);
    this.task = MemoryTask.of(settings().word("task"));
    this.seed = Rng.of(settings().seed());
    this.held = task.samples(seed.fork(-1), TESTED, settings().whole("lag"));
    for (Cell cell : Cell.values()) {
      runners.add(runner(cell));
    }
  }

  private Runner runner(Cell cell) {
    Layer model = task.model(cell, HIDDEN, settings().number("keep"), Rng.of(settings().seed()));
    double clip = settings().number("clip");
    UpdateRule rule = settings().word("rule").equals("adam") ? Adam.of(ADAM) : SGD.of(PLAIN);
    Optimizer optimizer =
        Optimizer.of(Params.of(model).trainable(), rule)
            .clip(clip > 0 ? Clipping.byGlobalNorm(clip) : Clipping.none());
    Step update =
        Step.training(
            in -> {
              Tensor cost = task.cost(model.forward(in[0]), in[1]);
              Gradients gradients = cost.gradients(optimizer.parameters());
              optimizer.step(gradients);
              Tensor squares =
                  gradients.byVariable().values().stream()
                      .map(gradient -> gradient.square().sum())
                      .reduce(Tensor::add)
                      .orElseThrow();
              return new Tensor[] {cost, squares.sqrt()};
            });
    return new Runner(cell, model, new LiveNetwork(cell.word(), model, optimizer), update);
  }

  @Override
  protected void advance(long before) {
    var batch = task.samples(seed.fork(1000 + before), BATCH, settings().whole("lag")).all();
    for (int i = 0; i < runners.size(); i++) {
      Tensor[] results = runners.get(i).update().run(batch.inputs(), batch.targets());
      costs[i] = results[0].item();
      norms[i] = results[1].item();
    }
  }

  @Override
  protected void measure(long steps) {
    if (steps == 1 || steps % EVERY == 0) {
      double[] row = new double[1 + 3 * runners.size()];
      row[0] = steps;
      for (int i = 0; i < runners.size(); i++) {
        scores[i] = task.score(runners.get(i).model(), held);
        row[1 + 3 * i] = costs[i];
        row[2 + 3 * i] = norms[i];
        row[3 + 3 * i] = scores[i];
      }
      track.add(row);
    }
  }

  /// What does not change.
  ///
  /// @param cells their names
  /// @param parameters of each model
  /// @param hidden numbers in the state
  /// @param chance the share that a guess gets right
  /// @param most steps of a whole training
  public record Still(
      List<String> cells, List<Long> parameters, int hidden, double chance, int most) {}

  /// What there is to see after a step, cell by cell.
  ///
  /// @param costs of the last batch
  /// @param norms of its gradients, before they were clipped
  /// @param scores shares of right answers to unseen sequences
  /// @param track step, then cost, norm and score of each cell
  public record Frame(double[] costs, double[] norms, double[] scores, List<float[]> track) {}

  @Override
  public Still still() {
    return new Still(
        Cell.words(),
        runners.stream().map(r -> Params.of(r.model()).trainableCount()).toList(),
        HIDDEN,
        task.chance(),
        MOST);
  }

  @Override
  public Frame frame() {
    return new Frame(costs.clone(), norms.clone(), scores.clone(), track.columns());
  }

  /// What the cells do with one sequence.
  ///
  /// @param says what is read at each step, in short
  /// @param gates by cell and name, `[T][hidden]`
  /// @param gradients by cell: the norm of ∂cost/∂state for every step
  record Look(
      List<String> says,
      Map<String, Map<String, float[][]>> gates,
      Map<String, double[]> gradients) {}

  /// Asked with a `sample`, the number of an unseen sequence.
  @Override
  public Look ask(Map<String, String> question) {
    Settings asked =
        Settings.of(
            List.of(
                new Setting(
                    "sample",
                    "0",
                    new Setting.Whole(0, TESTED - 1),
                    new Text("which sequence", "qué secuencia"))),
            question);
    int sample = asked.whole("sample");
    Tensor inputs = held.all().inputs();
    Map<String, Map<String, float[][]>> gates = new LinkedHashMap<>();
    Map<String, double[]> gradients = new LinkedHashMap<>();
    for (Runner runner : runners) {
      Tensor one = task.features(runner.model(), inputs.slice(0, sample, sample + 1)).at(0);
      gates.put(runner.cell().word(), CellTrace.of(task.cell(runner.model()), one));
      gradients.put(
          runner.cell().word(),
          Lags.gradientNorms(
              task.cell(runner.model()),
              task.features(runner.model(), inputs.slice(0, 0, TRACED)),
              last ->
                  task.lastCost(runner.model(), last, held.all().targets().slice(0, 0, TRACED))));
    }
    return new Look(says(inputs.at(sample)), gates, gradients);
  }

  private List<String> says(Tensor sequence) {
    List<String> says = new ArrayList<>();
    if (task == MemoryTask.COPY) {
      for (int symbol : sequence.toInts()) {
        says.add(symbol == 8 ? "·" : symbol == 9 ? "?" : Character.toString('A' + symbol));
      }
      return says;
    }
    float[] pairs = sequence.toFloats();
    for (int t = 0; t < pairs.length; t += 2) {
      says.add(String.format(Locale.ROOT, "%.2f%s", pairs[t], pairs[t + 1] > 0 ? " +" : ""));
    }
    return says;
  }

  @Override
  protected void save(Map<String, Tensor> state) {
    runners.forEach(runner -> runner.network().save(state));
    state.put("track", track.state());
    float[] last = new float[3 * runners.size()];
    for (int i = 0; i < runners.size(); i++) {
      last[3 * i] = (float) costs[i];
      last[3 * i + 1] = (float) norms[i];
      last[3 * i + 2] = (float) scores[i];
    }
    state.put("last", Tensor.of(last, last.length));
  }

  @Override
  protected void load(Map<String, Tensor> state) {
    runners.forEach(runner -> runner.network().load(state));
    track.restore(state.get("track"));
    float[] last = state.get("last").toFloats();
    for (int i = 0; i < runners.size(); i++) {
      costs[i] = last[3 * i];
      norms[i] = last[3 * i + 1];
      scores[i] = last[3 * i + 2];
    }
  }
}
