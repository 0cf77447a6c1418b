package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cien.tensor.DType;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
  /// Sample i has inputs (i, −i) and target i.
  static TensorDataset numbers(int count) {
    float[] inputs = new float[2 * count];
    int[] targets = new int[count];
    for (int i = 0; i < count; i++) {
      inputs[2 * i] = i;
      inputs[2 * i + 1] = -i;
      targets[i] = i;
    }
    return TensorDataset.of(
        Tensor.of(inputs, count, 2), Tensor.of(targets, count), List.of("up", "down"), List.of());
  }

  private static int[] targets(Dataset data) {
    return data.all().targets().toInts();
  }

  @Test
  void batchesHoldTheChosenSamplesInOrder() {
    Batch batch = numbers(5).batch(3, 0, 3);
    assertThat(batch.inputs().toFloats()).containsExactly(3, -3, 0, 0, 3, -3);
    assertThat(batch.targets().toInts()).containsExactly(3, 0, 3);
    assertThat(batch.size()).isEqualTo(3);
    assertThatThrownBy(() -> numbers(5).batch(5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(numbers(5).batch().inputs().shape().dims()).containsExactly(0, 2);
  }

  @Test
  void everyDtypeIsKept() {
    for (Tensor values :
        List.of(
            Tensor.of(new double[] {1, 2}, 2, 1),
            Tensor.of(new long[] {1, 2}, 2, 1),
            Tensor.of(new boolean[] {true, false}, 2, 1),
            Tensor.ofBfloat16(new short[] {0x3f80, 0x4000}, 2, 1))) {
      Tensor picked = TensorDataset.of(values, values).batch(1).inputs();
      assertThat(picked.dtype()).isEqualTo(values.dtype());
      assertThat(picked.toDoubles()).containsExactly(values.toDoubles()[1]);
    }
  }

  @Test
  void inputsAndTargetsMustBeEquallyMany() {
    assertThatThrownBy(
            () -> TensorDataset.of(Tensor.of(new float[6], 3, 2), Tensor.of(new int[2], 2)))
        .hasMessageContaining("inputs [3, 2] and targets [2]");
    assertThatThrownBy(
            () ->
                TensorDataset.of(
                    Tensor.of(new float[6], 3, 2),
                    Tensor.of(new int[3], 3),
                    List.of("a"),
                    List.of()))
        .hasMessageContaining(
            "expected inputs [N, 1], one column for each of the input names, found [3, 2]");
  }

  @Test
  void splitCutsTheShuffledSetInTwo() {
    Split split = numbers(10).split(0.8, 7);
    assertThat(split.train().size()).isEqualTo(8);
    assertThat(split.heldOut().size()).isEqualTo(2);
    assertThat(split.train()).hasToString("8 of " + numbers(10));
    int[] both =
        IntStream.concat(
                Arrays.stream(targets(split.train())), Arrays.stream(targets(split.heldOut())))
            .toArray();
    assertThat(both).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(targets(split.train())).isNotEqualTo(new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    assertThat(targets(numbers(10).split(0.8, 7).train())).containsExactly(targets(split.train()));
    assertThat(targets(numbers(10).split(0.8, 8).train())).isNotEqualTo(targets(split.train()));
    assertThat(split.train().inputNames()).containsExactly("up", "down");
    assertThatThrownBy(() -> numbers(10).split(1, 7))
        .hasMessageContaining("a fraction between 0 and 1");
    assertThat(numbers(2).split(0.99, 1).heldOut().size()).as("never empty").isEqualTo(1);
  }

  @Test
  void everySampleIsHeldOutInOneFold() {
    List<Split> folds = numbers(11).kFold(3, 1);
    List<Integer> heldOut = new ArrayList<>();
    for (Split fold : folds) {
      assertThat(fold.heldOut().size()).isBetween(3, 4);
      assertThat(fold.train().size() + fold.heldOut().size()).isEqualTo(11);
      Arrays.stream(targets(fold.heldOut())).forEach(heldOut::add);
      assertThat(targets(fold.train())).doesNotContain(targets(fold.heldOut()));
    }
    assertThat(heldOut).hasSize(11).doesNotHaveDuplicates();
    assertThatThrownBy(() -> numbers(3).kFold(4, 1))
        .hasMessageContaining("expected 2 to 3 folds, found 4");
  }

  @Test
  void takeAndSelectStack() {
    Dataset chosen = numbers(10).select(9, 8, 7, 6).take(3).select(2, 0);
    assertThat(targets(chosen)).containsExactly(7, 9);
    assertThatThrownBy(() -> numbers(3).take(4)).hasMessageContaining("0 to 3 samples, found 4");
    assertThatThrownBy(() -> numbers(3).select(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void mapMustKeepTheCount() {
    Dataset mapped = numbers(4).map(batch -> new Batch(batch.targets(), batch.targets()));
    assertThat(mapped.batch(2).inputs().dtype()).isEqualTo(DType.INT32);
    assertThatThrownBy(() -> numbers(4).map(batch -> numbers(4).batch(0)).batch(1, 2))
        .hasMessageContaining("expected 2 samples from the function, found 1");
  }

  @Test
  void standardizerIsFittedOnTrainingSamplesAlone() {
    Dataset train = numbers(10).take(3);
    Standardizer scale = Standardizer.fit(train);
    assertThat(scale.means()).containsExactly(1, -1);
    assertThat(scale.deviations()[0]).isEqualTo((float) Math.sqrt(2 / 3.0));
    float[] scaled = scale.on(numbers(10)).batch(2).inputs().toFloats();
    assertThat(scaled[0]).isEqualTo(1 / (float) Math.sqrt(2 / 3.0));
    assertThat(scale.invert(scale.apply(numbers(10).inputs())).toFloats()[18]).isEqualTo(9f);
  }

  @Test
  void standardizerCentresColumnsThatNeverChange() {
    var flat = TensorDataset.of(Tensor.of(new float[] {5, 5}, 2, 1), Tensor.of(new int[2], 2));
    assertThat(Standardizer.fit(flat).on(flat).all().inputs().toFloats()).containsExactly(0, 0);
  }

  @Test
  void standardizerSaysWhatIsWrong() {
    var missing =
        TensorDataset.of(Tensor.of(new float[] {1, Float.NaN}, 2, 1), Tensor.of(new int[2], 2));
    assertThatThrownBy(() -> Standardizer.fit(missing))
        .hasMessageContaining("found NaN in column 0 of sample 1");
    Standardizer two = Standardizer.fit(numbers(3));
    assertThatThrownBy(() -> two.apply(Tensor.of(new float[3], 1, 3)))
        .hasMessageContaining("expected inputs [N, 2], as it was fitted on, found [1, 3]");
  }
}
