package dev.cien.data;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;

/// Electricity demand in England and Wales, every half-hour from Monday 5 June to Sunday 27 August
/// 2000, 4,032 values in megawatts; it repeats itself daily and weekly. Fetched once: `cien data
/// get taylor`.
///
/// J. W. Taylor: Short-term electricity demand forecasting using double seasonal exponential
/// smoothing, 2003; as `taylor` in the R package forecast, GPL-3.
public final class ElectricityDemand {
  private static final LocalDateTime START = LocalDateTime.of(2000, 6, 5, 0, 0);
  private static final int HALF_HOUR = 30;

  private ElectricityDemand() {}

  /// Reads the series from the user's cache: one column, `demand`; periods 48 and 336.
  ///
  /// @throws DataUnavailableException if it was not fetched; the message says how
  public static TimeSeries load() {
    return load(DataCache.standard());
  }

  /// Reads the series from a cache.
  public static TimeSeries load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry("taylor")).resolve("taylor.csv"));
  }

  static TimeSeries read(Path file) {
    return SeriesFile.read(
        file,
        List.of("value"),
        List.of("demand"),
        table -> SeriesFile.times(table, row -> START.plusMinutes((long) HALF_HOUR * row)),
        List.of(48, 336));
  }
}
