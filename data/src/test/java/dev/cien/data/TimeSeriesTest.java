package dev.cien.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.cien.io.FileFormatException;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSeriesTest {
  private static final LocalDateTime START = LocalDateTime.of(2020, 2, 28, 0, 0);

  @TempDir Path folder;

  /// Two columns, `t` and `10 − t²`.
  private static TimeSeries series(int rows) {
    float[] values = new float[2 * rows];
    for (int t = 0; t < rows; t++) {
      values[2 * t] = t;
      values[2 * t + 1] = 10 - t * t;
    }
    return new TimeSeries(
        IntStream.range(0, rows).mapToObj(START::plusDays).toList(),
        List.of("t", "square"),
        Tensor.of(values, rows, 2),
        List.of(4));
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void windowsHoldWhatWasAndWhatCameNext() {
    Windows windows = series(8).windows("square", 3, 2);
    assertThat(windows.size()).isEqualTo(4);
    Batch batch = windows.batch(3, 0);
    assertThat(batch.inputs().shape().dims()).containsExactly(2, 3, 2);
    assertThat(batch.targets().shape().dims()).containsExactly(2, 2);
    assertThat(batch.inputs().toFloats()).containsExactly(3, 1, 4, -6, 5, -15, 0, 10, 1, 9, 2, 6);
    assertThat(batch.targets().toFloats()).containsExactly(-26, -39, 1, -6);
    assertThat(windows.row(3)).isEqualTo(6);
    assertThat(windows.time(0)).isEqualTo(START.plusDays(3));
    assertThat(windows.inputNames()).containsExactly("t", "square");
    assertThatThrownBy(() -> windows.batch(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(windows.stride(2).size()).isEqualTo(2);
    assertThat(windows.stride(3).row(1)).isEqualTo(6);
  }

  @Test
  void splitsKeepTheirTargetsApartAndInOrder() {
    Windows.Parts parts = series(20).windows("t", 3, 2).split(0.5, 0.25);
    assertThat(parts.train().size()).as("targets in rows 3 to 9").isEqualTo(6);
    assertThat(parts.validation().size()).as("targets in rows 10 to 14").isEqualTo(4);
    assertThat(parts.test().size()).as("targets in rows 15 to 19").isEqualTo(4);
    assertThat(parts.train().row(5) + 2).isEqualTo(10);
    assertThat(parts.validation().row(0)).isEqualTo(10);
    assertThat(parts.test().row(0)).isEqualTo(15);
    float[] back = parts.test().inUnits(parts.test().all().targets()).toFloats();
    assertThat(back[0]).isCloseTo(15, offset(1e-4f));
    assertThat(back[7]).isCloseTo(19, offset(1e-4f));
    assertThatThrownBy(() -> parts.test().split(0.5, 0.2)).hasMessageContaining("split once");
  }

  @Test
  void scaleKnowsOnlyTheTrainingRows() {
    Windows.Parts parts = series(20).windows("t", 3, 2).split(0.5, 0.25);
    // Rows 0 to 9: mean 4.5, variance (10² − 1) / 12.
    assertThat(parts.test().scale().means()[0]).isCloseTo(4.5f, offset(1e-6f));
    assertThat(parts.test().scale().deviations()[0])
        .isCloseTo((float) Math.sqrt(99 / 12.0), offset(1e-6f));
    float[] inputs = parts.validation().batch(0).inputs().toFloats();
    assertThat(inputs[0]).isCloseTo((float) ((7 - 4.5) / Math.sqrt(99 / 12.0)), offset(1e-5f));
    // What the future holds changes nothing in the training windows.
    TimeSeries other = series(20);
    float[] changed = other.values().toFloats();
    Arrays.fill(changed, 20, 40, 1e6f);
    var future =
        new TimeSeries(other.times(), other.names(), Tensor.of(changed, 20, 2), other.periods());
    Batch seen = future.windows("t", 3, 2).split(0.5, 0.25).train().all();
    assertThat(seen.inputs().toFloats()).containsExactly(parts.train().all().inputs().toFloats());
    assertThat(seen.targets().toFloats()).containsExactly(parts.train().all().targets().toFloats());
  }

  @Test
  void naiveForecastsRepeatTheLastPeriod() {
    Windows windows = series(12).windows("t", 4, 6);
    assertThat(windows.naive(1).shape().dims()).containsExactly(3, 6);
    assertThat(windows.naive(1).toFloats()).startsWith(3, 3, 3, 3, 3, 3).endsWith(5);
    assertThat(windows.naive(4).toFloats()).startsWith(0, 1, 2, 3, 0, 1, 1, 2, 3, 4, 1, 2);
    assertThat(windows.naiveError(4)).isEqualTo(4);
    assertThatThrownBy(() -> windows.naive(5)).hasMessageContaining("a period from 1 to 4 rows");
    Windows.Parts parts = series(20).windows("t", 3, 2).split(0.5, 0.25);
    assertThat(parts.train().naiveError(3)).isCloseTo(3 / Math.sqrt(99 / 12.0), offset(1e-6));
    assertThat(parts.test().inUnits(parts.test().naive(10)).toFloats()[0])
        .as("may reach back into the training rows")
        .isCloseTo(5, offset(1e-5f));
  }

  @Test
  void seriesAreCutSlicedAndWidened() {
    TimeSeries series = series(20);
    TimeSeries.Parts parts = series.split(0.5, 0.25);
    assertThat(parts.train().length()).isEqualTo(10);
    assertThat(parts.validation().start()).isEqualTo(START.plusDays(10));
    assertThat(parts.test().column("t")).containsExactly(15, 16, 17, 18, 19);
    TimeSeries wider = series.rows(1, 3).with("hour", new float[] {7, 8});
    assertThat(wider.values().toFloats()).containsExactly(1, 9, 7, 2, 6, 8);
    assertThat(wider.select("hour", "t").values().toFloats()).containsExactly(7, 1, 8, 2);
    assertThatThrownBy(() -> series.column("x")).hasMessageContaining("it has [t, square]");
  }

  @Test
  void whatIsNoSeriesIsRefused() {
    assertThatThrownBy(() -> series(20).split(70, 15)).hasMessageContaining("fix: split(0.7");
    assertThatThrownBy(() -> series(20).split(0.8, 0.2)).hasMessageContaining("together below 1");
    assertThatThrownBy(() -> series(4).windows("t", 3, 2))
        .hasMessageContaining("windows: expected");
    assertThatThrownBy(() -> series(20).windows("t", 3, 6).split(0.5, 0.25))
        .hasMessageContaining("fit into rows 10 to 15");
    assertThatThrownBy(
            () ->
                new TimeSeries(List.of(START, START), List.of("x"), Tensor.zeros(2, 1), List.of()))
        .hasMessageContaining("ascending times");
    assertThatThrownBy(
            () ->
                new TimeSeries(
                    List.of(START),
                    List.of("x"),
                    Tensor.of(new float[] {Float.NaN}, 1, 1),
                    List.of()))
        .hasMessageContaining("NaN in row 0, column x");
  }

  @Test
  void filesBecomeSeries() {
    TimeSeries demand = ElectricityDemand.read(file("time,value\n1,22262\n1.003,21756\n"));
    assertThat(demand.column("demand")).containsExactly(22262, 21756);
    assertThat(demand.times())
        .containsExactly(LocalDateTime.of(2000, 6, 5, 0, 0), LocalDateTime.of(2000, 6, 5, 0, 30));
    assertThat(demand.periods()).containsExactly(48, 336);
    TimeSeries passengers = AirPassengers.read(file("time,value\n1949,112\n1949.08,118\n"));
    assertThat(passengers.times().getLast()).isEqualTo(LocalDateTime.of(1949, 2, 1, 0, 0));
    TimeSeries prices =
        Sp500.read(
            file(
                "date,open,high,low,close,adjclose,volume\n2000-01-03,1,3,1,2,2,100\n"
                    + "2000-01-05,2,4,1,3,3,200\n"));
    assertThat(prices.names()).containsExactly("open", "high", "low", "close", "volume");
    assertThat(prices.values().toFloats()).containsExactly(1, 3, 1, 2, 100, 2, 4, 1, 3, 200);
    TimeSeries returns = Sp500.returns(prices);
    assertThat(returns.column("return")[0]).isCloseTo((float) Math.log(1.5), offset(1e-7f));
    assertThat(returns.start()).isEqualTo(prices.times().getLast());
  }

  @Test
  void hostileFilesAreRefused() {
    for (String text :
        List.of(
            "",
            "time,value\n",
            "time\n1\n",
            "time,value\n1,x\n",
            "time,value\n1,\n2,3\n",
            "time,value\n1,2,3\n",
            "time,value\n1,1e300\n")) {
      Path file = file(text);
      assertThatThrownBy(() -> ElectricityDemand.read(file))
          .as(text)
          .isInstanceOf(FileFormatException.class);
      assertThatThrownBy(() -> AirPassengers.read(file)).isInstanceOf(FileFormatException.class);
    }
    String names = "date,open,high,low,close,volume\n";
    for (String rows :
        List.of(
            "yesterday,1,1,1,1,1\n",
            "2000-01-05,1,1,1,1,1\n2000-01-04,1,1,1,1,1\n",
            "2000-01-05,1,1,1,,1\n",
            "7,1,1,1,1,1\n")) {
      Path file = file(names + rows);
      assertThatThrownBy(() -> Sp500.read(file)).as(rows).isInstanceOf(FileFormatException.class);
    }
  }

  @Test
  void weatherIsASeries() {
    TimeSeries weather = SeattleWeather.load().timeSeries();
    assertThat(weather.length()).isEqualTo(1461);
    Windows.Parts parts = weather.windows("temp_max", 30, 7).split(0.5, 0.25);
    Batch first = parts.test().batch(0);
    assertThat(first.inputs().shape().dims()).containsExactly(1, 30, 4);
    assertThat(first.targets().shape().dims()).containsExactly(1, 7);
    assertThat(parts.test().time(0))
        .isAfter(parts.validation().time(parts.validation().size() - 1));
    int row = parts.test().row(0);
    assertThat(parts.test().inUnits(first.targets()).toFloats()[0])
        .isCloseTo(weather.column("temp_max")[row], offset(1e-4f));
  }
}
