package dev.cien.recipes.kit;

import dev.cien.data.Csv;
import dev.cien.data.Table;
import dev.cien.io.FileFormatException;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Text;
import dev.cien.tensor.Tensor;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The rows of a CSV file, for predictions.
public final class Rows {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private Rows() {}

  /// A row.
  ///
  /// @param name how answers call it
  /// @param values `[1, columns]`
  public record Row(String name, Tensor values) {}

  /// The named columns of each row; further columns are ignored.
  ///
  /// @throws InputException if a column is missing or holds anything but numbers; the message says
  ///   what is expected
  public static List<Row> of(Path file, List<String> columns) {
    Table table = table(file, columns);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < table.rows(); i++) {
      float[] row = new float[columns.size()];
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) number(file, table.column(columns.get(c)), i);
      }
      rows.add(new Row(name(file, i), Tensor.of(row, 1, row.length)));
    }
    return rows;
  }

  private static double number(Path file, Table.Column column, int row) {
    String found =
        switch (column) {
          case Table.Numbers numbers -> Double.toString(numbers.values()[row]);
          case Table.Words words -> words.values().get(row).orElse("");
        };
    if (column.isMissing(row)) {
      throw noNumber(file, column.name(), row, "found nothing", "no se encontró nada");
    }
    // A column with one word in it holds words, the numbers in it too.
    if (!NUMBER.matcher(found).matches()) {
      throw noNumber(
          file, column.name(), row, "found '" + found + "'", "se encontró '" + found + "'");
    }
    return Double.parseDouble(found);
  }

  private static InputException noNumber(
      Path file, String column, int row, String found, String hallado) {
    return new InputException(
        new Text(
            name(file, row) + ": expected a number in column " + column + ", " + found,
            name(file, row) + ": se esperaba un número en la columna " + column + ", " + hallado));
  }

  /// A table that has the named columns.
  public static Table table(Path file, List<String> columns) {
    Table table = read(file, columns);
    List<String> missing =
        columns.stream().filter(column -> !table.names().contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new InputException(
          new Text(
              file
                  + ": expected a CSV file with the columns "
                  + columns
                  + "; missing are "
                  + missing,
              file
                  + ": se esperaba un archivo CSV con las columnas "
                  + columns
                  + "; faltan "
                  + missing));
    }
    if (table.rows() == 0) {
      throw new InputException(
          new Text(
              file + ": expected at least one row after the line of names, found none",
              file + ": se esperaba al menos una fila tras la línea de nombres, no hay ninguna"));
    }
    return table;
  }

  private static Table read(Path file, List<String> columns) {
    try {
      return Csv.read(file);
    } catch (FileFormatException e) {
      if (!(e.getCause() instanceof CharacterCodingException)) {
        throw e;
      }
      throw new InputException(
          new Text(
              file
                  + ": expected a CSV file with the columns "
                  + columns
                  + ", found what is no text in UTF-8. Usual cause: a picture or another kind of"
                  + " file, or a table saved in another encoding; fix: save the table as CSV in"
                  + " UTF-8",
              file
                  + ": se esperaba un archivo CSV con las columnas "
                  + columns
                  + ", pero no es texto en UTF-8. Causa habitual: una imagen u otro tipo de"
                  + " archivo, o una tabla guardada con otra codificación; remedio: guarde la tabla"
                  + " como CSV en UTF-8"));
    }
  }

  /// How answers call a row.
  public static String name(Path file, int row) {
    return file.getFileName() + ":" + (row + 1);
  }
}
