package dev.cien.zoo;

import dev.cien.nn.Layer;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A model that is a chain of named stages, each on the result of the one before.
public interface Staged extends Layer {
  /// One link of the chain.
  ///
  /// @param name how people call it, such as `conv1` or `relu`
  /// @param layer what it does
  record Stage(String name, Layer layer) {}

  /// What a stage gave.
  ///
  /// @param stage the stage
  /// @param output its result
  record Trace(Stage stage, Tensor output) {}

  /// The stages in order.
  List<Stage> stages();

  @Override
  default Tensor forward(Tensor x) {
    Tensor y = x;
    for (Stage stage : stages()) {
      y = stage.layer().forward(y);
    }
    return y;
  }

  /// The result of every stage on the way, for those who want to look inside.
  default List<Trace> trace(Tensor x) {
    List<Trace> traces = new ArrayList<>();
    Tensor y = x;
    for (Stage stage : stages()) {
      y = stage.layer().forward(y);
      traces.add(new Trace(stage, y));
    }
    return traces;
  }

  /// A stage.
  static Stage stage(String name, Layer layer) {
    return new Stage(name, layer);
  }
}
