package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BesidePeakTest {
  private static BesidePeak of(double speed, Double... peaks) {
    Iterator<Double> each = List.of(peaks).iterator();
    BesidePeak found = BesidePeak.measure(each::next, () -> speed);
    assertThat(each.hasNext()).as("measured as often as expected").isFalse();
    return found;
  }

  @Test
  void thePeakIsTheBestOfBeforeAndAfter() {
    assertThat(of(80, 90.0, 100.0)).isEqualTo(new BesidePeak(100, 80));
    assertThat(of(80, 100.0, 50.0).peak()).isEqualTo(100);
  }

  @Test
  void aPeakBelowTheSpeedIsMeasuredAgain() {
    assertThat(of(80, 60.0, 70.0, 100.0)).isEqualTo(new BesidePeak(100, 80));
    assertThat(of(80, 60.0, 70.0, 65.0, 75.0).isSound()).isFalse();
    assertThat(of(80, 60.0, 80.0).isSound()).isTrue();
  }
}
