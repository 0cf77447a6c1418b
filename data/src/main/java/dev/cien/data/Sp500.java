package dev.cien.data;

import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// The S&P 500 share index on 5,105 trading days from 3 January 2000 to 17 April 2020. Fetched
/// once: `cien data get sp500`.
///
/// Days without trading are absent, so rows are trading days, not calendar days. Hardly anything
/// forecasts the next price better than the last one does; a model that claims to has usually seen
/// the future.
///
/// Yahoo Finance, as prepared for Vega (package under BSD 3-Clause).
public final class Sp500 {
  private static final List<String> COLUMNS = List.of("open", "high", "low", "close", "volume");

  private Sp500() {}

  /// Reads the days from the user's cache: columns `open`, `high`, `low`, `close` (points) and
  /// `volume`; no period.
  ///
  /// @throws DataUnavailableException if they were not fetched; the message says how
  public static TimeSeries load() {
    return load(DataCache.standard());
  }

  /// Reads the days from a cache.
  public static TimeSeries load(DataCache cache) {
    return read(cache.require(DataCatalog.standard().entry("sp500")).resolve("sp500-2000.csv"));
  }

  static TimeSeries read(Path file) {
    return SeriesFile.read(
        file,
        COLUMNS,
        COLUMNS,
        table ->
            table.words("date").stream().map(day -> LocalDate.parse(day).atStartOfDay()).toList(),
        List.of());
  }

  /// What a day's close gained on the day before: one column `return`, `ln(close[t] / close[t −
  /// 1])`, a row fewer than the prices have.
  public static TimeSeries returns(TimeSeries prices) {
    float[] close = prices.column("close");
    float[] gains = new float[close.length - 1];
    for (int row = 0; row < gains.length; row++) {
      // StrictMath: the same bits on every machine.
      gains[row] = (float) StrictMath.log((double) close[row + 1] / close[row]);
    }
    return new TimeSeries(
        prices.times().subList(1, close.length),
        List.of("return"),
        Tensor.of(gains, gains.length, 1),
        prices.periods());
  }
}
