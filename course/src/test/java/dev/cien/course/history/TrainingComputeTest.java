package dev.cien.course.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

class TrainingComputeTest {
  @Test
  void theTableIsInOrderAndSpansSeventyFiveYears() {
    assertThat(TrainingCompute.systems())
        .isSortedAccordingTo(Comparator.comparingInt(TrainingCompute.System::year))
        .allMatch(system -> system.flop() > 0);
    assertThat(TrainingCompute.systems().getFirst().year()).isEqualTo(1950);
    assertThat(TrainingCompute.find("AlexNet").orElseThrow().flop()).isEqualTo(4.7e17);
    assertThat(TrainingCompute.find("none")).isEmpty();
  }
}
