package dev.cien.course.losses;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.course.small.Forward;
import dev.cien.course.small.Practice;
import dev.cien.course.small.Sample;
import dev.cien.optim.SGD;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which loss for which problem, measured: the same data, network, first weights, rate and steps
/// for each loss, over several draws of the data.
///
/// @param problem what was to be learnt
/// @param entries one for each loss
public record Contest(Problem problem, List<Entry> entries) {
  /// How often data are drawn.
  public static final int DRAWS = 5;

  private static final int POINTS = 50;
  private static final double TIE = 0.01;

  /// How one loss did.
  ///
  /// @param measures on the test set, one number for each draw
  /// @param steps at which the curves were taken
  /// @param train the cost of the training set during the first draw, in the loss's own units
  /// @param test the cost of the test set
  public record Entry(
      Criterion criterion,
      Map<Measure, double[]> measures,
      int[] steps,
      double[] train,
      double[] test) {
    /// The mean over the draws.
    public double mean(Measure measure) {
      return Arrays.stream(measures.get(measure)).average().orElseThrow();
    }
  }

  /// Copies the list.
  public Contest {
    entries = List.copyOf(entries);
  }

  /// The losses that did best by the problem's own measure, over all draws: the best one, and those
  /// within a hundredth of it.
  public List<Criterion> best() {
    Measure measure = problem.decides();
    double sign = measure.moreIsBetter() ? -1 : 1;
    double least = entries.stream().mapToDouble(e -> sign * e.mean(measure)).min().orElseThrow();
    return entries.stream()
        .filter(entry -> sign * entry.mean(measure) <= least + TIE * Math.abs(least))
        .map(Entry::criterion)
        .toList();
  }

  /// Trains and measures all losses of a problem.
  ///
  /// @param seed of the draws of data and of the first weights
  public static Contest run(Problem problem, long seed) {
    List<Entry> entries = new ArrayList<>();
    for (Criterion criterion : problem.criteria()) {
      Map<Measure, double[]> measures = new LinkedHashMap<>();
      problem.measures().forEach(measure -> measures.put(measure, new double[DRAWS]));
      Entry first = null;
      for (int draw = 0; draw < DRAWS; draw++) {
        Entry entry = once(problem, criterion, Rng.of(seed).fork(draw), draw, measures);
        first = draw == 0 ? entry : first;
      }
      entries.add(first);
    }
    return new Contest(problem, entries);
  }

  private static Entry once(
      Problem problem, Criterion criterion, Rng rng, int draw, Map<Measure, double[]> measures) {
    List<Sample> train = problem.train(rng.split());
    List<Sample> test = problem.test(rng.split());
    Practice practice =
        new Practice(problem.network(criterion, rng.split()), SGD.of(problem.rate()));
    Tensor inputs = Doubles.inputs(train);
    Tensor targets = Doubles.targets(train);
    int every = problem.steps() / POINTS;
    int[] at = new int[POINTS];
    double[] trainCosts = new double[POINTS];
    double[] testCosts = new double[POINTS];
    for (int step = 0; step < problem.steps(); step++) {
      boolean noted = draw == 0 && step % every == 0;
      if (noted) {
        at[step / every] = step;
        testCosts[step / every] = Forward.cost(practice.network(), test);
      }
      double cost = practice.step(inputs, targets);
      if (noted) {
        trainCosts[step / every] = cost;
      }
    }
    double[][] outputs = Forward.outputs(practice.network(), test);
    measures.forEach((measure, values) -> values[draw] = measure.of(test, outputs));
    return new Entry(criterion, measures, at, trainCosts, testCosts);
  }
}
