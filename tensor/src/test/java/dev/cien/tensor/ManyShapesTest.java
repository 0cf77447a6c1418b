package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Programs for many shapes need no more memory than the largest of them: in a small JVM of its
/// own, a hundred of them together have ten times its memory in intermediate values.
class ManyShapesTest {
  @Test
  void programsForManyShapesDoNotAddUp() throws Exception {
    String output = FreshJvm.run(ManyShapesTest.class, "-Xmx48m");
    assertThat(output).contains("all shapes ran");
  }

  /// What the small JVM runs.
  static void main() {
    Tensor weight = Tensor.rand(Rng.of(1), 64, 64).compute();
    Step step =
        Step.inference(in -> new Tensor[] {in[0].matmul(weight).matmul(weight).cumSum(0).sum()});
    for (int i = 0; i < 100; i++) {
      Tensor x = Tensor.full(0.5, 2000 + i, 64).compute();
      for (Tensor each : List.of(step.run(x)[0], x.matmul(weight).cumSum(0).exp().sum(0, 1))) {
        each.toFloats();
      }
    }
    System.out.println("all shapes ran");
  }
}
