package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.io.Images;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A refused argument is told with what was expected and found, the usual cause and the fix.
class RefusalTest {
  private static final TensorDataset THREE = TensorDataset.of(Tensor.zeros(3, 2), Tensor.zeros(3));

  private static final Standardizer SCALE = new Standardizer(new float[2], new float[2]);
  private static final Table.Column A = new Table.Numbers("a", new double[] {1, Double.NaN});
  private static final Table TABLE =
      new Table(List.of(A, new Table.Words("b", List.of(Optional.of("x"), Optional.of("y")))));

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
            "found 7 bytes"),
        refused(
            () -> new Batches(THREE, 4, false, 0, true, 0),
            "batches: expected at least one full batch of 4",
            "found 3 samples"),
        refused(
            () -> TensorDataset.of(Tensor.zeros(3, 2), Tensor.zeros(3), List.of("a"), List.of()),
            "data set: expected inputs [N, 1]",
            "found [3, 2]"),
        refused(
            () -> new Standardizer(new float[2], new float[1]),
            "standardizer: expected as many deviations as means",
            "found 2 means and 1 deviations"),
        refused(
            () -> SCALE.apply(Tensor.zeros(3, 1)),
            "standardizer: expected inputs [N, 2]",
            "found [3, 1]"),
        refused(
            () -> SCALE.apply(Tensor.zeros(3)),
            "standardizer: expected inputs [N, F]",
            "found [3]"),
        refused(
            () ->
                Standardizer.fit(
                    TensorDataset.of(Tensor.of(new float[] {1, Float.NaN}, 1, 2), Tensor.zeros(1))),
            "standardizer: expected finite numbers",
            "found NaN in column 1 of sample 0"),
        refused(
            () -> Augmentation.rotate(Double.NaN),
            "rotate: expected a finite number of degrees",
            "found NaN"),
        refused(() -> Augmentation.cutout(0), "cutout: expected 1 or more pixels", "found 0"),
        refused(
            () -> ImageFolder.load(Path.of("."), Images.Channels.RGB, 0, 8),
            "image folder: expected a height and a width of 1 or more",
            "found 0 and 8"),
        refused(
            () -> new Idx(0x0a, new int[] {2}, new byte[2]),
            "idx: expected a format",
            "found format 0A with sizes [2] and 2 bytes"),
        refused(() -> TABLE.column("c"), "table: expected one of its columns [a, b]", "found 'c'"),
        refused(
            () -> TABLE.numbers("b"),
            "table: expected numbers in column 'b'",
            "found words such as 'x'"),
        refused(() -> TABLE.words("a"), "table: expected words in column 'a'", "found numbers"),
        refused(
            () -> TABLE.toTensor("a"),
            "table: expected a value in each row of column 'a'",
            "found none in row 1"),
        refused(
            () -> TABLE.toClasses("b", List.of("x")),
            "table: expected one of the classes [x] in each row of column 'b'",
            "found 'y' in row 1"),
        refused(
            () -> new Table(List.of(A, A)),
            "table: expected columns with different names",
            "found two that are called 'a'"),
        refused(
            () -> new Table(List.of(A, new Table.Numbers("c", new double[3]))),
            "table: expected columns equally long",
            "found 'a' with 2 rows and 'c' with 3"),
        refused(
            () -> DataCatalog.standard().entry("mnits"),
            "data: expected one of [fashion-mnist",
            "found 'mnits'"));
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

  static Stream<Arguments> numbers() {
    var pictures = ImageDataset.of(new byte[12], new int[3], 1, 2, 2, List.of("a"));
    return Stream.of(
        refused(() -> THREE.batch(0, 3), "batch: expected a number from 0 to 2", "found 3"),
        refused(() -> THREE.select(-1), "select: expected a number from 0 to 2", "found -1"),
        refused(() -> THREE.select(0).batch(1), "batch: expected a number from 0 to 0", "found 1"),
        refused(() -> pictures.batch(3), "batch: expected a number from 0 to 2", "found 3"),
        refused(() -> pictures.picture(3), "picture: expected a number from 0 to 2", "found 3"),
        refused(() -> pictures.label(-1), "label: expected a number from 0 to 2", "found -1"),
        refused(() -> TABLE.pick(2), "pick: expected a number from 0 to 1", "found 2"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersOutOfRangeNameTheRange(ThrowingCallable call, String expected, String found) {
    assertThatThrownBy(call)
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageStartingWith(expected)
        .hasMessageContainingAll(found, "Usual cause: ", "fix: ");
  }

  @Test
  void aFunctionThatDropsSamplesIsNamed() {
    Dataset dropping = THREE.map(batch -> new Batch(Tensor.zeros(1, 2), Tensor.zeros(1)));
    assertThatThrownBy(() -> dropping.batch(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("map: expected 2 samples", "found 1", "Usual cause: ", "fix: ");
  }

  @Test
  void aChannelThatNeverChangesIsOnlyCentred() {
    var grey = ImageDataset.of(new byte[] {51, 51, 51, 51}, new int[1], 1, 2, 2, List.of("a"));
    assertThat(grey.deviations()).containsExactly(0);
    assertThat(grey.standardized(grey.means(), grey.deviations()).all().inputs().toFloats())
        .containsOnly(0);
  }
}
