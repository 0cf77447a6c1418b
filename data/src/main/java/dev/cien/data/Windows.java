package dev.cien.data;

import dev.cien.tensor.Tensor;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Samples cut from a [TimeSeries] by a sliding window: what was measured, and what came next.
///
/// Sample `i` is inputs `x[r − T … r − 1]`, all columns, and targets `y[r … r + H − 1]`, one
/// column, with `r` = [#row]`(i)`: batches are inputs float32 `[N, T, F]` and targets float32 `[N,
/// H]`.
///
/// ```java
/// Windows.Parts parts = demand.windows("demand", 96, 48).split(0.7, 0.15);
/// for (Batch batch : Batches.of(parts.train(), 32).shuffled(42).epoch(0)) { … }
/// Tensor seasonal = parts.test().naive(336); // what to be better than, [N, 48]
/// ```
///
/// [#split] cuts by time and standardizes by the training rows alone. A window belongs to the part
/// in which all its targets lie; its inputs may reach back into the part before, which is known by
/// then.
public final class Windows implements Dataset {
  private final TimeSeries series;
  private final float[] values;
  private final Standardizer scale;
  private final int target;
  private final int steps;
  private final int horizon;
  private final int from;
  private final int to;
  private final int stride;

  private Windows(
      TimeSeries series,
      float[] values,
      Standardizer scale,
      int target,
      int steps,
      int horizon,
      int from,
      int to,
      int stride) {
    this.series = series;
    this.values = values;
    this.scale = scale;
    this.target = target;
    this.steps = steps;
    this.horizon = horizon;
    this.from = from;
    this.to = to;
    this.stride = stride;
    if (steps < 1 || horizon < 1 || stride < 1 || firstRow() + horizon > to) {
      throw Refusal.of(
          "windows",
          "1 or more steps, horizon and stride that fit into rows " + from + " to " + to,
          steps + ", " + horizon + " and " + stride,
          "a window longer than the part; fix: fewer steps, a shorter horizon, a larger share");
    }
  }

  /// Windows of the training, validation and test rows, standardized alike.
  public record Parts(Windows train, Windows validation, Windows test) {}

  static Windows of(TimeSeries series, String target, int steps, int horizon) {
    int columns = series.names().size();
    float[] ones = new float[columns];
    Arrays.fill(ones, 1);
    return new Windows(
        series,
        series.values().toFloats(),
        new Standardizer(new float[columns], ones),
        series.index(target),
        steps,
        horizon,
        0,
        series.length(),
        1);
  }

  /// Cuts the windows by time and standardizes every column by mean and deviation of the training
  /// rows.
  ///
  /// @param train which share of the series' rows
  /// @param validation which share of the rows; the rest is the test
  /// @throws IllegalArgumentException if a part is too short for a window, or the windows were
  ///   split already
  public Parts split(double train, double validation) {
    if (from != 0 || to != series.length()) {
      throw Refusal.of(
          "split",
          "the windows of a whole series",
          "those of rows " + from + " to " + to,
          "a part split again; fix: split once, with three shares");
    }
    int[] cuts = series.cuts(train, validation);
    Tensor trainRows = series.rows(0, cuts[0]).values();
    Standardizer fitted = Standardizer.fit(TensorDataset.of(trainRows, Tensor.zeros(cuts[0])));
    float[] scaled = fitted.apply(series.values()).toFloats();
    return new Parts(
        part(scaled, fitted, 0, cuts[0]),
        part(scaled, fitted, cuts[0], cuts[1]),
        part(scaled, fitted, cuts[1], series.length()));
  }

  private Windows part(float[] scaled, Standardizer fitted, int first, int end) {
    return new Windows(series, scaled, fitted, target, steps, horizon, first, end, stride);
  }

  /// Only every `rows`-th window: with the horizon, targets that do not overlap.
  public Windows stride(int rows) {
    return new Windows(series, values, scale, target, steps, horizon, from, to, rows);
  }

  /// The series the windows are cut from, in its own units.
  public TimeSeries series() {
    return series;
  }

  /// Mean and deviation of each column by which the windows are standardized; 0 and 1 before
  /// [#split].
  public Standardizer scale() {
    return scale;
  }

  private int firstRow() {
    return Math.max(from, steps);
  }

  /// The series' row in which the targets of a window begin.
  public int row(int index) {
    return firstRow() + Objects.checkIndex(index, size()) * stride;
  }

  /// When the targets of a window begin.
  public LocalDateTime time(int index) {
    return series.times().get(row(index));
  }

  @Override
  public int size() {
    return (to - horizon - firstRow()) / stride + 1;
  }

  @Override
  public Batch batch(int... indices) {
    int columns = series.names().size();
    float[] inputs = new float[indices.length * steps * columns];
    float[] targets = new float[indices.length * horizon];
    for (int i = 0; i < indices.length; i++) {
      int row = row(indices[i]);
      System.arraycopy(
          values, (row - steps) * columns, inputs, i * steps * columns, steps * columns);
      for (int h = 0; h < horizon; h++) {
        targets[i * horizon + h] = values[(row + h) * columns + target];
      }
    }
    return new Batch(
        Tensor.of(inputs, indices.length, steps, columns),
        Tensor.of(targets, indices.length, horizon));
  }

  @Override
  public List<String> inputNames() {
    return series.names();
  }

  /// The forecast of somebody who expects what was there a period ago, for all windows, `[N, H]`,
  /// on the scale of the targets: `ŷ[r + h] = y[r + h − k·period]` with the smallest `k` that needs
  /// no value from row `r` on. Period 1 is persistence, others are seasonal.
  ///
  /// @throws IllegalArgumentException if the series does not reach back so far
  public Tensor naive(int period) {
    if (period < 1 || row(0) < period) {
      throw Refusal.of(
          "naive forecast",
          "a period from 1 to " + row(0) + " rows",
          period,
          "windows that begin before a whole period was measured; fix: more steps, or a later"
              + " part");
    }
    int columns = series.names().size();
    float[] forecast = new float[size() * horizon];
    for (int i = 0; i < size(); i++) {
      for (int h = 0; h < horizon; h++) {
        int source = row(i) + h - (h / period + 1) * period;
        forecast[i * horizon + h] = values[source * columns + target];
      }
    }
    return Tensor.of(forecast, size(), horizon);
  }

  /// The mean of `|y[t] − y[t − period]|` over the rows of this part, on the scale of the targets.
  /// That of the training part is what the error of a forecast is divided by to give MASE.
  ///
  /// R. J. Hyndman, A. B. Koehler: Another look at measures of forecast accuracy, 2006.
  public double naiveError(int period) {
    int first = from + period;
    if (period < 1 || first >= to) {
      throw Refusal.of(
          "naive error",
          "a period from 1 to " + (to - from - 1) + " rows",
          period,
          "a period longer than the part; fix: a larger share to train on");
    }
    int columns = series.names().size();
    return IntStream.range(first, to)
        .mapToDouble(
            t ->
                Math.abs(
                    (double) values[t * columns + target]
                        - values[(t - period) * columns + target]))
        .average()
        .orElseThrow();
  }

  /// Targets or forecasts in the series' own unit: `x · deviation + mean` of the target's column.
  public Tensor inUnits(Tensor scaled) {
    float[] numbers = scaled.toFloats();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers[i] * scale.deviations()[target] + scale.means()[target];
    }
    return Tensor.of(numbers, scaled.shape().dims());
  }

  @Override
  public String toString() {
    return "Windows("
        + size()
        + " of "
        + steps
        + " rows and "
        + horizon
        + " to forecast, "
        + series.names().get(target)
        + ")";
  }
}
