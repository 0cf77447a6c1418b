package dev.cien.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What happens while training, in order: the one stream that the terminal, files, TensorBoard and
/// tests read.
///
/// `Started (Stepped* [Evaluated] EpochEnded Saved?)* [Stopped] Finished`, with `Saved` after any
/// step and `Warned` anywhere. Epochs and steps count from 1; `step` is the number of updates done
/// since the run began.
public sealed interface TrainEvent {
  /// Training begins, or goes on.
  ///
  /// @param epochs how many it has in all
  /// @param stepsPerEpoch updates an epoch
  /// @param samples samples an epoch
  /// @param parameters numbers that are trained
  /// @param step updates done before: 0 unless resumed
  /// @param folder the run folder, if there is one
  record Started(
      int epochs, int stepsPerEpoch, int samples, long parameters, long step, Optional<Path> folder)
      implements TrainEvent {}

  /// Where training stands; told a few times a second and at the last step of an epoch.
  ///
  /// @param epoch the current epoch
  /// @param step updates done
  /// @param stepInEpoch updates done in this epoch
  /// @param measures `loss` and others of this step
  /// @param rate the learning rate of the next update
  /// @param samplesPerSecond since the last such event
  /// @param secondsLeft estimated until the last epoch ends
  record Stepped(
      int epoch,
      long step,
      int stepInEpoch,
      Map<String, Double> measures,
      double rate,
      double samplesPerSecond,
      double secondsLeft)
      implements TrainEvent {}

  /// The validation data was looked at.
  record Evaluated(int epoch, long step, Map<String, Double> metrics) implements TrainEvent {}

  /// An epoch is over.
  ///
  /// @param epoch its number
  /// @param step updates done
  /// @param training means over the epoch
  /// @param validation what [Evaluated] told; empty without validation
  /// @param best whether the watched number was never better
  /// @param seconds spent on training in all, evaluation included
  record EpochEnded(
      int epoch,
      long step,
      Map<String, Double> training,
      Map<String, Double> validation,
      boolean best,
      double seconds)
      implements TrainEvent {}

  /// A checkpoint was written.
  record Saved(long step, Path checkpoint) implements TrainEvent {}

  /// Something is not as it should be, but training goes on.
  ///
  /// @param about what, for programs
  /// @param message what, in words
  record Warned(Warning about, String message) implements TrainEvent {}

  /// Training ends before its last epoch.
  record Stopped(long step, Reason reason) implements TrainEvent {}

  /// The end; always the last event, except after an exception.
  ///
  /// @param step updates done
  /// @param metrics of the last epoch: validation if there is some, else training
  /// @param seconds spent on training in all
  record Finished(long step, Map<String, Double> metrics, double seconds) implements TrainEvent {}

  /// What is not as it should be.
  enum Warning {
    /// A checkpoint cannot be read; the one before it is tried.
    DAMAGED_CHECKPOINT,
    /// The run ended before its first checkpoint, and starts from the beginning.
    NO_CHECKPOINT
  }

  /// Why training ended early.
  enum Reason {
    /// Somebody asked for it.
    REQUESTED,
    /// The watched number did not get better for as many epochs as were allowed.
    NO_IMPROVEMENT
  }

  /// This event on one line of JSON: `{"event":"step","epoch":1,…}`. Numbers that are not finite
  /// become `null`.
  default String toJson() {
    return JsonMapper.shared().writeValueAsString(fields());
  }

  /// This event as names and values, `event` first.
  default Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (this) {
      case Started e -> {
        fields.put("event", "started");
        fields.put("epochs", e.epochs);
        fields.put("stepsPerEpoch", e.stepsPerEpoch);
        fields.put("samples", e.samples);
        fields.put("parameters", e.parameters);
        fields.put("step", e.step);
        e.folder.ifPresent(path -> fields.put("run", path.toString()));
      }
      case Stepped e -> {
        fields.put("event", "step");
        fields.put("epoch", e.epoch);
        fields.put("step", e.step);
        fields.put("stepInEpoch", e.stepInEpoch);
        fields.putAll(finite(e.measures));
        fields.put("rate", e.rate);
        fields.put("samplesPerSecond", finite(e.samplesPerSecond));
        fields.put("secondsLeft", finite(e.secondsLeft));
      }
      case Evaluated e -> {
        fields.put("event", "evaluated");
        fields.put("epoch", e.epoch);
        fields.put("step", e.step);
        fields.put("metrics", finite(e.metrics));
      }
      case EpochEnded e -> {
        fields.put("event", "epoch");
        fields.put("epoch", e.epoch);
        fields.put("step", e.step);
        fields.put("training", finite(e.training));
        fields.put("validation", finite(e.validation));
        fields.put("best", e.best);
        fields.put("seconds", e.seconds);
      }
      case Saved e -> {
        fields.put("event", "saved");
        fields.put("step", e.step);
        fields.put("checkpoint", e.checkpoint.toString());
      }
      case Warned e -> {
        fields.put("event", "warning");
        fields.put("about", e.about.name().toLowerCase(Locale.ROOT));
        fields.put("message", e.message);
      }
      case Stopped e -> {
        fields.put("event", "stopped");
        fields.put("step", e.step);
        fields.put("reason", e.reason.name().toLowerCase(Locale.ROOT));
      }
      case Finished e -> {
        fields.put("event", "finished");
        fields.put("step", e.step);
        fields.put("metrics", finite(e.metrics));
        fields.put("seconds", e.seconds);
      }
    }
    return fields;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Map<String, Double> finite(Map<String, Double> values) {
    Map<String, Double> result = new LinkedHashMap<>();
    values.forEach((name, value) -> result.put(name, finite(value)));
    return result;
  }
}
