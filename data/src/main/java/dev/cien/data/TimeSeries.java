package dev.cien.data;

import dev.cien.tensor.Tensor;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Quantities measured again and again, oldest first.
///
/// ```java
/// TimeSeries demand = ElectricityDemand.load();
/// Windows.Parts parts = demand.windows("demand", 96, 48).split(0.7, 0.15);
/// ```
///
/// A series is only ever cut by time: who shuffles it lets the model see the days between the ones
/// it is tested on.
///
/// @param times when each row was measured, `T` of them, ascending
/// @param names the columns' names, `F` of them
/// @param values float32 `[T, F]`, all finite
/// @param periods after how many rows the series may repeat itself (48 half-hours a day), shortest
///   first; empty if nothing is known
public record TimeSeries(
    List<LocalDateTime> times, List<String> names, Tensor values, List<Integer> periods) {
  /// Three parts of a series, oldest first.
  ///
  /// @param train to learn from
  /// @param validation to choose settings by
  /// @param test to say in the end how good the choice is
  public record Parts(TimeSeries train, TimeSeries validation, TimeSeries test) {}

  /// A series.
  ///
  /// @throws IllegalArgumentException if sizes do not fit, times do not ascend, or a value is not
  ///   finite
  public TimeSeries {
    times = List.copyOf(times);
    names = List.copyOf(names);
    periods = List.copyOf(periods);
    int[] dims = values.shape().dims();
    if (dims.length != 2 || dims[0] != times.size() || dims[1] != names.size() || dims[0] == 0) {
      throw Refusal.of(
          "time series",
          "values [" + times.size() + ", " + names.size() + "], at least one row",
          values.shape(),
          "a single column without its axis; fix: unsqueeze(1)");
    }
    for (int row = 1; row < times.size(); row++) {
      if (!times.get(row - 1).isBefore(times.get(row))) {
        throw Refusal.of(
            "time series",
            "ascending times",
            times.get(row) + " after " + times.get(row - 1),
            "a file sorted by something else, or a row twice; fix: sort by time, drop doubles");
      }
    }
    float[] all = values.toFloats();
    for (int i = 0; i < all.length; i++) {
      if (!Float.isFinite(all[i])) {
        throw Refusal.of(
            "time series",
            "finite values",
            all[i] + " in row " + i / names.size() + ", column " + names.get(i % names.size()),
            "a gap in the measurements; fix: fill it, or take the rows after it");
      }
    }
    if (periods.stream().anyMatch(period -> period < 1)) {
      throw Refusal.of(
          "time series", "periods of 1 or more rows", periods, "hours for rows; fix: count rows");
    }
  }

  /// How many rows, `T`.
  public int length() {
    return times.size();
  }

  /// When the first row was measured.
  public LocalDateTime start() {
    return times.getFirst();
  }

  /// The values of one column, `T` of them.
  ///
  /// @throws IllegalArgumentException if there is no such column; the message lists the names
  public float[] column(String name) {
    float[] all = values.toFloats();
    float[] column = new float[length()];
    int at = index(name);
    for (int row = 0; row < column.length; row++) {
      column[row] = all[row * names.size() + at];
    }
    return column;
  }

  int index(String name) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("time series: no column '" + name + "'; it has " + names);
    }
    return at;
  }

  /// The same series with one more column, such as the hour of the day.
  ///
  /// @param column `T` values
  public TimeSeries with(String name, float[] column) {
    if (column.length != length() || names.contains(name)) {
      throw Refusal.of(
          "time series",
          length() + " values of a column with a new name",
          column.length + " of '" + name + "'",
          "the column of another part; fix: compute it from this series' times()");
    }
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return new TimeSeries(
        times, all, Tensor.concat(1, values, Tensor.of(column, column.length, 1)), periods);
  }

  /// The same series with some of its columns, in the given order.
  public TimeSeries select(String... columns) {
    float[] chosen = new float[length() * columns.length];
    for (int c = 0; c < columns.length; c++) {
      float[] column = column(columns[c]);
      for (int row = 0; row < column.length; row++) {
        chosen[row * columns.length + c] = column[row];
      }
    }
    return new TimeSeries(
        times, List.of(columns), Tensor.of(chosen, length(), columns.length), periods);
  }

  /// The rows `from` to `to − 1`.
  ///
  /// @throws IllegalArgumentException if there are no such rows
  public TimeSeries rows(int from, int to) {
    if (from < 0 || from >= to || to > length()) {
      throw Refusal.of(
          "time series",
          "rows from 0 to " + length() + ", at least one",
          from + " to " + to,
          "the length of another series; fix: look at length() before");
    }
    float[] all = values.toFloats();
    return new TimeSeries(
        times.subList(from, to),
        names,
        Tensor.of(
            Arrays.copyOfRange(all, from * names.size(), to * names.size()),
            to - from,
            names.size()),
        periods);
  }

  /// Cuts the series by time: the first rows to train, the next to validate, the last to test.
  ///
  /// @param train which share of the rows, rounded
  /// @param validation which share of the rows, rounded; the rest is the test
  /// @throws IllegalArgumentException if a part would be empty
  public Parts split(double train, double validation) {
    int[] cuts = cuts(train, validation);
    return new Parts(rows(0, cuts[0]), rows(cuts[0], cuts[1]), rows(cuts[1], length()));
  }

  /// The rows at which the validation and the test part begin.
  int[] cuts(double train, double validation) {
    long first = Math.round(train * length());
    long second = first + Math.round(validation * length());
    if (!(train > 0 && validation > 0) || first < 1 || second <= first || second >= length()) {
      throw Refusal.of(
          "split",
          "two shares above 0, together below 1, of enough rows for three parts",
          train + " and " + validation + " of " + length(),
          "percentages, or no share left for the test; fix: split(0.7, 0.15)");
    }
    return new int[] {(int) first, (int) second};
  }

  /// All pieces of the series, as samples to forecast from: `steps` rows of all columns, and the
  /// next `horizon` values of one of them.
  ///
  /// @throws IllegalArgumentException if the series is too short for one
  public Windows windows(String target, int steps, int horizon) {
    return Windows.of(this, target, steps, horizon);
  }
}
