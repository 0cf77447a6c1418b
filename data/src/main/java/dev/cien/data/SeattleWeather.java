package dev.cien.data;

import dev.cien.tensor.Tensor;
import java.time.LocalDate;
import java.util.List;

/// Seattle weather: 1,461 days from 2012 to 2015 with rain, temperatures, wind and a word for the
/// day. In the box.
///
/// NOAA National Climatic Data Center, public domain; as prepared for Vega.
///
/// @param table columns `date`, `precipitation` (mm), `temp_max`, `temp_min` (°C), `wind`,
///   `weather`
public record SeattleWeather(Table table) {
  private static final List<String> MEASURED =
      List.of("precipitation", "temp_max", "temp_min", "wind");
  private static final int DAYS_A_YEAR = 365;
  private static final List<String> KINDS = List.of("drizzle", "fog", "rain", "snow", "sun");

  /// Reads the days, in order.
  public static SeattleWeather load() {
    return new SeattleWeather(Resources.table("seattle-weather.csv.gz"));
  }

  /// The days' dates.
  public List<LocalDate> dates() {
    return table.words("date").stream().map(LocalDate::parse).toList();
  }

  /// The measurements of every day in order, float32 `[1461, 4]`: precipitation, highest and lowest
  /// temperature, wind.
  public Tensor series() {
    return table.toTensor(MEASURED.toArray(String[]::new));
  }

  /// The measurements as a series to forecast: columns `precipitation`, `temp_max`, `temp_min`,
  /// `wind`; period 365.
  public TimeSeries timeSeries() {
    return new TimeSeries(
        dates().stream().map(LocalDate::atStartOfDay).toList(),
        MEASURED,
        series(),
        List.of(DAYS_A_YEAR));
  }

  /// The kind of a day from its measurements: inputs float32 `[1461, 4]`, targets int32 `[1461]`.
  public TensorDataset kinds() {
    return TensorDataset.of(series(), table.toClasses("weather", KINDS), MEASURED, KINDS);
  }
}
