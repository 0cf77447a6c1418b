package dev.cien.train;

import dev.cien.data.Dataset;
import dev.cien.nn.metric.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a training left: the model is trained in place, this says how it went.
///
/// @param epochs epochs done
/// @param steps updates done
/// @param stopped whether somebody asked to stop before the end; [Trainer#resume] goes on
/// @param metrics of the last epoch: validation if there is some, else training
/// @param history one entry an epoch, as [TrainEvent.EpochEnded#fields] names it
/// @param bestEpoch the epoch whose watched number was best, 0 before the first
/// @param seconds spent on training
/// @param folder the run folder, if there is one
/// @param evaluator measures the model
public record TrainRun(
    int epochs,
    long steps,
    boolean stopped,
    Map<String, Double> metrics,
    List<Map<String, Object>> history,
    int bestEpoch,
    double seconds,
    Optional<Path> folder,
    Evaluation evaluator) {
  /// Measures the trained model.
  @FunctionalInterface
  public interface Evaluation {
    /// The mean cost as `loss`, and the metrics by name.
    Map<String, Double> of(Dataset data, List<Metric<?>> metrics);
  }

  /// The mean cost of the model on data as `loss`, and the metrics by name.
  public Map<String, Double> evaluate(Dataset data, Metric<?>... metrics) {
    return evaluator.of(data, List.of(metrics));
  }
}
