package dev.cien.train;

import dev.cien.data.Batch;
import dev.cien.data.Epoch;
import dev.cien.tensor.NanFinder;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The loop: batches into steps, steps into epochs, and what happens between them.
///
/// Random numbers are a function of the seed and of the number of batches used before; the order of
/// the data is one of the seed and the epoch. So a run that goes on from a checkpoint computes the
/// same bits as one that never stopped.
final class Training {
  private static final long TELL_NANOS = 250_000_000;
  private static final long STREAM = 0x7472;

  private final Plan plan;
  private final RunFolder folder;
  private final Position position = new Position();
  private final List<Map<String, Object>> history = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Step update = Step.training(in -> body(true, in));
  private final Step gather = Step.training(in -> body(false, in));
  private final Rng rng;
  private Map<String, Tensor> best;
  private State known;
  private long clock;
  private long told;
  private long toldSamples;
  private long saved;

  Training(Plan plan, RunFolder folder) {
    this.plan = plan;
    this.folder = folder;
    this.rng = Rng.of(plan.seed()).fork(STREAM);
  }

  Position position() {
    return position;
  }

  List<Map<String, Object>> history() {
    return history;
  }

  /// Puts the run where its newest whole checkpoint left it.
  void resume() {
    Checkpoints.Checkpoint checkpoint =
        folder
            .checkpoints()
            .newest(message -> warn(TrainEvent.Warning.DAMAGED_CHECKPOINT, message));
    if (checkpoint == null && folder.isBegun()) {
      warn(
          TrainEvent.Warning.NO_CHECKPOINT,
          "the run in "
              + folder.path()
              + " ended before its first checkpoint; starting from the beginning");
      folder.proceed(-1);
      return;
    }
    if (checkpoint == null) {
      throw new TrainException(
          TrainException.Reason.NOTHING_TO_RESUME,
          "train: nothing to resume in "
              + folder.path()
              + ": it has no checkpoint that can be read. Fix: start the run anew in an empty"
              + " folder.",
          null);
    }
    new State(checkpoint.tensors(), checkpoint.trainer()).restore(plan, position);
    folder.proceed(position.step).stream()
        .filter(line -> line.get("event").equals("epoch"))
        .forEach(history::add);
  }

  /// Trains to the last epoch, or until it should stop.
  void run() {
    clock = told = saved = System.nanoTime();
    tell(
        new TrainEvent.Started(
            plan.epochs(),
            stepsPerEpoch(),
            plan.batches().data().size(),
            plan.model().trainableCount(),
            position.step,
            plan.folder()));
    boolean asked = false;
    while (!asked && position.epoch < plan.epochs() && !position.stopped) {
      known = State.of(plan, position);
      asked = !epoch();
      if (!asked) {
        endEpoch();
        asked = position.epoch < plan.epochs() && !position.stopped && plan.stop().getAsBoolean();
      }
      save();
    }
    if (asked || position.stopped) {
      tell(
          new TrainEvent.Stopped(
              position.step,
              asked ? TrainEvent.Reason.REQUESTED : TrainEvent.Reason.NO_IMPROVEMENT));
    }
    if (!asked) {
      conclude();
    }
    tell(new TrainEvent.Finished(position.step, position.lastMetrics, position.seconds));
  }

  /// Uses the batches that are left of an epoch; says whether it came to the end.
  private boolean epoch() {
    try (Epoch batches = plan.batches().epoch(position.epoch, position.batch)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        boolean updates = updates(position.batch);
        Tensor[] results = use(batch, updates);
        note(results, batch.size());
        if (!updates) {
          continue;
        }
        position.step++;
        boolean last = !batches.hasNext();
        report(results, last);
        if (!last && plan.stop().getAsBoolean()) {
          return false;
        }
        if (!last && System.nanoTime() - saved > plan.saveSeconds() * 1e9) {
          save();
        }
      }
    }
    return true;
  }

  private Tensor[] use(Batch batch, boolean updates) {
    return (updates ? update : gather)
        .run(rng.at(position.batches), batch.inputs(), batch.targets());
  }

  /// Whether an update follows this batch of an epoch; the last one may have gathered fewer.
  private boolean updates(int batch) {
    return (batch + 1) % plan.accumulation() == 0 || batch + 1 == plan.batches().steps();
  }

  private Tensor[] body(boolean updates, Tensor... in) {
    TrainStep.Outcome outcome = plan.step().forward(in[0], in[1]);
    if (updates) {
      plan.optimizers().update(plan.step(), outcome);
      plan.ema().ifPresent(ema -> ema.update());
    } else {
      plan.optimizers().gather(outcome);
    }
    names.clear();
    names.add("loss");
    List<Tensor> results = new ArrayList<>(List.of(outcome.cost()));
    outcome
        .measures()
        .forEach(
            (name, value) -> {
              names.add(name);
              results.add(value);
            });
    return results.toArray(Tensor[]::new);
  }

  private void note(Tensor[] results, int samples) {
    double loss = results[0].item();
    if (!Double.isFinite(loss)) {
      throw diagnose(loss);
    }
    for (int i = 0; i < results.length; i++) {
      position.add(names.get(i), results[i].item(), samples);
    }
    position.samples += samples;
    position.batch++;
    position.batches++;
  }

  private void endEpoch() {
    Map<String, Double> training = position.means();
    Map<String, Double> validation = plan.validate().map(this::averaged).orElse(Map.of());
    Map<String, Double> shown = validation.isEmpty() ? training : validation;
    position.lastMetrics = new LinkedHashMap<>(shown);
    Double watched = shown.get(plan.watched());
    if (watched == null) {
      throw new TrainException(
          "train: expected "
              + plan.watched()
              + " among what is measured, found "
              + shown.keySet()
              + ". Fix: add the metric, or watch another.");
    }
    boolean better = position.observe(watched, plan.higherIsBetter());
    if (better && plan.restoreBest()) {
      best =
          plan.ema()
              .map(ema -> ema.during(() -> plan.model().values()))
              .orElseGet(() -> plan.model().values());
      if (folder != null) {
        folder.writeModel("best", best);
      }
    }
    plan.optimizers().plateaus().forEach(plateau -> plateau.observe(watched));
    position.stopped = plan.patience() > 0 && position.sinceBest >= plan.patience();
    position.nextEpoch();
    tick();
    if (!validation.isEmpty()) {
      tell(new TrainEvent.Evaluated(position.epoch, position.step, validation));
    }
    TrainEvent ended =
        new TrainEvent.EpochEnded(
            position.epoch, position.step, training, validation, better, position.seconds);
    history.add(ended.fields());
    tell(ended);
    if (folder != null) {
      folder.draw(history, plan.words());
    }
  }

  private Map<String, Double> averaged(Supplier<Map<String, Double>> validate) {
    return plan.ema().map(ema -> ema.during(validate)).orElseGet(validate);
  }

  /// Leaves the model as the result: the best, or the averages, or what the last step made.
  private void conclude() {
    if (plan.restoreBest() && position.bestEpoch > 0) {
      plan.model().load(best != null || folder == null ? best : folder.readModel("best"));
    } else {
      plan.ema().ifPresent(ema -> ema.apply());
    }
    if (folder != null) {
      folder.writeModel("model", plan.model().values());
    }
  }

  private void save() {
    if (folder != null) {
      tick();
      State state = State.of(plan, position);
      tell(
          new TrainEvent.Saved(
              position.step,
              folder.checkpoints().save(position.step, state.tensors(), state.trainer())));
      saved = System.nanoTime();
    }
  }

  private void report(Tensor[] results, boolean last) {
    long now = System.nanoTime();
    if (!last && now - told < TELL_NANOS) {
      return;
    }
    tick();
    Map<String, Double> measures = new LinkedHashMap<>();
    for (int i = 0; i < results.length; i++) {
      measures.put(names.get(i), results[i].item());
    }
    double perSecond = (position.samples - toldSamples) / Math.max(1e-9, (now - told) * 1e-9);
    long total = (long) plan.epochs() * plan.batches().data().size();
    long done = (long) position.epoch * plan.batches().data().size() + position.samples;
    int inEpoch = Math.ceilDiv(position.batch, plan.accumulation());
    tell(
        new TrainEvent.Stepped(
            position.epoch + 1,
            position.step,
            inEpoch,
            measures,
            plan.optimizers().main().rate(),
            perSecond,
            (total - done) / perSecond));
    told = now;
    toldSamples = last ? 0 : position.samples;
  }

  private void tick() {
    long now = System.nanoTime();
    position.seconds += (now - clock) * 1e-9;
    clock = now;
  }

  private int stepsPerEpoch() {
    return Math.ceilDiv(plan.batches().steps(), plan.accumulation());
  }

  /// Repeats the steps since the last known state and looks into the one before the loss failed,
  /// then into that one.
  private TrainException diagnose(double loss) {
    long failed = position.batches;
    String at =
        "train: the loss became "
            + loss
            + " at step "
            + (position.step + 1)
            + " (epoch "
            + (position.epoch + 1)
            + ", batch "
            + (position.batch + 1)
            + "). ";
    Optional<NanFinder.Finding> finding = examine(failed - 1).or(() -> examine(failed));
    return new TrainException(
        TrainException.Reason.NOT_FINITE,
        at
            + finding.map(found -> "First: " + found + ". ").orElse("")
            + "Usual cause: a learning rate that is too high, or a logarithm, root or quotient of"
            + " 0; fix: a lower rate, warm-up, clipping, or a small constant inside.",
        null);
  }

  private Optional<NanFinder.Finding> examine(long target) {
    known.restore(plan, position);
    try (Epoch batches = plan.batches().epoch(position.epoch, position.batch)) {
      while (batches.hasNext() && position.batches <= target) {
        Batch batch = batches.next();
        boolean updates = updates(position.batch);
        if (position.batches == target) {
          return NanFinder.find(
              rng.at(target), in -> body(updates, in), batch.inputs(), batch.targets());
        }
        use(batch, updates);
        position.batch++;
        position.batches++;
      }
    }
    return Optional.empty();
  }

  private void warn(TrainEvent.Warning about, String message) {
    tell(new TrainEvent.Warned(about, message));
  }

  private void tell(TrainEvent event) {
    if (folder != null && !(event instanceof TrainEvent.Warned)) {
      folder.write(event);
    }
    plan.listener().accept(event);
  }
}
