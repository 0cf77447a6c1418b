package dev.cien.data;

import dev.cien.io.FileFormatException;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Reads a CSV file as a time series.
final class SeriesFile {
  private SeriesFile() {}

  /// Reads the named columns.
  ///
  /// @param columns their names in the file
  /// @param names what they are called in the series
  /// @param times when the rows of the table were measured
  /// @throws FileFormatException if a column is missing or holds no numbers, or times do not ascend
  static TimeSeries read(
      Path file,
      List<String> columns,
      List<String> names,
      Function<Table, List<LocalDateTime>> times,
      List<Integer> periods) {
    Table table = Csv.options().separator(',').readFrom(file);
    try {
      Tensor values = table.toTensor(columns.toArray(String[]::new));
      return new TimeSeries(times.apply(table), names, values, periods);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new FileFormatException(file, e.getMessage(), e);
    }
  }

  /// As many times as a table has rows.
  static List<LocalDateTime> times(Table table, IntFunction<LocalDateTime> time) {
    return IntStream.range(0, table.rows()).mapToObj(time).toList();
  }
}
