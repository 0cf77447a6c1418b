package dev.cien.course.experiment;

import dev.cien.recipes.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An experiment: what will be run, what is asked before, what helps, and what is said after.
///
/// @param id its name, as in its file's name
/// @param day the day it belongs to, 1 to 100
/// @param title one line
/// @param setup what will be run
/// @param runs by name; their figures are called `NAME.FIGURE`
/// @param questions what is asked before
/// @param hints three, from a nudge to nearly the answer
/// @param show the figures that are shown after, by what they are called
/// @param after why it came out so
/// @param lab where it can be tried by hand, such as `/lab/patio#…`; empty if nowhere
public record CourseExperiment(
    String id,
    int day,
    Text title,
    Text setup,
    Map<String, Run> runs,
    List<Question> questions,
    List<Text> hints,
    Map<String, Text> show,
    Text after,
    String lab) {
  /// Copies the collections, in their order.
  public CourseExperiment {
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    questions = List.copyOf(questions);
    hints = List.copyOf(hints);
    show = Collections.unmodifiableMap(new LinkedHashMap<>(show));
  }

  /// Runs everything.
  public Measured measure() {
    Map<String, Double> figures = new LinkedHashMap<>();
    Map<String, double[]> curves = new LinkedHashMap<>();
    runs.forEach(
        (name, run) -> {
          Measured measured = run.measure();
          measured.figures().forEach((figure, value) -> figures.put(name + "." + figure, value));
          measured.curves().forEach((curve, values) -> curves.put(name + "." + curve, values));
        });
    return new Measured(figures, curves);
  }
}
