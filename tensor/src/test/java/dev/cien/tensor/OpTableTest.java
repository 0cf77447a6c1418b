package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.graph.Op;
import dev.cien.tensor.reference.Reference;
import dev.cien.testkit.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation: its value against the reference, its gradients against differences, its
/// refusals.
class OpTableTest {
  private static final Map<Class<? extends Op>, OpTable.Entry> TABLE = OpTable.entries();

  static Stream<Class<?>> operations() {
    return records(Op.class);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(OpTableTest::records)
        : Stream.of(type);
  }

  @Test
  void theWalkFindsTheOperations() {
    assertThat(operations().filter(Class::isRecord).distinct().count()).isGreaterThanOrEqualTo(50);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasExamples(Class<?> op) {
    assertThat(TABLE).containsKey(op.asSubclass(Op.class));
    assertThat(TABLE.get(op).values()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void valuesAgreeWithTheReference(Class<?> op) {
    List<String> failures = new ArrayList<>();
    for (OpTable.Sample sample : TABLE.get(op).values()) {
      collect(
          failures,
          sample.label(),
          () -> {
            Tensor y = sample.result();
            Object expected = Reference.evaluate(List.of(y.node())).getFirst();
            sample
                .tolerance()
                .check(sample.label(), y.toDoubles(), Elements.toDoubles(expected, y.size()));
          });
    }
    assertNone(failures, TABLE.get(op).values().size());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void gradientsAgreeWithDifferences(Class<?> op) {
    List<String> failures = new ArrayList<>();
    OpTable.Entry entry = TABLE.get(op);
    for (OpTable.Sample sample : entry.gradients()) {
      Tensor[] inputs = sample.inputs().toArray(Tensor[]::new);
      collect(
          failures,
          sample.label(),
          () -> GradientCheck.all(sample.label(), sample.formula()::of, inputs));
    }
    for (OpTable.Sample sample : entry.corners()) {
      Tensor[] inputs = sample.inputs().toArray(Tensor[]::new);
      collect(
          failures,
          sample.label(),
          () -> GradientCheck.first(sample.label(), sample.formula()::of, inputs));
    }
    assertNone(failures, entry.gradients().size() + entry.corners().size());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasAGradientCheckIfItHasAGradient(Class<?> op) {
    OpTable.Entry entry = TABLE.get(op);
    OpTable.Sample sample =
        entry.values().stream()
            .filter(at -> at.result().dtype().isFloating())
            .findFirst()
            .orElse(entry.values().getFirst());
    Tensor y = sample.result();
    List<Tensor> inputs = y.node().inputs().stream().map(Tensor::new).toList();
    boolean flows =
        y.dtype().isFloating()
            && Stream.of(Vjp.of(y.node().op(), inputs, y, y))
                .anyMatch(gradient -> gradient != null);
    assertThat(!entry.gradients().isEmpty())
        .as("gradient examples of " + op.getSimpleName())
        .isEqualTo(flows);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasExamplesWithoutElements(Class<?> op) {
    assertThat(
            TABLE.get(op).values().stream()
                .map(OpTable.Sample::result)
                .anyMatch(
                    y ->
                        y.size() == 0
                            || y.node().inputs().stream().anyMatch(in -> in.shape().size() == 0)))
        .as("examples of %s with an input or a result without elements", op.getSimpleName())
        .isTrue();
  }

  /// All examples, because gradients of tensors without elements take ways of their own.
  @ParameterizedTest
  @MethodSource("operations")
  void gradientsAreShapedLikeTheirInputs(Class<?> op) {
    List<String> failures = new ArrayList<>();
    List<OpTable.Sample> samples = TABLE.get(op).values();
    for (OpTable.Sample sample : samples) {
      List<Tensor> floats =
          sample.inputs().stream().filter(x -> x.dtype().isFloating()).distinct().toList();
      Tensor y = sample.result();
      if (!y.dtype().isFloating() || floats.isEmpty()) {
        continue;
      }
      collect(
          failures,
          sample.label(),
          () -> {
            Gradients gradients = Gradients.of(y, y.mul(0).cast(y.dtype()), floats);
            for (Tensor x : floats) {
              Tensor gradient = gradients.of(x);
              assertThat(gradient.shape()).as(sample.label()).isEqualTo(x.shape());
              assertThat(gradient.dtype()).as(sample.label()).isEqualTo(x.dtype());
              if (x.size() == 0 || y.size() == 0) {
                assertThat(gradient.toDoubles()).as(sample.label()).isEqualTo(new double[x.size()]);
              }
            }
          });
    }
    assertNone(failures, samples.size());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void refusalsSayWhy(Class<?> op) {
    List<String> failures = new ArrayList<>();
    for (OpTable.Refusal refusal : TABLE.get(op).refusals()) {
      try {
        Tensor y = refusal.formula().of(refusal.inputs());
        failures.add("expected a refusal with \"" + refusal.message() + "\", recorded " + y.node());
      } catch (TensorException e) {
        if (!e.getMessage().contains(refusal.message())) {
          failures.add("expected \"" + refusal.message() + "\" in: " + e.getMessage());
        }
      }
    }
    assertNone(failures, TABLE.get(op).refusals().size());
  }

  private static void collect(List<String> failures, String label, Runnable check) {
    try {
      check.run();
    } catch (AssertionError | RuntimeException e) {
      failures.add(e instanceof AssertionError ? e.getMessage() : label + ": " + e);
    }
  }

  private static void assertNone(List<String> failures, int of) {
    assertThat(failures)
        .as(
            "%d of %d examples fail; the first: %s",
            failures.size(), of, failures.isEmpty() ? "" : failures.getFirst())
        .isEmpty();
  }
}
