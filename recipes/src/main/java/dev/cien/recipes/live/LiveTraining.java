package dev.cien.recipes.live;

import dev.cien.recipes.Settings;
import dev.cien.tensor.Tensor;
import java.util.Map;

/// A training that somebody watches. It is used by one thread at a time; what it gives to show are
/// records of numbers, lists and words.
public interface LiveTraining {
  /// What it was begun with, and what was changed since.
  Settings settings();

  /// Trains a little: some milliseconds.
  void train();

  /// How often [#train] was called.
  long step();

  /// Whether there is nothing more to train.
  boolean isFinished();

  /// What is shown and does not change with training.
  Object still();

  /// What is shown now.
  Object frame();

  /// Answers a question about what is trained.
  ///
  /// @throws dev.cien.recipes.InputException if it cannot be answered
  Object ask(Map<String, String> question);

  /// Changes a setting while it trains.
  ///
  /// @throws dev.cien.recipes.InputException if this one is fixed when training begins
  void tune(String key, String value);

  /// Everything that another one with the same settings needs to go on.
  Map<String, Tensor> state();

  /// Goes on from a state.
  void restore(Map<String, Tensor> state);
}
