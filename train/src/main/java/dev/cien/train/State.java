package dev.cien.train;

import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// All that decides how a run goes on, as immutable tensors and numbers: what a checkpoint holds.
///
/// @param tensors by part (`model`, `optimizer`, `averages`) and name
/// @param trainer the position and what schedules remember
record State(Map<String, Map<String, Tensor>> tensors, Map<String, Object> trainer) {
  static State of(Plan plan, Position position) {
    Map<String, Map<String, Tensor>> tensors = new LinkedHashMap<>();
    tensors.put("model", plan.model().values());
    tensors.put("optimizer", plan.optimizer().state());
    plan.ema().ifPresent(ema -> tensors.put("averages", ema.state()));
    Map<String, Object> trainer = new LinkedHashMap<>();
    trainer.put("position", position.fields());
    plan.plateau().ifPresent(plateau -> trainer.put("plateau", plateau.state()));
    return new State(tensors, trainer);
  }

  @SuppressWarnings("unchecked")
  void restore(Plan plan, Position position) {
    try {
      plan.model().load(part("model"));
      plan.optimizer().restore(part("optimizer"));
      plan.ema().ifPresent(ema -> ema.restore(part("averages")));
    } catch (IllegalArgumentException | dev.cien.tensor.TensorException e) {
      throw new TrainException(
          "train: the checkpoint does not fit: "
              + e.getMessage()
              + " Fix: resume with the model and optimizer that the run was started with.",
          e);
    }
    position.restore((Map<String, Object>) trainer.get("position"));
    plan.plateau().ifPresent(plateau -> plateau.restore(Position.doubles(trainer.get("plateau"))));
  }

  private Map<String, Tensor> part(String name) {
    Map<String, Tensor> part = tensors.get(name);
    if (part == null) {
      throw new IllegalArgumentException("it has no " + name + ", only " + tensors.keySet() + ".");
    }
    return part;
  }
}
