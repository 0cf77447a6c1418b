package dev.cien.course.landscape;

import dev.cien.tensor.Tensor;
import java.util.Locale;

/// Surfaces by formula, each for one difficulty of going down.
public enum Formula implements Surface {
  /// x²: the same everywhere but for size.
  BOWL(frame(-3, 3, -2.6, 0.1)),
  /// x⁴/4 − x² + 0.3·x: two valleys, and the nearer one is not the deeper one.
  TWO_VALLEYS(frame(-2.2, 2.2, 1.9, 0.05)),
  /// tanh²(x) + x²/200: far away it is almost flat, as for a saturated neuron.
  PLATEAU(frame(-6, 6, 4.5, 0.5)),
  /// x²/20 + y²: steep across, flat along.
  VALLEY(plane(-6, 6, -2.5, 2.5, -5.5, 2, 0.9)),
  /// (1 − x)² + 20·(y − x²)²: a bent valley. Rosenbrock 1960, with 20 in place of 100.
  ROSENBROCK(plane(-2, 2, -1, 3, -1.5, 2.5, 0.005)),
  /// x²/2 − y²/2 + y⁴/8: flat in the middle, where no minimum is.
  SADDLE(plane(-2.5, 2.5, -2.5, 2.5, -2.2, 0.01, 0.1)),
  /// (x² + y − 11)² + (x + y² − 7)²: four minima of the same depth. Himmelblau 1972.
  FOUR_MINIMA(plane(-5, 5, -5, 5, 0, -0.4, 0.005)),
  /// (x² + y²)/20 + 1 − cos(2x)·cos(2y): small hollows on the way to the large one.
  WAVES(plane(-5, 5, -5, 5, -4.2, 3.4, 0.1));

  private final Frame frame;

  Formula(Frame frame) {
    this.frame = frame;
  }

  /// The name in links.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Frame frame() {
    return frame;
  }

  @Override
  public Tensor at(Tensor points) {
    Tensor x = points.select(1, 0);
    if (frame.dims() == 1) {
      return of(x, x);
    }
    return of(x, points.select(1, 1));
  }

  private Tensor of(Tensor x, Tensor y) {
    return switch (this) {
      case BOWL -> x.square();
      case TWO_VALLEYS -> x.pow(4).mul(0.25).sub(x.square()).add(x.mul(0.3));
      case PLATEAU -> x.tanh().square().add(x.square().mul(0.005));
      case VALLEY -> x.square().mul(0.05).add(y.square());
      case ROSENBROCK -> x.sub(1).square().add(y.sub(x.square()).square().mul(20));
      case SADDLE -> x.square().mul(0.5).sub(y.square().mul(0.5)).add(y.pow(4).mul(0.125));
      case FOUR_MINIMA -> x.square().add(y).sub(11).square().add(x.add(y.square()).sub(7).square());
      case WAVES ->
          x.square().add(y.square()).mul(0.05).add(1).sub(x.mul(2).cos().mul(y.mul(2).cos()));
    };
  }

  private static Frame frame(double low, double high, double start, double rate) {
    return new Frame(new double[] {low}, new double[] {high}, new double[] {start}, rate);
  }

  private static Frame plane(
      double left,
      double right,
      double bottom,
      double top,
      double startX,
      double startY,
      double rate) {
    return new Frame(
        new double[] {left, bottom},
        new double[] {right, top},
        new double[] {startX, startY},
        rate);
  }
}
