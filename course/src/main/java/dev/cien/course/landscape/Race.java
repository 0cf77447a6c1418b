package dev.cien.course.landscape;

import dev.cien.course.small.Descent;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where a rule went on a surface, step by step.
///
/// @param racer the rule
/// @param rate its learning rate
/// @param path the parameters before the first step, after it, …: `[steps + 1][dims]`, or fewer if
///   it ran out of all bounds
/// @param costs at each place of the path
/// @param lost whether it ran out of all bounds
public record Race(Racer racer, double rate, double[][] path, double[] costs, boolean lost) {
  /// The most steps.
  public static final int LONGEST = 1000;

  private static final double BOUND = 1e6;

  /// The lowest cost on the way.
  public double lowest() {
    return Arrays.stream(costs).min().orElseThrow();
  }

  /// How many steps it took to come below a cost, or −1 if it never did.
  public int stepsBelow(double cost) {
    for (int i = 0; i < costs.length; i++) {
      if (costs[i] < cost) {
        return i;
      }
    }
    return -1;
  }

  /// Lets a rule run.
  ///
  /// @throws IllegalArgumentException if the start does not fit the surface, the rate is not a
  ///   number from 0 to 1000, or there are too many steps
  public static Race run(Surface surface, Racer racer, double rate, double[] start, int steps) {
    Surface.Frame frame = surface.frame();
    if (!frame.holds(start)) {
      throw new IllegalArgumentException(
          "race: expected a start of "
              + frame.dims()
              + " numbers within the picture, found "
              + Arrays.toString(start)
              + ".");
    }
    if (!(rate >= 0 && rate <= 1000)) {
      throw new IllegalArgumentException(
          "race: expected a rate from 0 to 1000, found " + rate + ".");
    }
    if (steps < 1 || steps > LONGEST) {
      throw new IllegalArgumentException(
          "race: expected 1 to " + LONGEST + " steps, found " + steps + ".");
    }
    Descent descent =
        new Descent(
            (point, data) -> surface.at(point.getFirst().unsqueeze(0)).sum(),
            racer.rule(rate),
            List.of(Tensor.of(start)));
    List<double[]> path = new ArrayList<>(List.of(start.clone()));
    List<Double> costs = new ArrayList<>();
    boolean lost = false;
    for (int step = 0; step <= steps && !lost; step++) {
      double cost = descent.step();
      lost = !(Math.abs(cost) <= BOUND);
      if (!lost) {
        costs.add(cost);
        path.add(descent.parameters().getFirst().toDoubles());
      }
    }
    // A step gives the cost before it: the last place was not looked at.
    path.removeLast();
    return new Race(
        racer,
        rate,
        path.toArray(double[][]::new),
        costs.stream().mapToDouble(Double::doubleValue).toArray(),
        lost);
  }
}
