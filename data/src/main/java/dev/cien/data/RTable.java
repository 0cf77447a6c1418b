package dev.cien.data;

import dev.cien.io.FileFormatException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Turns R's objects into tables.
///
/// | in R | here |
/// |---|---|
/// | data frame | its columns |
/// | matrix | columns by their names, or `V1`, `V2`, … |
/// | time series (`ts`) | a column `time`, `start + row / frequency`, before the others |
/// | any other vector | one column `value` |
///
/// Floats and whole numbers become [Table.Numbers]; texts, factors, dates (`2012-01-31`) and truth
/// values (`TRUE`, `FALSE`) become [Table.Words].
final class RTable {
  private RTable() {}

  /// The table of an object.
  ///
  /// @param name how messages call it
  /// @throws FileFormatException if the object is no table
  static Table of(RValue value, Object name) {
    try {
      if (value instanceof RValue.Items(var items, var _)) {
        return new Table(columns(items, value.texts("names"), name));
      }
      double[] dims = value.numbers("dim");
      List<Table.Column> columns = new ArrayList<>();
      if (dims.length == 2) {
        matrix(value, dims, columns, name);
      } else {
        columns.add(column("value", value, name));
      }
      double[] times = value.numbers("tsp");
      if (times.length == 3) {
        columns.addFirst(time(times, columns.getFirst().size()));
      }
      return new Table(columns);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(name, e.getMessage(), e);
    }
  }

  private static List<Table.Column> columns(List<RValue> items, List<String> names, Object name) {
    if (names.size() != items.size()) {
      throw new FileFormatException(
          name, "a list of " + items.size() + " parts with " + names.size() + " names is no table");
    }
    List<Table.Column> columns = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      columns.add(column(names.get(c), items.get(c), name));
    }
    return columns;
  }

  private static void matrix(RValue value, double[] dims, List<Table.Column> columns, Object name) {
    Table.Column all = column("value", value, name);
    if (!(dims[0] >= 0 && dims[1] >= 1 && dims[0] * dims[1] == all.size())) {
      throw new FileFormatException(
          name, "a matrix of " + Arrays.toString(dims) + " with " + all.size() + " values");
    }
    List<String> names =
        value.attributes().get("dimnames") instanceof RValue.Items(var sides, var _)
                && sides.size() == 2
                && sides.get(1) instanceof RValue.Texts(var texts, var _)
            ? texts.stream().map(text -> text.orElse("NA")).toList()
            : List.of();
    int rows = (int) dims[0];
    for (int c = 0; c < (int) dims[1]; c++) {
      String column = c < names.size() ? names.get(c) : "V" + (c + 1);
      int from = c * rows;
      columns.add(
          switch (all) {
            case Table.Numbers numbers ->
                new Table.Numbers(column, Arrays.copyOfRange(numbers.values(), from, from + rows));
            case Table.Words words ->
                new Table.Words(column, words.values().subList(from, from + rows));
          });
    }
  }

  private static Table.Numbers time(double[] startEndFrequency, int rows) {
    double[] times = new double[rows];
    for (int row = 0; row < rows; row++) {
      times[row] = startEndFrequency[0] + row / startEndFrequency[2];
    }
    return new Table.Numbers("time", times);
  }

  private static Table.Column column(String column, RValue value, Object name) {
    List<String> classes = value.texts("class");
    if (classes.contains("factor") || classes.contains("Date")) {
      return new Table.Words(column, written(value, name));
    }
    return switch (value) {
      case RValue.Doubles(var values, var _) -> new Table.Numbers(column, values);
      case RValue.Integers(var values, var isLogical, var _) when !isLogical ->
          new Table.Numbers(
              column,
              Arrays.stream(values)
                  .mapToDouble(v -> v == RValue.ABSENT ? Double.NaN : v)
                  .toArray());
      default -> new Table.Words(column, written(value, name));
    };
  }

  /// The values of a vector as R would write them.
  static List<Optional<String>> written(RValue value, Object name) {
    boolean isFactor = value.texts("class").contains("factor");
    boolean isDate = value.texts("class").contains("Date");
    return switch (value) {
      case RValue.Texts(var values, var _) -> values;
      case RValue.Integers(var values, var _, var _) when isFactor -> {
        List<Optional<String>> levels = value.texts("levels").stream().map(Optional::of).toList();
        List<Optional<String>> words = new ArrayList<>();
        for (int code : values) {
          if (code != RValue.ABSENT && (code < 1 || code > levels.size())) {
            throw new FileFormatException(
                name, "a factor with " + levels.size() + " levels that has a value " + code);
          }
          words.add(code == RValue.ABSENT ? Optional.empty() : levels.get(code - 1));
        }
        yield words;
      }
      case RValue.Integers(var values, var isLogical, var _) ->
          Arrays.stream(values)
              .mapToObj(
                  v ->
                      v == RValue.ABSENT
                          ? Optional.<String>empty()
                          : Optional.of(
                              isDate
                                  ? date(v, name)
                                  : isLogical ? (v == 0 ? "FALSE" : "TRUE") : Integer.toString(v)))
              .toList();
      case RValue.Doubles(var values, var _) ->
          Arrays.stream(values)
              .mapToObj(
                  v ->
                      Double.isNaN(v)
                          ? Optional.<String>empty()
                          : Optional.of(isDate ? date(v, name) : TableWriter.number(v)))
              .toList();
      case RValue.Items _ -> throw noColumn("a list", name);
      case RValue.Pairs _ -> throw noColumn("code or a linked list", name);
      case RValue.Text _ -> throw noColumn("a symbol", name);
      case RValue.Other(var kind, var _) -> throw noColumn(kind, name);
    };
  }

  private static FileFormatException noColumn(String kind, Object name) {
    return new FileFormatException(
        name, "expected numbers, texts, factors, dates or truth values, found " + kind);
  }

  private static String date(double days, Object name) {
    try {
      return LocalDate.ofEpochDay((long) Math.floor(days)).toString();
    } catch (DateTimeException e) {
      throw new FileFormatException(name, "a date " + days + " days after 1970", e);
    }
  }
}
