package dev.cien.zoo.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseScheduleTest {
  @Test
  void linearIsThatOfThePaper() {
    NoiseSchedule schedule = NoiseSchedule.linear(1000);
    assertThat(schedule.beta(0)).isCloseTo(1e-4, within(1e-12));
    assertThat(schedule.beta(999)).isCloseTo(0.02, within(1e-12));
    // Ho et al., section 4: the end is within 10⁻⁵ nats a dimension of pure noise.
    assertThat(schedule.kept(999)).isCloseTo(4.036e-5, within(1e-7));
    assertThat(schedule.kept(-1)).isEqualTo(1);
  }

  @Test
  void cosineFollowsTheCosineAndNeverTakesAll() {
    NoiseSchedule schedule = NoiseSchedule.cosine(200);
    double start = Math.pow(Math.cos(0.008 / 1.008 * Math.PI / 2), 2);
    for (int t = 0; t < 198; t++) {
      double f = Math.pow(Math.cos(((t + 1) / 200.0 + 0.008) / 1.008 * Math.PI / 2), 2);
      assertThat(schedule.kept(t)).isCloseTo(f / start, within(1e-9));
    }
    assertThat(schedule.beta(199)).isEqualTo(0.999);
  }

  @Test
  void tooFewStepsAreRefused() {
    assertThatThrownBy(() -> NoiseSchedule.linear(10))
        .hasMessageContaining("between 0 and 1")
        .hasMessageContaining("needs more than 20");
  }

  /// Noise added step by step has the mean and the variance of the closed form, which has them too.
  @Test
  void theClosedFormEqualsIteratedNoising() {
    int count = 10_000;
    double start = -0.7;
    Rng rng = Rng.of(11);
    for (NoiseSchedule schedule :
        new NoiseSchedule[] {NoiseSchedule.linear(60), NoiseSchedule.cosine(60)}) {
      Tensor x = Tensor.full(start, count);
      for (int t = 0; t < 60; t++) {
        x = schedule.once(x, t, Tensor.randn(rng, count)).compute();
        if (t % 10 == 0 || t == 59) {
          int[] times = new int[count];
          Arrays.fill(times, t);
          Tensor jumped =
              schedule.noised(
                  Tensor.full(start, count), Tensor.of(times, count), Tensor.randn(rng, count));
          double mean = Math.sqrt(schedule.kept(t)) * start;
          double variance = 1 - schedule.kept(t);
          for (Tensor found : new Tensor[] {x, jumped}) {
            // Four and a half standard errors of a mean and of a variance.
            assertThat(found.mean().item())
                .isCloseTo(mean, within(4.5 * Math.sqrt(variance / count)));
            assertThat(found.var().item())
                .isCloseTo(variance, within(4.5 * variance * Math.sqrt(2.0 / count)));
          }
        }
      }
    }
  }

  @Test
  void eachSampleDrownsToItsOwnTime() {
    NoiseSchedule schedule = NoiseSchedule.linear(100);
    Tensor clean = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
    float[] x =
        schedule.noised(clean, Tensor.of(new int[] {0, 99}, 2), Tensor.ones(2, 2)).toFloats();
    for (int i = 0; i < 4; i++) {
      double kept = schedule.kept(i < 2 ? 0 : 99);
      assertThat((double) x[i])
          .isCloseTo(Math.sqrt(kept) * (i + 1) + Math.sqrt(1 - kept), within(1e-5));
    }
  }
}
