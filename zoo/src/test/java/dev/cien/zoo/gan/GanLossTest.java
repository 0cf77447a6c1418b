package dev.cien.zoo.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Layer;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class GanLossTest {
  /// The score of a sample is the sample.
  private static final Layer IDENTITY = x -> x;

  private static final Tensor REAL = Tensor.of(new double[] {2, -1}, 2, 1);
  private static final Tensor FAKE = Tensor.of(new double[] {0.5, -3}, 2, 1);

  private static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }

  @Test
  void nonSaturatingIsTheLogLikelihoodOfAClassifier() {
    GanLoss loss = new NonSaturating();
    assertThat(loss.generator(IDENTITY, FAKE).item())
        .isCloseTo((softplus(-0.5) + softplus(3)) / 2, within(1e-9));
    assertThat(loss.discriminator(IDENTITY, REAL, FAKE).item())
        .isCloseTo((softplus(-2) + softplus(1) + softplus(0.5) + softplus(-3)) / 2, within(1e-9));
  }

  @Test
  void leastSquaresWantsOneAndZero() {
    GanLoss loss = new LeastSquares();
    assertThat(loss.generator(IDENTITY, FAKE).item()).isCloseTo((0.25 + 16) / 4, within(1e-9));
    assertThat(loss.discriminator(IDENTITY, REAL, FAKE).item())
        .isCloseTo((1 + 4 + 0.25 + 9) / 4, within(1e-9));
  }

  @Test
  void wassersteinIsADifferenceOfMeansAndClips() {
    GanLoss loss = new Wasserstein(0.1);
    assertThat(loss.generator(IDENTITY, FAKE).item()).isCloseTo(1.25, within(1e-9));
    assertThat(loss.discriminator(IDENTITY, REAL, FAKE).item()).isCloseTo(-1.75, within(1e-9));
    assertThat(loss.bounds()).isTrue();
    assertThat(loss.bounded(REAL).toDoubles()).containsExactly(0.1, -0.1);
  }

  @Test
  void thePenaltyOfAStraightLineIsThatOfItsSlope() {
    Tensor w = Tensor.of(new double[] {3, 4}, 2, 1);
    Tensor x = Tensor.of(new double[] {1, 2, -5, 0.3, 7, 7}, 3, 2);
    assertThat(GradientPenalty.penalty(s -> s.matmul(w), x).item()).isCloseTo(16, within(1e-9));
    double whole =
        Mode.training(
            Rng.of(1),
            () -> new GradientPenalty(10).discriminator(s -> s.matmul(w), x, x).compute().item());
    assertThat(whole).isCloseTo(160, within(1e-9));
  }

  /// The penalty of D(x) = Σ tanh(xW)v has a closed-form gradient only with pain; differences know
  /// it too.
  @Test
  void itsGradientForTheWeightsEqualsDifferences() {
    Rng rng = Rng.of(5);
    Tensor x = Tensor.randn(rng, 4, 2).cast(DType.FLOAT64);
    Variable w = Variable.of("w", Tensor.randn(rng, 2, 3).cast(DType.FLOAT64));
    Tensor v = Tensor.randn(rng, 3, 1).cast(DType.FLOAT64);
    Layer critic = s -> s.matmul(w.value()).tanh().matmul(v);
    double[] found = GradientPenalty.penalty(critic, x).gradients(List.of(w)).of(w).toDoubles();
    double[] values = w.value().toDoubles();
    double step = 1e-5;
    for (int i = 0; i < values.length; i++) {
      double[] moved = values.clone();
      moved[i] += step;
      w.assign(Tensor.of(moved, 2, 3));
      double above = GradientPenalty.penalty(critic, x).item();
      moved[i] -= 2 * step;
      w.assign(Tensor.of(moved, 2, 3));
      double below = GradientPenalty.penalty(critic, x).item();
      assertThat(found[i]).isCloseTo((above - below) / (2 * step), within(1e-7));
    }
  }

  @Test
  void aCriticLearnsTheDistanceBetweenTwoPoints() {
    // Real is always 3, made always 1: the earth mover's distance is 2.
    Variable slope = Variable.of("slope", Tensor.full(0.5, 1, 1));
    Layer critic = x -> x.matmul(slope.value());
    List<Variable> parameters = List.of(slope);
    Tensor real = Tensor.full(3, 16, 1);
    Tensor fake = Tensor.full(1, 16, 1);
    Rng rng = Rng.of(4);
    GanLoss loss = new GradientPenalty(10);
    for (int i = 0; i < 100; i++) {
      Mode.training(
          rng,
          () -> {
            var gradients = loss.discriminator(critic, real, fake).gradients(parameters);
            parameters.forEach(p -> p.assign(p.value().sub(gradients.of(p).mul(0.01))));
          });
    }
    // The penalty gives way a little: slope 1 + 2 / (2 · 10).
    assertThat(Wasserstein.gap(critic, real, fake).item()).isCloseTo(-2.2, within(0.01));
  }
}
