package dev.cien.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.nio.file.Path;

/// Writes tables as CSV: commas, line feeds, UTF-8, absent values as an empty field. The same table
/// gives the same bytes everywhere.
final class TableWriter {
  private static final double WHOLE = 1e15;

  private TableWriter() {}

  static void csv(Table table, Path file) throws IOException {
    // An empty field without quotes would make an empty line of a table of one column.
    try (CsvWriter writer =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(file)) {
      writer.writeRecord(table.names());
      String[] fields = new String[table.columns().size()];
      for (int row = 0; row < table.rows(); row++) {
        for (int c = 0; c < fields.length; c++) {
          fields[c] =
              switch (table.columns().get(c)) {
                case Table.Numbers(var _, var values) -> number(values[row]);
                case Table.Words(var _, var values) -> values.get(row).orElse("");
              };
        }
        writer.writeRecord(fields);
      }
    }
  }

  /// A number in its shortest form, whole ones without a point, absent ones as nothing.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < WHOLE
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
