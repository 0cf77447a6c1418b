package dev.cien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeakTest {
  /// Loops that were not turned into vectors stay below this on any machine of this century.
  private static final double SCALAR_GIGAFLOPS = 10;

  @Test
  void theLoopRunsOnVectors() {
    assertThat(Peak.gigaflops(1)).isGreaterThan(SCALAR_GIGAFLOPS);
  }

  @Test
  void memoryIsSlowerThanArithmetic() {
    assertThat(Peak.gigabytes(1)).isBetween(0.1, Peak.gigaflops(1) * 4);
  }

  @Test
  void doctorSaysThePeakOfOneThreadAndOfAll() {
    assertThat(Typed.cien("doctor").out())
        .containsPattern("Peak +[0-9.]+ GFLOP/s with 1 thread, [0-9.]+ with \\d+ at once")
        .containsPattern("Products +[0-9.]+ GFLOP/s for matrices \\(\\d+% of the peak\\)")
        .containsPattern("Kernels +[A-Za-z]")
        .containsPattern("Arithmetic +(no )?fused multiply-add in hardware");
  }

  @Test
  void doctorSaysWhatRunsInSpanish() {
    assertThat(Typed.cien("doctor", "--lang", "es").out())
        .containsPattern("Núcleos +(Vector API, \\d+ bits|bucles escalares)")
        .containsPattern("Aritmética +(sin )?multiplicación y suma fusionadas")
        .doesNotContain("lanes", "scalar", "fused");
  }
}
