package dev.cien.course.experiment;

import dev.cien.recipes.Text;
import java.util.List;
import java.util.Map;

/// What is asked before a run. Its answer is in the numbers of the run and nowhere else.
public sealed interface Question {
  /// Its name within the experiment.
  String id();

  /// The question.
  Text ask();

  /// What one would answer, given the run: the number, or the key of the choice.
  List<String> answers(Map<String, Double> figures);

  /// Which number?
  ///
  /// @param figure the figure asked for
  /// @param tolerance how far a prediction may lie away
  record Amount(String id, Text ask, String figure, double tolerance) implements Question {
    @Override
    public List<String> answers(Map<String, Double> figures) {
      return List.of(Double.toString(figures.get(figure)));
    }
  }

  /// In which of these bands?
  ///
  /// @param figure the figure asked for
  /// @param bands side by side, rising
  record Between(String id, Text ask, String figure, List<Band> bands) implements Question {
    /// Copies the list.
    public Between {
      bands = List.copyOf(bands);
    }

    @Override
    public List<String> answers(Map<String, Double> figures) {
      double value = figures.get(figure);
      return bands.stream()
          .filter(band -> value >= band.from() && value < band.to())
          .map(Band::id)
          .toList();
    }
  }

  /// A band.
  ///
  /// @param id its key
  /// @param text what is shown
  /// @param from the least value in it
  /// @param to the least value above it
  record Band(String id, Text text, double from, double to) {}

  /// Which of these is the largest, or the smallest?
  ///
  /// @param largest whether the largest is asked for
  /// @param tie up to which difference from it another one is right, too
  /// @param choices whose figures are compared
  record Which(String id, Text ask, boolean largest, double tie, List<Choice> choices)
      implements Question {
    /// Copies the list.
    public Which {
      choices = List.copyOf(choices);
    }

    @Override
    public List<String> answers(Map<String, Double> figures) {
      double sign = largest ? 1 : -1;
      double best =
          choices.stream()
              .mapToDouble(choice -> sign * figures.get(choice.figure()))
              .max()
              .orElseThrow();
      return choices.stream()
          .filter(choice -> sign * figures.get(choice.figure()) >= best - tie)
          .map(Choice::figure)
          .toList();
    }
  }

  /// A choice.
  ///
  /// @param figure its figure, which is its key
  /// @param text what is shown
  record Choice(String figure, Text text) {}
}
