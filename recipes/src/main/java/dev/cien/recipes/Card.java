package dev.cien.recipes;

import java.util.List;

/// What people want to know about a recipe before they run it.
///
/// @param name what to type, such as `digits`
/// @param title one line
/// @param teaches what one learns from running it
/// @param rows the rows of the checklist that it makes true, such as `A1.1`
/// @param metric the figure that decides, one of those that its evaluation gives
/// @param higherIsBetter whether a larger figure is a better one
/// @param floor the value that every run with the defaults must reach
/// @param seconds how long a run takes on two cores, roughly
/// @param source where model and data come from
public record Card(
    String name,
    Text title,
    Text teaches,
    List<String> rows,
    String metric,
    boolean higherIsBetter,
    double floor,
    int seconds,
    String source) {
  /// Copies the list.
  public Card {
    rows = List.copyOf(rows);
  }

  /// Whether a figure is good enough.
  public boolean passes(double value) {
    return passes(value, floor);
  }

  /// Whether a figure is good enough for another floor than the usual one.
  public boolean passes(double value, double otherFloor) {
    return higherIsBetter ? value >= otherFloor : value <= otherFloor;
  }
}
