package dev.cien.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.Batch;
import dev.cien.data.Csv;
import dev.cien.data.Dataset;
import dev.cien.data.TableEncoder;
import dev.cien.data.TensorDataset;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDataTest {
  @Test
  void arraysAreADataset() {
    // region arrays
    float[] inputs = {0, 0, 0, 1, 1, 0, 1, 1};
    int[] classes = {0, 1, 1, 0};
    Dataset xor = TensorDataset.of(Tensor.of(inputs, 4, 2), Tensor.of(classes));
    // endregion
    assertThat(xor.size()).isEqualTo(4);
    assertThat(xor.batch(1, 3).inputs().toFloats()).containsExactly(0, 1, 1, 1);
    assertThat(xor.batch(1, 3).targets().toInts()).containsExactly(1, 0);
  }

  @Test
  void aTableIsADataset(@TempDir Path folder) throws IOException {
    var file = folder.resolve("flats.csv");
    Files.writeString(
        file,
        """
        district;size;price
        North;80,5;210
        South;61;150
        North;42,5;120
        South;70;165
        """);
    // region table
    var flats = Csv.read(file).split(0.75, 42);
    var encoder = TableEncoder.fit(flats.train().drop("price"));
    Dataset train =
        TensorDataset.of(encoder.encode(flats.train()), flats.train().toTensor("price"));
    // endregion
    assertThat(train.size()).isEqualTo(3);
    assertThat(train.batch(0).inputs().shape().dim(1)).isGreaterThanOrEqualTo(2);
  }

  // region dataset
  /// Sums of two dice, made when they are asked for.
  record Dice(int size) implements Dataset {
    @Override
    public Batch batch(int... indices) {
      float[] pairs = new float[2 * indices.length];
      float[] sums = new float[indices.length];
      for (int i = 0; i < indices.length; i++) {
        pairs[2 * i] = 1 + indices[i] % 6;
        pairs[2 * i + 1] = 1 + indices[i] / 6 % 6;
        sums[i] = pairs[2 * i] + pairs[2 * i + 1];
      }
      return new Batch(Tensor.of(pairs, indices.length, 2), Tensor.of(sums, indices.length, 1));
    }
  }

  // endregion

  @Test
  void anythingWithASizeAndBatchesIsADataset() {
    var sums = new Dice(36).all().targets().toFloats();
    assertThat(sums).hasSize(36);
    assertThat(IntStream.range(0, 36).mapToDouble(i -> sums[i]).sum()).isEqualTo(36 * 7);
    assertThat(Arrays.copyOf(sums, 2)).containsExactly(2, 3);
  }
}
