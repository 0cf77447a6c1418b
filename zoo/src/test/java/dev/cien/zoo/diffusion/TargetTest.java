package dev.cien.zoo.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetTest {
  private final NoiseSchedule schedule = NoiseSchedule.cosine(50);
  private final Tensor clean = Tensor.randn(Rng.of(1), 3, 2, 5).compute();
  private final Tensor noise = Tensor.randn(Rng.of(2), 3, 2, 5).compute();
  private final Tensor time = Tensor.of(new int[] {0, 20, 48}, 3);
  private final Tensor drowned = schedule.noised(clean, time, noise);

  /// A network that gives just what it should.
  @ParameterizedTest
  @EnumSource(Target.class)
  void theNoiseIsReadFromWhatTheNetworkGives(Target target) {
    Tensor given = target.of(schedule, clean, time, noise);
    Tensor found = target.noise(schedule, (x, t) -> given).noise(drowned, time);
    assertThat(found.toFloats()).containsExactly(noise.toFloats(), within(1e-5f));
  }

  @Test
  void theVelocityIsNoiseEarlyAndTheDataLate() {
    float[] velocity = Target.VELOCITY.of(schedule, clean, time, noise).toFloats();
    for (int n = 0; n < 3; n++) {
      double signal = Math.sqrt(schedule.kept(time.toInts()[n]));
      double drown = Math.sqrt(1 - schedule.kept(time.toInts()[n]));
      for (int i = n * 10; i < (n + 1) * 10; i++) {
        assertThat((double) velocity[i])
            .isCloseTo(signal * noise.toFloats()[i] - drown * clean.toFloats()[i], within(1e-5));
      }
    }
  }
}
