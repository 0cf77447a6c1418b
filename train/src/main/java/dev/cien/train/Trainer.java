package dev.cien.train;

import dev.cien.data.Batches;
import dev.cien.data.Dataset;
import dev.cien.nn.Layer;
import dev.cien.nn.Params;
import dev.cien.nn.loss.Loss;
import dev.cien.nn.metric.Metric;
import dev.cien.optim.Clipping;
import dev.cien.optim.Ema;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Plateau;
import dev.cien.optim.Schedule;
import dev.cien.optim.UpdateRule;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Trains a model: the settings of a run, and its start.
///
/// ```java
/// var run = Trainer.of(model, Losses.crossEntropy(), AdamW.of(1e-3))
///     .epochs(5)
///     .validation(held, Metrics.accuracy())
///     .in(Path.of("runs/first"))
///     .fit(train);
/// IO.println(run.evaluate(test, Metrics.accuracy()));
/// ```
///
/// Each method changes one setting and gives this trainer. The same seed gives the same bits; in a
/// run folder a run that was stopped or killed goes on ([#resume]) to the bits of one that never
/// was. Not safe for several threads.
public final class Trainer {
  private static final int EVALUATION_BATCH = 256;

  private final Object model;
  private final TrainStep step;
  private final Optimizers optimizers;
  private final Optional<Evaluator> evaluator;
  private int epochs = 1;
  private int batchSize = 32;
  private int accumulation = 1;
  private long seed;
  private OptionalDouble decay = OptionalDouble.empty();
  private Optional<Dataset> validation = Optional.empty();
  private List<Metric<?>> metrics = List.of();
  private Optional<Supplier<Map<String, Double>>> validate = Optional.empty();
  private String watched = "loss";
  private Optional<Boolean> higherIsBetter = Optional.empty();
  private int patience;
  private boolean restoreBest;
  private Optional<Path> folder = Optional.empty();
  private boolean resume;
  private int keep = 3;
  private double saveSeconds = 30;
  private Map<String, Object> config = Map.of();
  private UnaryOperator<String> words = UnaryOperator.identity();
  private BooleanSupplier stop = () -> false;
  private Consumer<TrainEvent> listener = event -> {};

  private Trainer(
      Object model, TrainStep step, Optimizer optimizer, Optional<Evaluator> evaluator) {
    this.model = model;
    this.step = step;
    this.optimizers = new Optimizers(optimizer);
    this.evaluator = evaluator;
  }

  /// A trainer that learns from examples and moves all parameters by one rule.
  public static Trainer of(Layer model, Loss loss, UpdateRule rule) {
    return of(model, loss, Optimizer.of(Params.of(model).trainable(), rule));
  }

  /// A trainer that learns from examples with an optimizer of its own, for parameter groups or
  /// frozen layers.
  public static Trainer of(Layer model, Loss loss, Optimizer optimizer) {
    return new Trainer(
        model,
        TrainStep.supervised(model, loss),
        optimizer,
        Optional.of(new Evaluator(model, loss)));
  }

  /// A trainer of another kind of step, for a GAN ([#optimizer] adds its second one) or diffusion.
  ///
  /// @param model a record that holds all parameters and buffers, to be saved and loaded
  public static Trainer custom(Object model, TrainStep step, Optimizer optimizer) {
    return new Trainer(model, step, optimizer, Optional.empty());
  }

  /// How often to go through the data; 1 unless set.
  public Trainer epochs(int count) {
    epochs = positive("epochs", count);
    return this;
  }

  /// Samples a batch, for [#fit(Dataset)]; 32 unless set.
  public Trainer batchSize(int count) {
    batchSize = positive("batch size", count);
    return this;
  }

  /// What the order of the data and the random numbers of the step are drawn from; 0 unless set.
  public Trainer seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /// Another optimizer, for parameters of its own: a GAN's second. Its rule, schedule and clipping
  /// are its own too. It lowers the measure `name` of each step's outcome, and what it remembers is
  /// kept in the checkpoints.
  ///
  /// ```java
  /// Trainer.custom(gan, step, Optimizer.of(generator, AdamW.of(2e-4)))
  ///     .optimizer("discriminator", Optimizer.of(discriminator, AdamW.of(1e-4)))
  /// ```
  ///
  /// @throws IllegalArgumentException if the name cannot be a file's, or a parameter has an
  ///   optimizer already
  public Trainer optimizer(String name, Optimizer optimizer) {
    optimizers.add(name, optimizer);
    return this;
  }

  /// Changes the learning rate of the main optimizer over the steps.
  public Trainer schedule(Schedule schedule) {
    optimizers.main().schedule(schedule);
    return this;
  }

  /// Keeps the gradients of the main optimizer small.
  public Trainer clip(Clipping clipping) {
    optimizers.main().clip(clipping);
    return this;
  }

  /// Takes the mean of the gradients of so many batches for each update: large batches in little
  /// memory.
  public Trainer accumulation(int count) {
    accumulation = positive("accumulation", count);
    return this;
  }

  /// Averages the weights; the averages are what is validated and what the model holds in the end.
  public Trainer ema(double newDecay) {
    decay = OptionalDouble.of(newDecay);
    return this;
  }

  /// Measures the model after every epoch on data that it does not learn from.
  public Trainer validation(Dataset data, Metric<?>... measured) {
    validation = Optional.of(data);
    metrics = List.of(measured);
    return this;
  }

  /// Measures the model after every epoch by a function that gives numbers by name.
  public Trainer validation(Supplier<Map<String, Double>> measure) {
    validate = Optional.of(measure);
    return this;
  }

  /// The number that decides what is best, of the validation if there is one; `loss` unless set.
  public Trainer watch(String name, boolean higher) {
    watched = name;
    higherIsBetter = Optional.of(higher);
    return this;
  }

  /// Stops when the watched number was not better for so many epochs in a row.
  public Trainer patience(int count) {
    patience = positive("patience", count);
    return this;
  }

  /// Leaves the model of the best epoch rather than the last one.
  public Trainer restoreBest() {
    restoreBest = true;
    return this;
  }

  /// Keeps the run in a folder: settings, metrics, checkpoints, curves.
  public Trainer in(Path path) {
    folder = Optional.of(path);
    return this;
  }

  /// Goes on with the run in the folder, from its newest checkpoint that is whole.
  public Trainer resume() {
    resume = true;
    return this;
  }

  /// How many of the newest checkpoints to keep; 3 unless set.
  public Trainer keep(int count) {
    keep = positive("checkpoints to keep", count);
    return this;
  }

  /// A checkpoint at least so often, besides those after every epoch; 30 seconds unless set.
  public Trainer saveEvery(double seconds) {
    saveSeconds = seconds;
    return this;
  }

  /// What `config.json` says besides the trainer's own settings.
  public Trainer config(Map<String, ?> settings) {
    config = new LinkedHashMap<>(settings);
    return this;
  }

  /// The words on the pictures of the learning curves, for readers of another language: asked with
  /// `epoch`, `training`, `validation` or a measure's name, gives what is drawn. The names
  /// themselves unless set; the files of numbers keep those.
  public Trainer words(UnaryOperator<String> drawn) {
    words = drawn;
    return this;
  }

  /// Asked after every update; when it says yes, the run saves a checkpoint and ends.
  public Trainer stopWhen(BooleanSupplier condition) {
    stop = condition;
    return this;
  }

  /// Hears every event, after those who were added before.
  public Trainer listen(Consumer<TrainEvent> newListener) {
    listener = listener.andThen(newListener);
    return this;
  }

  /// Trains on data in an order drawn anew for every epoch.
  public TrainRun fit(Dataset data) {
    return fit(Batches.of(data, Math.min(batchSize, Math.max(1, data.size()))).shuffled(seed));
  }

  /// Trains on batches.
  ///
  /// @throws TrainException if the loss is not a number, the folder cannot be used, or there is
  ///   nothing to resume
  public TrainRun fit(Batches batches) {
    Plan plan = plan(batches, folder);
    try (RunFolder open = folder.map(path -> new RunFolder(path, keep)).orElse(null)) {
      Training training = new Training(plan, open);
      if (open != null && resume) {
        training.resume();
      } else if (open != null) {
        if (!open.checkpoints().list().isEmpty()) {
          throw new TrainException(
              TrainException.Reason.HOLDS_A_RUN,
              "train: "
                  + open.path()
                  + " holds a run already. Fix: resume it, or choose another folder.",
              null);
        }
        open.begin(settings(batches), Environment.of(batches.data(), seed));
      }
      training.run();
      Position end = training.position();
      return new TrainRun(
          end.epoch,
          end.step,
          !end.stopped && end.epoch < epochs,
          end.lastMetrics,
          List.copyOf(training.history()),
          end.bestEpoch,
          end.seconds,
          folder,
          this::evaluate);
    }
  }

  /// Trains again and again on the first batch, to see whether the model can learn at all; the
  /// model and the optimizer are put back afterwards. A sound model gets close to 0.
  ///
  /// @return the loss before and after
  public Check overfitOneBatch(Dataset data, int steps) {
    Dataset one = data.take(Math.min(batchSize, data.size()));
    Plan whole = plan(Batches.of(one, one.size()), Optional.empty());
    List<Double> losses = new ArrayList<>();
    undone(
        () ->
            RateFinder.losses(
                whole,
                steps,
                loss -> {
                  losses.add(loss);
                  return true;
                }));
    return new Check(losses.getFirst(), losses.getLast());
  }

  /// Runs everything once on very little, to see in seconds whether it runs to the end: three
  /// batches, then the validation. Nothing is kept, and the model and the optimizer are put back.
  public Map<String, Double> fastDevRun(Dataset data) {
    int[] few = {Math.min(3 * batchSize, data.size())};
    Map<String, Double> result = new LinkedHashMap<>();
    undone(
        () -> {
          int all = epochs;
          Optional<Path> place = folder;
          Optional<Dataset> held = validation;
          try {
            epochs = 1;
            folder = Optional.empty();
            validation = held.map(set -> set.take(Math.min(2 * batchSize, set.size())));
            result.putAll(fit(data.take(few[0])).metrics());
          } finally {
            epochs = all;
            folder = place;
            validation = held;
          }
        });
    return result;
  }

  /// Looks for a good learning rate: raises it from step to step, from 10⁻⁷ to 10, until the loss
  /// explodes. The model and the optimizer are put back. Smith 2015,
  /// [arXiv:1506.01186](https://arxiv.org/abs/1506.01186).
  public RateCurve findRate(Dataset data, int steps) {
    List<RateCurve.Point> points = new ArrayList<>();
    Plan plan =
        plan(Batches.of(data, Math.min(batchSize, data.size())).shuffled(seed), Optional.empty());
    undone(() -> points.addAll(RateFinder.find(plan, steps)));
    return new RateCurve(points);
  }

  /// Runs something that trains, and puts back what it changed.
  private void undone(Runnable body) {
    Params params = Params.of(model);
    Map<String, Tensor> before = params.values();
    List<State.Part> parts = optimizers.parts();
    List<Map<String, Tensor>> memories = parts.stream().map(part -> part.values().get()).toList();
    List<Plateau> plateaus = optimizers.plateaus();
    List<Map<String, Double>> listened = plateaus.stream().map(Plateau::state).toList();
    try {
      body.run();
    } finally {
      params.load(before);
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).restore().accept(memories.get(i));
      }
      for (int i = 0; i < plateaus.size(); i++) {
        plateaus.get(i).restore(listened.get(i));
      }
    }
  }

  /// Measures the model as it is now.
  Map<String, Double> evaluate(Dataset data, List<Metric<?>> measured) {
    return evaluator
        .orElseThrow(
            () ->
                new TrainException(
                    "train: a trainer of its own kind of step cannot evaluate by itself. Fix:"
                        + " validation(supplier), or measure by hand."))
        .evaluate(data, EVALUATION_BATCH, measured);
  }

  private Plan plan(Batches batches, Optional<Path> place) {
    if (accumulation > 1) {
      optimizers.accumulate();
    }
    Optional<Supplier<Map<String, Double>>> measure =
        validate.or(() -> validation.map(data -> () -> evaluate(data, metrics)));
    boolean higher =
        higherIsBetter.orElseGet(
            () ->
                metrics.stream()
                    .filter(metric -> metric.name().equals(watched))
                    .findFirst()
                    .map(Metric::higherIsBetter)
                    .orElse(false));
    Optional<Ema> ema =
        decay.isPresent()
            ? Optional.of(Ema.of(optimizers.parameters(), decay.getAsDouble()))
            : Optional.empty();
    return new Plan(
        Params.of(model),
        step,
        optimizers,
        ema,
        batches,
        epochs,
        accumulation,
        seed,
        measure,
        watched,
        higher,
        patience,
        restoreBest,
        place,
        resume,
        keep,
        saveSeconds,
        config,
        words,
        stop,
        listener);
  }

  private Map<String, Object> settings(Batches batches) {
    Map<String, Object> settings = new LinkedHashMap<>(config);
    settings.putIfAbsent("epochs", epochs);
    settings.putIfAbsent("batchSize", batches.batchSize());
    settings.putIfAbsent("seed", seed);
    settings.putIfAbsent("accumulation", accumulation);
    decay.ifPresent(value -> settings.putIfAbsent("ema", value));
    settings.putIfAbsent("rate", optimizers.main().rate());
    settings.putIfAbsent("parameters", Params.of(model).trainableCount());
    return settings;
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "trainer: expected 1 or more for " + name + ", found " + value + ".");
    }
    return value;
  }
}
