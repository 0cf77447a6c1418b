package dev.cien.course.losses;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.tensor.Tensor;

/// The one number that says least wrong about many: for squares it is their mean, for amounts their
/// median, and one far value shows the difference.
///
/// The cost of a number c is the mean loss of saying c for each value. It is convex, so that the
/// numbers where its slope changes sign are all that lower it no further.
///
/// @param low the least number of lowest cost
/// @param high the greatest number of lowest cost, usually the same
/// @param cost the lowest cost
public record Centre(double low, double high, double cost) {
  /// The most values.
  public static final int MOST = 200;

  private static final int CUTS = 33;
  private static final int ROUNDS = 12;

  /// How costs and their slopes depend on the number that is said.
  private record Slopes(double[] costs, double[] slopes) {}

  /// The best number for the values.
  ///
  /// @throws IllegalArgumentException if there is none of them, or too many
  public static Centre of(Criterion criterion, double... values) {
    if (values.length < 1 || values.length > MOST) {
      throw new IllegalArgumentException(
          "centre: expected 1 to " + MOST + " values, found " + values.length + ".");
    }
    double least = values[0];
    double greatest = values[0];
    for (double value : values) {
      if (!(Math.abs(value) <= 1e6)) {
        throw new IllegalArgumentException(
            "centre: expected values of at most a million, found " + value + ".");
      }
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    if (least == greatest) {
      return new Centre(least, least, costs(criterion, values, least)[0]);
    }
    // What counts as no slope: far below that of one value among many.
    double flat = 1e-9 * (greatest - least);
    double low = crossing(criterion, values, least, greatest, -flat);
    double high = -crossing(criterion, negated(values), -greatest, -least, -flat);
    return new Centre(low, high, costs(criterion, values, (low + high) / 2)[0]);
  }

  /// The cost of saying each of the numbers.
  public static double[] costs(Criterion criterion, double[] values, double... said) {
    return slopes(criterion, values, said).costs;
  }

  /// The least number whose slope is not below `flat`.
  private static double crossing(
      Criterion criterion, double[] values, double least, double greatest, double flat) {
    double from = least;
    double to = greatest;
    for (int round = 0; round < ROUNDS; round++) {
      double[] cuts = Doubles.range(from, to, CUTS);
      double[] slopes = slopes(criterion, values, cuts).slopes;
      int first = 0;
      while (first < CUTS - 1 && slopes[first] < flat) {
        first++;
      }
      from = cuts[Math.max(0, first - 1)];
      to = cuts[first];
    }
    return to;
  }

  private static Slopes slopes(Criterion criterion, double[] values, double... said) {
    Tensor c = Tensor.of(said);
    int[] shape = {said.length, values.length, 1};
    Tensor outputs = c.unsqueeze(-1).unsqueeze(-1).expand(shape);
    Tensor targets = Tensor.of(values).unsqueeze(-1).unsqueeze(0).expand(shape);
    Tensor costs = criterion.ofOutputs(outputs, targets).mean(-1, false);
    return new Slopes(costs.toDoubles(), costs.sum().gradients(c).of(c).toDoubles());
  }

  private static double[] negated(double... values) {
    double[] negated = values.clone();
    for (int i = 0; i < negated.length; i++) {
      negated[i] = -negated[i];
    }
    return negated;
  }
}
