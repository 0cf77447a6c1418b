package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A refused argument is told with what was expected and found, the usual cause and the fix.
class RefusalTest {
  private static final TensorDataset THREE = TensorDataset.of(Tensor.zeros(3, 2), Tensor.zeros(3));

  static Stream<Arguments> refusals() {
    return Stream.of(
        refused(
            () -> THREE.split(80, 1), "split: expected a fraction between 0 and 1", "80.0 of 3"),
        refused(() -> THREE.kFold(4, 1), "k-fold: expected 2 to 3 folds", "found 4"),
        refused(() -> THREE.take(4), "take: expected 0 to 3 samples", "found 4"),
        refused(
            () -> new Batch(Tensor.zeros(3, 2), Tensor.zeros(2)),
            "batch: expected as many targets as inputs",
            "inputs [3, 2] and targets [2]"),
        refused(() -> Batches.of(THREE, 0), "batches: expected a batch size of 1", "found 0 and"),
        refused(() -> Augmentation.shift(-1), "shift: expected 0 or more pixels", "found -1"),
        refused(
            () -> ImageDataset.of(new byte[8], new int[] {2, 0}, 1, 2, 2, List.of("a", "b")),
            "pictures: expected labels from 0 to 1",
            "found 2 for picture 0"),
        refused(
            () -> ImageDataset.of(new byte[7], new int[2], 1, 2, 2, List.of("a", "b")),
            "pictures: expected 2 pictures of 1·2·2 bytes",
            "found 7 bytes"));
  }

  private static Arguments refused(ThrowingCallable call, String expected, String found) {
    return Arguments.of(call, expected, found);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void namesCauseAndFix(ThrowingCallable call, String expected, String found) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(expected)
        .hasMessageContainingAll(found, "Usual cause: ", "fix: ");
  }
}
