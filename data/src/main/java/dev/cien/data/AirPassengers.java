package dev.cien.data;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;

/// International airline passengers, thousands a month, 1949 to 1960: 144 values that grow and
/// swing with the season, the swing growing too. Fetched once: `cien data get air-passengers`.
///
/// G. E. P. Box, G. M. Jenkins: Time series analysis, forecasting and control, 1976, series G; as
/// `AirPassengers` in R, GPL-2.
public final class AirPassengers {
  private static final LocalDateTime START = LocalDateTime.of(1949, 1, 1, 0, 0);

  private AirPassengers() {}

  /// Reads the series from the user's cache: one column, `passengers`; period 12.
  ///
  /// @throws DataUnavailableException if it was not fetched; the message says how
  public static TimeSeries load() {
    return load(DataCache.standard());
  }

  /// Reads the series from a cache.
  public static TimeSeries load(DataCache cache) {
    return read(
        cache.require(DataCatalog.standard().entry("air-passengers")).resolve("passengers.csv"));
  }

  static TimeSeries read(Path file) {
    return SeriesFile.read(
        file,
        List.of("value"),
        List.of("passengers"),
        table -> SeriesFile.times(table, START::plusMonths),
        List.of(12));
  }
}
