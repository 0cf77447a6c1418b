package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GasNetTest {
  private static final int SIDE = 8;
  private static final int CELLS = SIDE * SIDE;

  /// A wall in column 3 parts the box in two rooms.
  private static float[] walls() {
    float[] free = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      free[i] = i % SIDE == 3 ? 0 : 1;
    }
    return free;
  }

  private static float[] gas(long seed) {
    float[] gas = Tensor.rand(Rng.of(seed), CELLS).toFloats();
    float[] free = walls();
    for (int i = 0; i < CELLS; i++) {
      gas[i] *= free[i];
    }
    return gas;
  }

  private static float[] after(GasNet net, float[] gas) {
    return net.forward(
            Tensor.concat(
                1, Tensor.of(gas, 1, 1, SIDE, SIDE), Tensor.of(walls(), 1, 1, SIDE, SIDE)))
        .toFloats();
  }

  private static double left(float[] gas) {
    double sum = 0;
    for (int i = 0; i < CELLS; i++) {
      sum += i % SIDE < 3 ? gas[i] : 0;
    }
    return sum;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < CELLS; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private final GasNet fluxes = GasNet.fluxes(4, Rng.of(1));

  @Test
  void fluxesKeepTheGasOfEachRoomWhateverTheWeights() {
    float[] before = gas(2);
    float[] after = after(fluxes, before);
    assertThat(after).isNotEqualTo(before);
    assertThat(left(after)).isCloseTo(left(before), within(1e-5));
    float[] all = new float[CELLS];
    Arrays.fill(all, 1);
    assertThat(dot(all, after)).isCloseTo(dot(all, before), within(1e-5));
    for (int y = 0; y < SIDE; y++) {
      assertThat(after[y * SIDE + 3]).isZero();
    }
  }

  @Test
  void changesStartAsThoseOfFluxesAndMayLeaveThem() {
    float[] before = gas(2);
    GasNet changes = GasNet.changes(4, Rng.of(1));
    assertThat(after(changes, before)).containsExactly(after(fluxes, before), within(1e-5f));
    Variable weight = changes.change().orElseThrow().weight();
    weight.assign(weight.value().add(0.01));
    assertThat(Math.abs(left(after(changes, before)) - left(before))).isGreaterThan(1e-3);
  }

  @Test
  void twoCloudsMoveAsEachWouldAlone() {
    float[] a = gas(3);
    float[] b = gas(4);
    float[] both = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      both[i] = 2 * a[i] + b[i];
    }
    float[] together = after(fluxes, both);
    float[] one = after(fluxes, a);
    float[] other = after(fluxes, b);
    for (int i = 0; i < CELLS; i++) {
      assertThat(together[i]).isCloseTo(2 * one[i] + other[i], within(1e-5f));
    }
  }

  @Test
  void itIsSymmetricAndNothingGrowsByKeepingItsSign() {
    for (long seed = 5; seed < 10; seed++) {
      float[] a = gas(seed);
      float[] b = gas(seed + 20);
      assertThat(dot(a, after(fluxes, b))).isCloseTo(dot(b, after(fluxes, a)), within(1e-4));
      assertThat(dot(a, after(fluxes, a))).isLessThan(dot(a, a));
    }
  }

  @Test
  void gasThatLiesEvenlyInEachRoomStays() {
    float[] even = walls();
    for (int i = 0; i < CELLS; i++) {
      even[i] *= i % SIDE < 3 ? 2 : 0.5f;
    }
    assertThat(after(fluxes, even)).isEqualTo(even);
    assertThat(after(GasNet.changes(4, Rng.of(1)), even)).isEqualTo(even);
  }
}
