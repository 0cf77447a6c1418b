package dev.cien.cli;

import dev.cien.train.TrainEvent;
import java.util.function.Consumer;

/// Somebody who watches a training.
interface Display extends Consumer<TrainEvent>, AutoCloseable {
  /// Stops redrawing; may be called twice.
  @Override
  void close();
}
