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

  /// In Spanish, because it takes seconds, and English words would show that one was forgotten.
  @Test
  void doctorSaysWhatRunsAndHowFast() {
    assertThat(Typed.cien("doctor", "--lang", "es").out())
        .containsPattern("Máximo +[0-9.,]+ GFLOP/s con 1 hilo, [0-9.,]+ con \\d+ a la vez")
        .containsPattern(
            "Productos +[0-9.,]+ GFLOP/s con matrices( \\(\\d+% del máximo\\)|, más que)")
        .containsPattern("Núcleos +(Vector API, \\d+ bits|bucles escalares)")
        .containsPattern("Aritmética +(sin )?multiplicación y suma fusionadas")
        .doesNotContain("lanes", "scalar", "fused");
  }
}
