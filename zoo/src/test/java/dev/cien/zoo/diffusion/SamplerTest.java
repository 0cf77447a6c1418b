package dev.cien.zoo.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final double MEAN = 0.8;
  private static final double DEVIATION = 0.3;

  /// The best predictor for data N(MEAN, DEVIATION²), in closed form.
  private static NoisePredictor perfect(NoiseSchedule schedule) {
    float[] shift = new float[schedule.steps()];
    float[] scale = new float[schedule.steps()];
    for (int t = 0; t < shift.length; t++) {
      double kept = schedule.kept(t);
      shift[t] = (float) (Math.sqrt(kept) * MEAN);
      scale[t] = (float) (Math.sqrt(1 - kept) / (kept * DEVIATION * DEVIATION + 1 - kept));
    }
    return (x, time) ->
        x.sub(Tensor.of(shift, shift.length).indexSelect(0, time))
            .mul(Tensor.of(scale, scale.length).indexSelect(0, time));
  }

  /// Mean and deviation after all jumps: with this predictor each jump is a straight line.
  private static double[] moments(Sampler way) {
    double mean = 0;
    double variance = 1;
    for (Sampler.Jump jump : way.jumps()) {
      double kept = jump.kept();
      double best = kept * DEVIATION * DEVIATION / (kept * DEVIATION * DEVIATION + 1 - kept);
      double slope = jump.fromClean() * best / Math.sqrt(kept) + jump.fromNow();
      mean = slope * mean + jump.fromClean() * (1 - best) * MEAN;
      variance = slope * slope * variance + jump.fresh() * jump.fresh();
    }
    return new double[] {mean, Math.sqrt(variance)};
  }

  @Test
  void withThePerfectPredictorTheDataComeBack() {
    NoiseSchedule schedule = NoiseSchedule.linear(300);
    int count = 20_000;
    Sampler[] ways = {
      Sampler.ddpm(schedule), Sampler.ddim(schedule, 300, 0), Sampler.ddim(schedule, 60, 0)
    };
    for (Sampler way : ways) {
      Rng rng = Rng.of(3);
      Tensor samples = way.run(perfect(schedule), Tensor.randn(rng, count), rng);
      double[] expected = moments(way);
      double error = expected[1] / Math.sqrt(count);
      assertThat(samples.mean().item()).isCloseTo(expected[0], within(4.5 * error));
      assertThat(samples.std().item()).isCloseTo(expected[1], within(4.5 * error / Math.sqrt(2)));
      // Finite steps lose some of the variance; the more steps, the less.
      assertThat(expected[0]).isCloseTo(MEAN, within(0.005));
      assertThat(expected[1])
          .isCloseTo(DEVIATION, within(way.jumps().size() == 300 ? 0.015 : 0.03));
    }
  }

  @Test
  void ddimWithAllStepsAndAllNoiseIsDdpm() {
    NoiseSchedule schedule = NoiseSchedule.cosine(50);
    Sampler one = Sampler.ddpm(schedule);
    Sampler other = Sampler.ddim(schedule, 50, 1);
    for (int i = 0; i < 50; i++) {
      Sampler.Jump a = one.jumps().get(i);
      Sampler.Jump b = other.jumps().get(i);
      assertThat(b.time()).isEqualTo(a.time());
      assertThat(b.fresh()).isCloseTo(a.fresh(), within(1e-7));
      assertThat(b.fromClean()).isCloseTo(a.fromClean(), within(1e-7));
      assertThat(b.fromNow()).isCloseTo(a.fromNow(), within(1e-7));
    }
  }

  @Test
  void ddimIsAFunctionOfItsStart() {
    NoiseSchedule schedule = NoiseSchedule.linear(100);
    Sampler way = Sampler.ddim(schedule, 7, 0);
    assertThat(way.jumps()).hasSize(7);
    assertThat(way.jumps().getFirst().time()).isEqualTo(99);
    Tensor start = Tensor.randn(Rng.of(1), 5);
    float[] once = way.run(perfect(schedule), start, Rng.of(2)).toFloats();
    assertThat(way.run(perfect(schedule), start, Rng.of(77)).toFloats()).isEqualTo(once);
    assertThatThrownBy(() -> Sampler.ddim(schedule, 101, 0)).hasMessageContaining("1 to 100 jumps");
  }

  @Test
  void guessesStayWithinTheLimit() {
    NoiseSchedule schedule = NoiseSchedule.linear(50);
    Tensor far = Tensor.full(9, 4);
    Sampler way = Sampler.ddim(schedule, 50, 0).limited(1);
    float[] x = way.run((at, time) -> at.mul(0), far, Rng.of(1)).toFloats();
    assertThat(x).containsOnly(1f);
  }

  @Test
  void guidanceExtrapolates() {
    NoisePredictor with = (x, time) -> x.mul(3);
    NoisePredictor without = (x, time) -> x;
    Tensor x = Tensor.ones(2);
    Tensor time = Tensor.of(new int[] {0, 0}, 2);
    assertThat(with.guided(without, 1).noise(x, time).toFloats()).containsOnly(3f);
    assertThat(with.guided(without, 2).noise(x, time).toFloats()).containsOnly(5f);
    assertThat(with.guided(without, 0).noise(x, time).toFloats()).containsOnly(1f);
  }
}
