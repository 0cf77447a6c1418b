package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is said where several tensors, each of which would fit, are together more than Java may
/// use: in a small JVM of its own.
class FullMemoryTest {
  private static final int MEGA = 1 << 20;

  @Test
  void whereverRoomRunsOutTheMessageSaysHowMuchThereWas() throws Exception {
    List<String> said =
        FreshJvm.run(FullMemoryTest.class, "-Xmx64m", "--add-modules", "jdk.incubator.vector")
            .lines()
            .filter(line -> !line.startsWith("WARNING"))
            .toList();
    assertThat(said).hasSize(11);
    String most = said.getFirst();
    assertThat(said.subList(1, 10))
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains(
                        " of the " + most + " MB that this JVM may use are taken",
                        "Usual cause: tensors that are still reachable",
                        "item()",
                        "compute()",
                        "smaller batch",
                        "larger -Xmx"));
    assertThat(said.get(1)).startsWith("data: tensor: no room for 9 MB more, ");
    assertThat(said.get(2)).startsWith("results: tensor: no room for 9 MB more, ");
    assertThat(said.get(3)).startsWith("on the way: tensor: no room for 16 MB more, ");
    assertThat(said.get(4))
        .startsWith("scratch: argSort: no room for what it needs beside its result int32[4194304]")
        .contains("FullMemoryTest");
    assertThat(said.subList(5, 10).stream().map(line -> line.substring(0, line.indexOf(','))))
        .containsExactly(
            "copies: toFloats: no room for a copy of float32[2097152]",
            "copies: toDoubles: no room for a copy of float32[2097152]",
            "copies: toInts: no room for a copy of float32[2097152]",
            "copies: toLongs: no room for a copy of float32[2097152]",
            "copies: toBooleans: no room for a copy of float32[2097152]");
    assertThat(said.get(10)).isEqualTo("again: 2097152.0");
  }

  /// What the small JVM runs.
  static void main() {
    System.out.println(Math.ceilDiv(Runtime.getRuntime().maxMemory(), 1 << 20));
    float[] values = new float[2 * MEGA];
    say("data", () -> Stream.generate(() -> Tensor.of(values)).toList());
    Tensor x = Tensor.full(1, 2, MEGA).compute();
    say("results", () -> Stream.generate(() -> x.add(1).compute()).toList());
    Tensor data = Tensor.of(values);
    Tensor row = Tensor.full(1, 2000, 2);
    Tensor[] products =
        Stream.generate(() -> row.matmul(Tensor.rand(Rng.of(1), 2, 2000)).cumSum(0))
            .limit(4)
            .toArray(Tensor[]::new);
    say("on the way", () -> Tensor.concat(0, products).cumSum(1).sum().compute());
    say("scratch", () -> Tensor.full(1, 4 * MEGA).compute().argSort(0, false).compute());
    Stream.<Function<Tensor, Object>>of(
            Tensor::toFloats,
            Tensor::toDoubles,
            Tensor::toInts,
            Tensor::toLongs,
            Tensor::toBooleans)
        .forEach(copy -> say("copies", () -> Stream.generate(() -> copy.apply(data)).toList()));
    System.out.println("again: " + x.sum().item());
  }

  private static void say(String what, Supplier<Object> tooMuch) {
    try {
      System.out.println(what + " fitted: " + tooMuch.get());
    } catch (TensorException e) {
      System.out.println(what + ": " + e.getMessage());
    }
  }
}
