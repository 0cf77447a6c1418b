package dev.cien.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelsTest {
  private static final Surroundings MACHINE = new Surroundings(2, 115, 230, 25);

  @Test
  void aRowSaysTheShareOfThePeak() {
    assertThat(KernelsCommand.row("MatMul", "square 512", 400, 115, 0, MACHINE))
        .isEqualTo("| MatMul | square 512 | 2.5000 | 115.0 GFLOP/s | 50 % |");
    assertThat(KernelsCommand.row("Update", "adam, mlp", 1000, 0, 20, MACHINE))
        .isEqualTo("| Update | adam, mlp | 1.0000 | 20.0 GB/s | 80 % |");
  }

  @Test
  void theMachineIsDescribed() throws Exception {
    assertThat(MACHINE.describe())
        .contains("115 GFLOP/s with one thread, 230 with 2; 25 GB/s", "JDK 25", "processors");
  }
}
