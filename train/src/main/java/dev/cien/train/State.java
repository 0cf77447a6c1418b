package dev.cien.train;

import dev.cien.optim.Plateau;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All that decides how a run goes on, as immutable tensors and numbers: what a checkpoint holds.
///
/// @param tensors by part (`model`, `optimizer`, `optimizer.discriminator`, `averages`) and name
/// @param trainer the position and what schedules remember
record State(Map<String, Map<String, Tensor>> tensors, Map<String, Object> trainer) {
  /// Something with tensors that decide how a run goes on.
  ///
  /// @param name what its file is called
  /// @param values reads them
  /// @param restore takes them back
  record Part(
      String name, Supplier<Map<String, Tensor>> values, Consumer<Map<String, Tensor>> restore) {}

  static State of(Plan plan, Position position) {
    Map<String, Map<String, Tensor>> tensors = new LinkedHashMap<>();
    plan.parts().forEach(part -> tensors.put(part.name(), part.values().get()));
    Map<String, Object> trainer = new LinkedHashMap<>();
    trainer.put("position", position.fields());
    trainer.put("plateaus", plan.optimizers().plateaus().stream().map(Plateau::state).toList());
    return new State(tensors, trainer);
  }

  @SuppressWarnings("unchecked")
  void restore(Plan plan, Position position) {
    List<Plateau> plateaus = plan.optimizers().plateaus();
    List<Object> listened = (List<Object>) trainer.get("plateaus");
    try {
      List<String> expected = plan.parts().stream().map(Part::name).toList();
      if (!tensors.keySet().equals(Set.copyOf(expected))) {
        throw new IllegalArgumentException(
            "expected the parts " + expected + ", found " + tensors.keySet() + ".");
      }
      if (listened.size() != plateaus.size()) {
        throw new IllegalArgumentException(
            "expected "
                + plateaus.size()
                + " schedules that listen, found "
                + listened.size()
                + ".");
      }
      plan.parts().forEach(part -> part.restore().accept(tensors.get(part.name())));
    } catch (IllegalArgumentException | TensorException e) {
      throw new TrainException(
          "train: the checkpoint does not fit: "
              + e.getMessage()
              + " Fix: resume with the model and optimizers that the run was started with.",
          e);
    }
    position.restore((Map<String, Object>) trainer.get("position"));
    for (int i = 0; i < plateaus.size(); i++) {
      plateaus.get(i).restore(Position.doubles(listened.get(i)));
    }
  }
}
