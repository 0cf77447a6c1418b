package dev.cien.course.landscape;

import dev.cien.course.small.Criterion;
import dev.cien.tensor.Tensor;

/// The cost of a line p = w·x + b over the same points, one of them far off: another loss is
/// another landscape, with another lowest place and other slopes.
///
/// @param criterion how wrong the line is at one point
public record LineFit(Criterion criterion) implements Surface {
  private static final double[] X = {-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2};
  private static final double[] Y = {-1.1, -0.5, -0.3, 0.1, 0.2, 0.7, 0.8, 1.2, 6};

  private static final Frame FRAME =
      new Frame(new double[] {-1, -2}, new double[] {3, 3}, new double[] {-0.6, 2.5}, 0.05);

  /// The places of the points.
  public static double[] x() {
    return X.clone();
  }

  /// Their values; the last one is the far one.
  public static double[] y() {
    return Y.clone();
  }

  @Override
  public Frame frame() {
    return FRAME;
  }

  /// Points are `[n, 2]`: w and b.
  @Override
  public Tensor at(Tensor points) {
    Tensor w = points.select(1, 0).unsqueeze(-1);
    Tensor b = points.select(1, 1).unsqueeze(-1);
    Tensor said = w.mul(Tensor.of(X)).add(b);
    Tensor truth = said.mul(0).add(Tensor.of(Y));
    return criterion.ofOutputs(said.unsqueeze(-1), truth.unsqueeze(-1)).mean(-1, false);
  }
}
