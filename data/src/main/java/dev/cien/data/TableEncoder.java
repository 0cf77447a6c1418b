package dev.cien.data;

import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns the columns of a table into numbers a network can take, by what it saw in the training
/// rows alone.
///
/// A column of numbers becomes one input, `(x − mean) / deviation`, an absent value becoming 0 (the
/// mean). A column of words becomes one input for each word that occurred in the training rows, 1
/// for the word that is there and 0 for the others ("one-hot"); absent and unknown words give zeros
/// only. All-absent columns of numbers give zeros.
///
/// ```java
/// Table.Parts houses = AmesHouses.load().table().split(0.8, 42);
/// TableEncoder encoder = TableEncoder.fit(houses.train().drop("Sale_Price"));
/// Tensor inputs = encoder.encode(houses.heldOut());
/// ```
public final class TableEncoder {
  /// What becomes of one column.
  private sealed interface Rule {
    String column();

    int width();
  }

  private record Scale(String column, double mean, double deviation) implements Rule {
    @Override
    public int width() {
      return 1;
    }
  }

  private record OneHot(String column, List<String> categories) implements Rule {
    @Override
    public int width() {
      return categories.size();
    }
  }

  private final List<Rule> rules;

  private TableEncoder(List<Rule> rules) {
    this.rules = rules;
  }

  /// Learns means, deviations and words from training rows; every column of `train` becomes inputs.
  ///
  /// @throws IllegalArgumentException if there are no rows
  public static TableEncoder fit(Table train) {
    if (train.rows() == 0) {
      throw Refusal.of(
          "table encoder",
          "at least one row to fit on",
          "none",
          "a selection that kept no row; fix: look at the table's rows() before");
    }
    List<Rule> rules = new ArrayList<>();
    for (Table.Column column : train.columns()) {
      rules.add(
          switch (column) {
            case Table.Numbers numbers -> scale(numbers);
            case Table.Words words -> new OneHot(words.name(), words.categories());
          });
    }
    return new TableEncoder(List.copyOf(rules));
  }

  private static Scale scale(Table.Numbers column) {
    double sum = 0;
    int count = 0;
    for (double value : column.values()) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double squares = 0;
    for (double value : column.values()) {
      if (!Double.isNaN(value)) {
        squares += (value - mean) * (value - mean);
      }
    }
    double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
    return new Scale(column.name(), mean, deviation == 0 ? 1 : deviation);
  }

  /// The names of the inputs: a column's own, or `column=word`.
  public List<String> inputNames() {
    List<String> names = new ArrayList<>();
    for (Rule rule : rules) {
      switch (rule) {
        case Scale scale -> names.add(scale.column());
        case OneHot oneHot ->
            oneHot.categories().forEach(word -> names.add(oneHot.column() + "=" + word));
      }
    }
    return names;
  }

  /// The rows of a table as float32 `[rows, inputs]`; columns that were not there when fitting are
  /// ignored.
  ///
  /// @throws IllegalArgumentException if a column is missing or changed between numbers and words
  public Tensor encode(Table table) {
    int width = rules.stream().mapToInt(Rule::width).sum();
    float[] values = new float[table.rows() * width];
    int offset = 0;
    for (Rule rule : rules) {
      switch (rule) {
        case Scale scale -> {
          double[] numbers = table.numbers(scale.column());
          for (int row = 0; row < numbers.length; row++) {
            double scaled = (numbers[row] - scale.mean()) / scale.deviation();
            values[row * width + offset] = Double.isNaN(scaled) ? 0 : (float) scaled;
          }
        }
        case OneHot oneHot -> {
          List<Optional<String>> words = table.wordsOf(oneHot.column()).values();
          for (int row = 0; row < words.size(); row++) {
            int category = words.get(row).map(oneHot.categories()::indexOf).orElse(-1);
            if (category >= 0) {
              values[row * width + offset + category] = 1;
            }
          }
        }
      }
      offset += rule.width();
    }
    return Tensor.of(values, table.rows(), width);
  }
}
