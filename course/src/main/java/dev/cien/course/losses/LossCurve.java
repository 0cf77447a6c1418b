package dev.cien.course.losses;

import dev.cien.course.small.Criterion;
import dev.cien.course.small.Doubles;
import dev.cien.course.small.Head;
import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// The loss of one sample, and its slope, as what the network says varies.
///
/// @param at what the network says
/// @param loss of one sample
/// @param slope the derivative of the loss
public record LossCurve(double[] at, double[] loss, double[] slope) {
  /// By the output: a quantity, or a probability. For [Criterion#CROSS_ENTROPY] it is the
  /// probability of the true class.
  ///
  /// @param target the true quantity, or 0 or 1
  public static LossCurve byOutput(Criterion criterion, double target, double... outputs) {
    Tensor points = Tensor.of(outputs);
    Tensor column = points.unsqueeze(-1);
    return of(points, outputs, criterion.ofOutputs(column, filled(column, target)));
  }

  /// By the sum from which a head makes the output: for [Criterion#BINARY_CROSS_ENTROPY] the logit
  /// of a yes, for [Criterion#CROSS_ENTROPY] that of the true class beside two others at 0.
  ///
  /// @param target 0 or 1; of classes always 1
  public static LossCurve bySum(Criterion criterion, double target, double... sums) {
    Tensor points = Tensor.of(sums);
    Tensor column = points.unsqueeze(-1);
    if (criterion == Criterion.CROSS_ENTROPY) {
      Tensor others = column.mul(0);
      Tensor truth = Tensor.concat(1, others.add(1), others, others);
      Tensor logits = Tensor.concat(1, column, others, others);
      return of(points, sums, criterion.ofSums(Head.SOFTMAX, logits, truth));
    }
    return of(points, sums, criterion.ofSums(Head.SIGMOID, column, filled(column, target)));
  }

  private static LossCurve of(Tensor points, double[] at, Tensor losses) {
    Tensor slope = losses.sum().gradients(points).of(points);
    return new LossCurve(at.clone(), losses.toDoubles(), slope.toDoubles());
  }

  private static Tensor filled(Tensor like, double value) {
    double[] values = new double[like.size()];
    Arrays.fill(values, value);
    return Tensor.of(values, like.shape().dims());
  }

  /// `count` probabilities that come ever closer to 0 and to 1, without reaching them.
  public static double[] probabilities(int count) {
    double[] sums = Doubles.range(-9, 9, count);
    return Tensor.of(sums).sigmoid().toDoubles();
  }
}
