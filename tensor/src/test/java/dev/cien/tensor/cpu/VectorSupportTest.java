package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.FreshJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorSupportTest {

  /// What a fresh JVM says; its class path is this test's.
  public static void main(String[] args) {
    System.out.println(
        VectorSupport.available() + "|" + VectorSupport.lanes() + "|" + VectorSupport.describe());
  }

  @Test
  void agreesWithItself() {
    assertThat(VectorSupport.available()).isEqualTo(VectorSupport.lanes() > 0);
    assertThat(VectorSupport.lanes()).isIn(0, 4, 8, 16, 32, 64);
  }

  @Test
  void usesVectorsWhereTheModuleIsLoaded() throws Exception {
    String said = fresh("--add-modules", "jdk.incubator.vector");
    assertThat(said).contains("true|").contains("Vector API, ").doesNotContain("CPU kernels:");
  }

  @Test
  void warnsOnceWhereTheModuleIsMissing() throws Exception {
    String said = fresh();
    assertThat(said)
        .contains("false|0|scalar loops")
        .contains("--add-modules jdk.incubator.vector");
    assertThat(said).containsOnlyOnce("CPU kernels:").contains("WARNING");
  }

  @Test
  void obeysTheSwitch() throws Exception {
    String said = fresh("--add-modules", "jdk.incubator.vector", "-Dcien.vector=off");
    assertThat(said)
        .contains("false|0|scalar loops: switched off by -Dcien.vector=off")
        .contains("INFO");
  }

  @Test
  void leavesVectorsAloneWithoutAFusedMultiplyAdd() throws Exception {
    String said = fresh("--add-modules", "jdk.incubator.vector", "-XX:-UseFMA");
    assertThat(said).contains("false|0|scalar loops: no fused multiply-add in hardware");
    assertThat(said).containsOnlyOnce("WARNING: CPU kernels");
  }

  @Test
  void warnsOnceWhereNothingCompilesVectors() throws Exception {
    for (String option : List.of("-Xint", "-XX:TieredStopAtLevel=1")) {
      String said = fresh("--add-modules", "jdk.incubator.vector", option);
      assertThat(said).as(option).contains("false|0|scalar loops", "optimizing compiler");
      assertThat(said).as(option).containsOnlyOnce("CPU kernels:").contains("WARNING");
    }
  }

  private static String fresh(String... options) throws IOException, InterruptedException {
    return FreshJvm.run(VectorSupportTest.class, options);
  }
}
