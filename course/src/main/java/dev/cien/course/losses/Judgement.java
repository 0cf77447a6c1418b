package dev.cien.course.losses;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.course.small.Head;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The loss of each sample, and the cost of the set: their mean.
///
/// @param rows one for each sample
/// @param cost the mean of the losses
public record Judgement(List<Row> rows, double cost) {
  /// The most samples of one call.
  public static final int MOST = 200;

  /// One sample.
  ///
  /// @param outputs what the head made of the sums
  /// @param loss of this sample alone
  /// @param bySum ∂loss/∂z for each sum
  /// @param byCost ∂cost/∂z for each sum: its share in the set
  public record Row(double[] outputs, double loss, double[] bySum, double[] byCost) {}

  /// Copies the list.
  public Judgement {
    rows = List.copyOf(rows);
  }

  /// Judges samples by what the last layer summed up.
  ///
  /// @param sums `[N][outputs]`: quantities for [Head#LINEAR], logits for the others
  /// @param targets `[N][outputs]`
  /// @throws IllegalArgumentException if the arrays do not fit together, or hold no usable numbers
  public static Judgement of(Criterion criterion, Head head, double[][] sums, double[][] targets) {
    check(criterion, head, sums, targets);
    Tensor z = Doubles.matrix(sums);
    Tensor losses = criterion.ofSums(head, z, Doubles.matrix(targets));
    Tensor cost = losses.mean();
    double[][] bySum = Doubles.rows(losses.sum().gradients(z).of(z));
    double[][] byCost = Doubles.rows(cost.gradients(z).of(z));
    double[][] outputs = Doubles.rows(head.of(z));
    double[] each = losses.toDoubles();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < each.length; i++) {
      rows.add(new Row(outputs[i], each[i], bySum[i], byCost[i]));
    }
    return new Judgement(rows, cost.item());
  }

  private static void check(Criterion criterion, Head head, double[][] sums, double[][] targets) {
    if (!criterion.fits(head)) {
      throw new IllegalArgumentException(
          "judgement: " + criterion + " cannot judge the outputs of " + head + ".");
    }
    if (sums.length < 1 || sums.length > MOST || targets.length != sums.length) {
      throw new IllegalArgumentException(
          "judgement: expected 1 to "
              + MOST
              + " samples with as many targets, found "
              + sums.length
              + " and "
              + targets.length
              + ".");
    }
    for (int i = 0; i < sums.length; i++) {
      boolean odd =
          sums[i].length < 1
              || sums[i].length != sums[0].length
              || targets[i].length != sums[0].length;
      for (int k = 0; !odd && k < sums[i].length; k++) {
        boolean probable = head == Head.LINEAR || targets[i][k] >= 0 && targets[i][k] <= 1;
        odd = !(Math.abs(sums[i][k]) <= 1e6 && Math.abs(targets[i][k]) <= 1e6 && probable);
      }
      if (odd) {
        throw new IllegalArgumentException(
            "judgement: expected sample "
                + (i + 1)
                + " to have as many numbers as the first, of at most a million, and probabilities"
                + " as targets of classes.");
      }
    }
  }
}
