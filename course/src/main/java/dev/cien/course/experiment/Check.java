package dev.cien.course.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Predictions compared with a run.
///
/// @param results one a question
public record Check(List<Result> results) {
  /// Copies the list.
  public Check {
    results = List.copyOf(results);
  }

  /// A prediction and what came.
  ///
  /// @param question which question
  /// @param predicted what was predicted
  /// @param right whether it came true
  /// @param answers what came true: a number, or keys of choices
  public record Result(String question, String predicted, boolean right, List<String> answers) {
    /// Copies the list.
    public Result {
      answers = List.copyOf(answers);
    }
  }

  /// How many predictions came true.
  public int right() {
    return (int) results.stream().filter(Result::right).count();
  }

  /// Compares.
  ///
  /// @param predictions by question: a number with a point or a comma, or the key of a choice
  /// @throws ExperimentException if a prediction is missing or is none of the choices
  public static Check of(
      CourseExperiment experiment, Map<String, String> predictions, Map<String, Double> figures) {
    requireAll(experiment, predictions);
    List<Result> results = new ArrayList<>();
    for (Question question : experiment.questions()) {
      String predicted = predictions.get(question.id());
      List<String> answers = question.answers(figures);
      boolean right =
          question instanceof Question.Amount amount
              ? close(amount, predicted, figures.get(amount.figure()))
              : answers.contains(predicted);
      results.add(new Result(question.id(), predicted, right, answers));
    }
    return new Check(results);
  }

  /// Makes sure that all is predicted before anything is run.
  ///
  /// @throws ExperimentException if a prediction is missing or is none of the choices
  public static void requireAll(CourseExperiment experiment, Map<String, String> predictions) {
    for (Question question : experiment.questions()) {
      String predicted = predictions.getOrDefault(question.id(), "");
      boolean known =
          switch (question) {
            case Question.Amount _ -> number(predicted).isPresent();
            case Question.Between between ->
                between.bands().stream().anyMatch(band -> band.id().equals(predicted));
            case Question.Which which ->
                which.choices().stream().anyMatch(choice -> choice.figure().equals(predicted));
          };
      if (!known) {
        boolean amount = question instanceof Question.Amount;
        String found = predicted.length() > 40 ? predicted.substring(0, 40) + "…" : predicted;
        throw new ExperimentException(
            question.id()
                + ": expected "
                + (amount ? "a number such as 0.5" : "one of the choices")
                + " before the run, found '"
                + found
                + "'.",
            question.id()
                + ": se esperaba "
                + (amount ? "un número como 0,5" : "una de las opciones")
                + " antes de ejecutar, se encontró '"
                + found
                + "'.");
      }
    }
  }

  private static boolean close(Question.Amount amount, String predicted, double value) {
    return Math.abs(number(predicted).orElseThrow() - value) <= amount.tolerance();
  }

  /// A number as people write it: `0.5`, `0,5`, `1e-3`, `-2`.
  private static OptionalDouble number(String text) {
    String clean = text.strip().replace(',', '.').replace('−', '-');
    if (!clean.matches("[+-]?(\\d{1,15}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][+-]?\\d{1,3})?")) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(clean);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
