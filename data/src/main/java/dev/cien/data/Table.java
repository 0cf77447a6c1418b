package dev.cien.data;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rows and named columns, as read from a CSV file. Immutable.
///
/// @param columns the columns, equally long and differently named
public record Table(List<Column> columns) {
  /// A named column.
  public sealed interface Column {
    /// Its name.
    String name();

    /// How many values.
    int size();

    /// Whether a value is absent.
    boolean isMissing(int row);

    /// The values of the given rows as a column of its own.
    Column pick(int... rows);
  }

  /// A column of numbers; an absent one is NaN.
  ///
  /// @param values the numbers, not to be changed
  public record Numbers(String name, double[] values) implements Column {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    public Numbers pick(int... rows) {
      return new Numbers(name, Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
    }
  }

  /// A column of words; an absent one is empty.
  ///
  /// @param values the words, not to be changed
  public record Words(String name, List<Optional<String>> values) implements Column {
    /// A column of words.
    public Words {
      values = List.copyOf(values);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public boolean isMissing(int row) {
      return values.get(row).isEmpty();
    }

    @Override
    public Words pick(int... rows) {
      return new Words(name, Arrays.stream(rows).mapToObj(values::get).toList());
    }

    /// The different words that occur, sorted.
    public List<String> categories() {
      return values.stream().flatMap(Optional::stream).distinct().sorted().toList();
    }
  }

  /// A table cut in two.
  ///
  /// @param train the rows to learn from
  /// @param heldOut the rows that are kept back
  public record Parts(Table train, Table heldOut) {}

  /// A table.
  ///
  /// @throws IllegalArgumentException if columns differ in length or share a name
  public Table {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw Refusal.of(
            "table",
            "columns with different names",
            "two that are called '" + column.name() + "'",
            "a name that occurs twice in the first line; fix: rename one");
      }
      if (column.size() != columns.getFirst().size()) {
        throw Refusal.of(
            "table",
            "columns equally long",
            "'"
                + columns.getFirst().name()
                + "' with "
                + columns.getFirst().size()
                + " rows and '"
                + column.name()
                + "' with "
                + column.size(),
            "rows dropped from one column alone; fix: drop the same rows of all (pick)");
      }
    }
  }

  /// How many rows.
  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().size();
  }

  /// The columns' names.
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /// A column by name.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists the names
  public Column column(String name) {
    for (Column column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw Refusal.of(
        "table",
        "one of its columns " + names(),
        "'" + name + "'",
        "another spelling, or a file without a line of names; fix: one of these names, or"
            + " Csv.options().withoutHeader()");
  }

  /// The values of a column of numbers, NaN where absent; a copy.
  ///
  /// @throws IllegalArgumentException if the column holds words
  public double[] numbers(String name) {
    return switch (column(name)) {
      case Numbers column -> column.values().clone();
      case Words column ->
          throw Refusal.of(
              "table",
              "numbers in column '" + name + "'",
              "words such as '" + column.categories().stream().findFirst().orElse("") + "'",
              "decimals with a comma, or a text that stands for an absent value; fix:"
                  + " Csv.options().decimalComma(true) or .missing(…), or words(…) for classes");
    };
  }

  /// The values of a column of words. Where some may be absent, see [Words#values].
  ///
  /// @throws IllegalArgumentException if the column holds numbers or a word is absent
  public List<String> words(String name) {
    List<Optional<String>> values = wordsOf(name).values();
    int absent = values.indexOf(Optional.<String>empty());
    if (absent >= 0) {
      throw Refusal.of(
          "table",
          "a word in each row of column '" + name + "'",
          "none in row " + absent,
          "absent values; fix: drop such rows with pick, or encode the column (TableEncoder takes"
              + " absent words)");
    }
    return values.stream().flatMap(Optional::stream).toList();
  }

  /// A column of words, some of which may be absent.
  ///
  /// @throws IllegalArgumentException if the column holds numbers
  Words wordsOf(String name) {
    return switch (column(name)) {
      case Words column -> column;
      case Numbers column ->
          throw Refusal.of(
              "table",
              "words in column '" + name + "'",
              "numbers",
              "classes written as numbers; fix: read them with numbers(…)");
    };
  }

  /// The named columns, in the given order.
  ///
  /// @throws IllegalArgumentException if one is not there
  public Table select(String... names) {
    return new Table(Arrays.stream(names).map(this::column).toList());
  }

  /// All columns but the named ones.
  ///
  /// @throws IllegalArgumentException if one is not there
  public Table drop(String... names) {
    List<Column> dropped = Arrays.stream(names).map(this::column).toList();
    return new Table(columns.stream().filter(column -> !dropped.contains(column)).toList());
  }

  /// The given rows, counted from 0, in the given order; one may come twice.
  ///
  /// @throws IndexOutOfBoundsException if a row is not 0 to rows − 1
  public Table pick(int... rows) {
    for (int row : rows) {
      Refusal.index("pick", row, rows());
    }
    return new Table(columns.stream().map(column -> column.pick(rows)).toList());
  }

  /// Cuts the shuffled rows in two; the first part gets `fraction` of them, rounded. The same rows
  /// as [Dataset#split] with the same fraction and seed.
  ///
  /// @throws IllegalArgumentException if the fraction is not between 0 and 1, or there are fewer
  ///   than 2 rows
  public Parts split(double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1) || rows() < 2) {
      throw Refusal.of(
          "split",
          "a fraction between 0 and 1 of at least 2 rows",
          fraction + " of " + rows(),
          "a percentage or a count of rows; fix: 0.8 for 80 %, count / rows() for a count");
    }
    int[] order = Rng.of(seed).permutation(rows());
    int cut = Math.clamp(Math.round(fraction * rows()), 1, rows() - 1);
    return new Parts(
        pick(Arrays.copyOf(order, cut)), pick(Arrays.copyOfRange(order, cut, order.length)));
  }

  /// Columns of numbers as float32 `[rows, columns]`.
  ///
  /// @throws IllegalArgumentException if one holds words or has an absent value
  public Tensor toTensor(String... names) {
    float[] values = new float[rows() * names.length];
    for (int c = 0; c < names.length; c++) {
      double[] column = numbers(names[c]);
      for (int row = 0; row < column.length; row++) {
        if (Double.isNaN(column[row])) {
          throw Refusal.of(
              "table",
              "a value in each row of column '" + names[c] + "'",
              "none in row " + row,
              "absent values; fix: fill them first (TableEncoder does)");
        }
        values[row * names.length + c] = (float) column[row];
      }
    }
    return Tensor.of(values, rows(), names.length);
  }

  /// A column of words as int32 `[rows]`: the position of each word in `classes`.
  ///
  /// @throws IllegalArgumentException if a word is absent or not among them
  public Tensor toClasses(String name, List<String> classes) {
    List<String> values = words(name);
    int[] numbers = new int[values.size()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = classes.indexOf(values.get(row));
      if (numbers[row] < 0) {
        throw Refusal.of(
            "table",
            "one of the classes " + classes + " in each row of column '" + name + "'",
            "'" + values.get(row) + "' in row " + row,
            "a class forgotten, or another spelling; fix: add it to the list of classes");
      }
    }
    return Tensor.of(numbers, numbers.length);
  }
}
