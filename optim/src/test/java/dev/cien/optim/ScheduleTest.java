package dev.cien.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Schedules give the rates that PyTorch's give.
class ScheduleTest {
  private static final JsonNode GOLDEN = Golden.read("schedules.json");
  private static final Map<String, Schedule> SCHEDULES =
      Map.of(
          "constant", Schedule.constant(),
          "stepped", Schedule.stepped(5, 0.5),
          "exponential", Schedule.exponential(0.9),
          "linear", Schedule.linear(15, 0.2),
          "cosine", Schedule.cosine(29, 0.001),
          "warm-up", Schedule.cosine(21).warmUp(8, 0.1),
          "one-cycle", Schedule.oneCycle(30),
          "one-cycle-other", Schedule.oneCycle(30, 0.45, 10, 100));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "stepped",
        "exponential",
        "linear",
        "cosine",
        "warm-up",
        "one-cycle",
        "one-cycle-other"
      })
  void followsPyTorch(String name) {
    JsonNode rates = GOLDEN.get("rates").get(name);
    for (int step = 0; step < rates.size(); step++) {
      assertThat(SCHEDULES.get(name).at(step, 0.05))
          .as("step %d", step)
          .isCloseTo(rates.get(step).asDouble(), within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"min", "max"})
  void plateausFollowPyTorch(String mode) {
    Plateau plateau =
        (mode.equals("max") ? Plateau.rising(0.3, 2) : Plateau.falling(0.3, 2)).withMinimum(0.002);
    JsonNode rates = GOLDEN.get("rates").get("plateau-" + mode);
    for (int i = 0; i < rates.size(); i++) {
      plateau.observe(GOLDEN.get("metrics").get(i).asDouble());
      assertThat(plateau.at(0, 0.05))
          .as("observation %d", i)
          .isCloseTo(rates.get(i).asDouble(), within(1e-12));
      Plateau resumed = Plateau.falling(0.3, 2).withMinimum(0.002);
      resumed.restore(plateau.state());
      assertThat(resumed.at(0, 0.05)).isEqualTo(plateau.at(0, 0.05));
      assertThat(resumed.state()).isEqualTo(plateau.state());
    }
  }

  @Test
  void schedulesStayAtTheirEnds() {
    assertThat(Schedule.cosine(10, 0.01).at(1000, 1)).isCloseTo(0.01, within(1e-15));
    assertThat(Schedule.oneCycle(10).at(1000, 1)).isEqualTo(Schedule.oneCycle(10).at(9, 1));
    assertThat(Schedule.constant().warmUp(4).at(0, 1)).isEqualTo(0.25);
    assertThat(Schedule.stepped(1, 0.1).every(100).at(150, 1)).isCloseTo(0.1, within(1e-15));
    assertThatThrownBy(() -> Schedule.cosine(0))
        .hasMessageContaining("1 or more for steps, found 0");
  }

  @Test
  void aRiseOfOneUpdateIsItsTop() {
    Schedule cycle = Schedule.oneCycle(10, 0.1, 25, 1e4);
    assertThat(cycle.at(0, 0.1)).isEqualTo(0.1);
    assertThat(cycle.at(1, 0.1)).isBetween(0.09, 0.1);
    assertThat(cycle.at(9, 0.1)).isCloseTo(0.1 / 25e4, within(1e-15));
  }

  @Test
  void aMinimumNeverRaisesTheRate() {
    Plateau plateau = Plateau.falling(0.5, 0).withMinimum(0.01);
    plateau.observe(1);
    plateau.observe(2);
    assertThat(plateau.at(0, 0.001)).isEqualTo(0.001);
    assertThat(plateau.at(0, 0.015)).isEqualTo(0.01);
  }

  @Test
  void plateausAreHeardThroughWarmUpAndSpans() {
    Plateau plateau = Plateau.falling(0.5, 0);
    assertThat(plateau.warmUp(10).every(3).listener()).containsSame(plateau);
    assertThat(Schedule.cosine(5).warmUp(2).listener()).isEmpty();
  }
}
