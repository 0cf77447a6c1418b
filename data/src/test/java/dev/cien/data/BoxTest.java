package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.cien.tensor.DType;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The sets in the box are what they claim to be: counts, means and single values as scikit-learn
/// 1.9.1, NumPy and the published descriptions give them.
class BoxTest {
  @Test
  void digitsAreMnist() {
    Digits digits = Digits.load();
    assertThat(digits.train().size()).isEqualTo(60_000);
    assertThat(digits.test().size()).isEqualTo(10_000);
    assertThat(digits.train().classCounts())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(digits.test().classCounts())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(digits.train().means()[0]).isCloseTo(0.13066f, offset(1e-5f));
    assertThat(digits.train().deviations()[0]).isCloseTo(0.30810f, offset(1e-5f));
    Batch first = digits.train().batch(0, 1, 2);
    assertThat(first.inputs().shape().dims()).containsExactly(3, 1, 28, 28);
    assertThat(first.targets().dtype()).isEqualTo(DType.INT32);
    assertThat(first.targets().toInts()).containsExactly(5, 0, 4);
    assertThat(first.inputs().toFloats()).contains(1f).doesNotContain(-1f);
  }

  @Test
  void standardizedDigitsHaveMeanZeroAndDeviationOne() {
    Digits digits = Digits.load().standardized();
    double sum = 0;
    double squares = 0;
    for (Batch batch : Batches.of(digits.train(), 10_000).ahead(0).epoch(0)) {
      for (float value : batch.inputs().toFloats()) {
        sum += value;
        squares += value * value;
      }
    }
    assertThat(sum / (60_000 * 784)).isCloseTo(0, offset(1e-4));
    assertThat(squares / (60_000 * 784)).isCloseTo(1, offset(1e-4));
    float paper = digits.test().batch(0).inputs().toFloats()[0];
    assertThat(paper).isCloseTo((0 - 0.13066f) / 0.30810f, offset(1e-4f));
  }

  @Test
  void irisIsFishers() {
    TensorDataset iris = Iris.load();
    expect(iris, 150, 4, 3.4645, 1.97384);
    assertThat(iris.batch(7).inputs().toFloats()).containsExactly(5.0f, 3.4f, 1.5f, 0.2f);
    assertThat(iris.classNames()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(IntStream.of(iris.targets().toInts()).sum()).isEqualTo(150);
    assertThat(iris.inputNames()).hasSize(4).startsWith("sepal_length");
  }

  @Test
  void wineBreastCancerAndDiabetesMatchScikitLearn() {
    expect(Wine.load(), 178, 13, 69.1337, 215.746);
    assertThat(IntStream.of(Wine.load().targets().toInts()).sum()).isEqualTo(167);
    expect(BreastCancer.load(), 569, 30, 61.8907, 228.297);
    assertThat(IntStream.of(BreastCancer.load().targets().toInts()).sum()).isEqualTo(357);
    TensorDataset diabetes = Diabetes.load();
    expect(diabetes, 442, 10, 62.5349, Double.NaN);
    assertThat(diabetes.targets().shape().dims()).containsExactly(442, 1);
    assertThat(DoubleStream.of(diabetes.targets().toDoubles()).average().orElseThrow())
        .isCloseTo(152.13348, offset(1e-4));
    assertThat(diabetes.batch(5).inputs().toFloats())
        .containsExactly(23f, 1f, 22.6f, 89f, 139f, 64.8f, 61f, 2f, 4.1897f, 68f);
  }

  @Test
  void amesHousesAreComplete() {
    AmesHouses houses = AmesHouses.load();
    assertThat(houses.table().rows()).isEqualTo(2930);
    assertThat(houses.table().columns()).hasSize(74);
    assertThat(DoubleStream.of(houses.table().numbers("Sale_Price")).average().orElseThrow())
        .isCloseTo(180_796.06, offset(0.01));
    assertThat(houses.table().words("Misc_Feature"))
        .as("a word, not an absent value")
        .contains("None");
    Batch first = houses.areaAndPrice().batch(0);
    assertThat(first.inputs().toFloats()).containsExactly(1656f);
    assertThat(first.targets().toFloats()).containsExactly(215_000f);
  }

  @Test
  void encodedHousesKnowNothingOfTheHeldOutRows() {
    Split split = AmesHouses.load().encoded(0.8, 42);
    assertThat(split.train().size()).isEqualTo(2344);
    assertThat(split.heldOut().size()).isEqualTo(586);
    assertThat(split.train().inputNames())
        .contains("Gr_Liv_Area", "Street=Pave")
        .doesNotContain("Sale_Price");
    int width = split.train().inputNames().size();
    assertThat(split.heldOut().all().inputs().shape().dims()).containsExactly(586, width);
    assertThat(split.train().all().inputs().toFloats()).doesNotContain(Float.NaN);
    assertThat(split.train().all().targets().toFloats()[0]).isBetween(9f, 14f);
  }

  @Test
  void seattleHasFourYearsOfDays() {
    SeattleWeather weather = SeattleWeather.load();
    assertThat(weather.dates()).hasSize(1461).isSorted();
    assertThat(weather.dates().getFirst()).hasToString("2012-01-01");
    assertThat(weather.dates().getLast()).hasToString("2015-12-31");
    assertThat(DoubleStream.of(weather.table().numbers("temp_max")).average().orElseThrow())
        .isCloseTo(16.4391, offset(1e-4));
    assertThat(weather.series().shape().dims()).containsExactly(1461, 4);
    List<String> kinds = weather.kinds().classNames();
    long rainy =
        IntStream.of(weather.kinds().targets().toInts())
            .filter(kind -> kinds.get(kind).equals("rain"))
            .count();
    assertThat(rainy).isEqualTo(641);
  }

  private static void expect(
      TensorDataset data, int samples, int columns, double mean, double deviation) {
    assertThat(data.inputs().shape().dims()).containsExactly(samples, columns);
    double[] values = data.inputs().toDoubles();
    double found = DoubleStream.of(values).average().orElseThrow();
    assertThat(found).isCloseTo(mean, offset(1e-3));
    if (!Double.isNaN(deviation)) {
      double square =
          DoubleStream.of(values).map(v -> (v - found) * (v - found)).average().orElseThrow();
      assertThat(Math.sqrt(square)).isCloseTo(deviation, offset(1e-3));
    }
  }
}
