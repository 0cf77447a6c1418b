package dev.cien.recipes.sequence;

import dev.cien.data.AirPassengers;
import dev.cien.data.ElectricityDemand;
import dev.cien.data.SeattleWeather;
import dev.cien.data.Sp500;
import dev.cien.data.TimeSeries;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import java.time.LocalDateTime;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// A series and how it is forecast.
///
/// @param series reads it, with the columns that help
/// @param target the column that is forecast
/// @param steps how many rows the model reads
/// @param horizon how many it forecasts
/// @param season the rows after which the series repeats itself; 1 where it does not
/// @param baseColumn the column that the model's simple forecast is read from
/// @param basePeriod how many values of it are repeated; 0 where the target is a difference from
///   the naive forecast already, which is then 0
/// @param train the share of the rows to train on
/// @param validation the share to choose by; the rest is the test
/// @param units from the target column to what people measure
/// @param unit its name
record Outlook(
    Supplier<TimeSeries> series,
    String target,
    int steps,
    int horizon,
    int season,
    String baseColumn,
    int basePeriod,
    double train,
    double validation,
    DoubleUnaryOperator units,
    Text unit) {
  private static final int DAY = 48;
  private static final int WEEK = 7 * DAY;
  private static final double DAYS_A_YEAR = 365.25;

  /// A day of electricity demand from the day before: how far it will lie from the same day a week
  /// ago. Twelve weeks are few, and their level drifts with the summer; differences do not.
  static Outlook demand() {
    return new Outlook(
        () -> {
          TimeSeries demand = ElectricityDemand.load();
          float[] values = demand.column("demand");
          float[] differences = new float[values.length - WEEK];
          for (int i = 0; i < differences.length; i++) {
            differences[i] = values[i + WEEK] - values[i];
          }
          TimeSeries rest =
              demand.rows(WEEK, values.length).with("difference", differences).select("difference");
          return wave(
              wave(rest, "hour", time -> time.getHour() / 24.0 + time.getMinute() / 1440.0),
              "day",
              time -> time.getDayOfWeek().getValue() / 7.0);
        },
        "difference",
        DAY,
        DAY,
        WEEK,
        "difference",
        0,
        0.7,
        0.15,
        x -> x,
        new Text("megawatts from a week ago", "megavatios desde hace una semana"));
  }

  /// A week of highest temperatures from four weeks of weather and the time of year.
  static Outlook weather() {
    return new Outlook(
        () ->
            wave(
                SeattleWeather.load().timeSeries(),
                "season",
                time -> time.getDayOfYear() / DAYS_A_YEAR),
        "temp_max",
        28,
        7,
        365,
        "temp_max",
        1,
        0.6,
        0.15,
        x -> x,
        new Text("°C", "°C"));
  }

  /// A year of airline passengers from two; in logarithms, because the swing grows with the level.
  static Outlook passengers() {
    return new Outlook(
        () -> {
          TimeSeries counts = AirPassengers.load();
          float[] logs = counts.column("passengers");
          for (int i = 0; i < logs.length; i++) {
            // StrictMath: the same bits on every machine.
            logs[i] = (float) StrictMath.log(logs[i]);
          }
          return counts.with("log", logs).select("log");
        },
        "log",
        24,
        12,
        12,
        "log",
        12,
        0.6,
        0.15,
        StrictMath::exp,
        new Text("thousand passengers", "miles de pasajeros"));
  }

  /// Tomorrow's return of a share index from a month of returns and their sizes.
  static Outlook market() {
    return new Outlook(
        () -> {
          TimeSeries returns = Sp500.returns(Sp500.load());
          float[] sizes = returns.column("return");
          for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
          }
          return returns.with("size", sizes);
        },
        "return",
        20,
        1,
        1,
        "return",
        0,
        0.7,
        0.15,
        x -> 100 * x,
        new Text("per cent a day", "por ciento al día"));
  }

  /// Time as two columns that go round: sin and cos of 2π·turn.
  private static TimeSeries wave(
      TimeSeries series, String name, ToDoubleFunction<LocalDateTime> turn) {
    float[] sin = new float[series.length()];
    float[] cos = new float[series.length()];
    for (int i = 0; i < sin.length; i++) {
      double angle = 2 * Math.PI * turn.applyAsDouble(series.times().get(i));
      sin[i] = (float) StrictMath.sin(angle);
      cos[i] = (float) StrictMath.cos(angle);
    }
    return series.with("sin " + name, sin).with("cos " + name, cos);
  }

  /// Values of the target column as people measure them.
  double[] inUnits(Tensor unscaled) {
    float[] values = unscaled.toFloats();
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = units.applyAsDouble(values[i]);
    }
    return result;
  }
}
