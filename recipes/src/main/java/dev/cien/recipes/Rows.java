package dev.cien.recipes;

import dev.cien.data.Csv;
import dev.cien.data.Table;
import dev.cien.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rows of a CSV file, for predictions.
final class Rows {
  private Rows() {}

  /// A row.
  ///
  /// @param name how answers call it
  /// @param values `[1, columns]`
  record Row(String name, Tensor values) {}

  /// The named columns of each row; further columns are ignored.
  ///
  /// @throws IllegalArgumentException if one is missing; the message lists what is expected
  static List<Row> of(Path file, List<String> columns) {
    Table table = table(file, columns);
    float[] all = table.toTensor(columns.toArray(String[]::new)).toFloats();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < table.rows(); i++) {
      float[] row = java.util.Arrays.copyOfRange(all, i * columns.size(), (i + 1) * columns.size());
      rows.add(new Row(name(file, i), Tensor.of(row, 1, columns.size())));
    }
    return rows;
  }

  /// A table that has the named columns.
  static Table table(Path file, List<String> columns) {
    Table table = Csv.read(file);
    List<String> missing =
        columns.stream().filter(column -> !table.names().contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": expected a CSV file with the columns " + columns + "; missing are " + missing);
    }
    return table;
  }

  static String name(Path file, int row) {
    return file.getFileName() + ":" + (row + 1);
  }
}
