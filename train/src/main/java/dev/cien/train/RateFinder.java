package dev.cien.train;

import dev.cien.data.Batch;
import dev.cien.data.Epoch;
import dev.cien.optim.Optimizer;
import dev.cien.optim.Schedule;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/// Short trainings that are thrown away: the learning-rate test, and learning one batch by heart.
final class RateFinder {
  private static final double LOWEST = 1e-7;
  private static final double HIGHEST = 10;
  private static final double SMOOTHING = 0.9;
  private static final double EXPLODED = 4;

  private RateFinder() {}

  /// Trains for some steps, through the data as often as that needs, and tells each loss; ends when
  /// told to.
  static void losses(Plan plan, int steps, DoublePredicate goOn) {
    Step step =
        Step.training(
            in -> {
              TrainStep.Outcome outcome = plan.step().forward(in[0], in[1]);
              plan.optimizers().update(plan.step(), outcome);
              return new Tensor[] {outcome.cost()};
            });
    Rng rng = Rng.of(plan.seed());
    int done = 0;
    for (int epoch = 0; done < steps; epoch++) {
      try (Epoch batches = plan.batches().epoch(epoch)) {
        while (batches.hasNext() && done++ < steps) {
          Batch batch = batches.next();
          if (!goOn.test(step.run(rng.at(done), batch.inputs(), batch.targets())[0].item())) {
            return;
          }
        }
      }
    }
  }

  static List<RateCurve.Point> find(Plan plan, int steps) {
    if (steps < 10) {
      throw new IllegalArgumentException(
          "find rate: expected 10 or more steps, found " + steps + ".");
    }
    Optimizer optimizer = plan.optimizers().main();
    Optional<Schedule> own = optimizer.schedule();
    long before = optimizer.updates();
    Schedule rising =
        (step, rate) -> LOWEST * StrictMath.pow(HIGHEST / LOWEST, (step - before) / (steps - 1.0));
    List<RateCurve.Point> points = new ArrayList<>();
    double[] mean = {0, Double.POSITIVE_INFINITY};
    optimizer.schedule(rising);
    try {
      losses(
          plan,
          steps,
          loss -> {
            int count = points.size() + 1;
            mean[0] = SMOOTHING * mean[0] + (1 - SMOOTHING) * loss;
            double smooth = mean[0] / (1 - StrictMath.pow(SMOOTHING, count));
            points.add(new RateCurve.Point(rising.at(before + count - 1, 0), loss, smooth));
            mean[1] = Math.min(mean[1], smooth);
            return Double.isFinite(loss) && smooth < EXPLODED * mean[1];
          });
    } finally {
      own.ifPresentOrElse(optimizer::schedule, optimizer::groupSchedules);
    }
    return points;
  }
}
