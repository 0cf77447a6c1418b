package dev.cien.recipes.live;

import dev.cien.nn.Params;
import dev.cien.optim.Optimizer;
import dev.cien.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// A network with what moves it, under a name: what a state is made of.
///
/// @param name before all names of its tensors
/// @param model the network
/// @param optimizer what moves it
public record LiveNetwork(String name, Object model, Optimizer optimizer) {
  /// Adds its parameters and what its optimizer remembers to a state.
  public void save(Map<String, Tensor> state) {
    Params.of(model).values().forEach((key, value) -> state.put(name + "/model/" + key, value));
    optimizer.state().forEach((key, value) -> state.put(name + "/optimizer/" + key, value));
  }

  /// Takes its part of a state over.
  public void load(Map<String, Tensor> state) {
    Params.of(model).load(part(state, name + "/model/"));
    optimizer.restore(part(state, name + "/optimizer/"));
  }

  private static Map<String, Tensor> part(Map<String, Tensor> state, String begin) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    state.forEach(
        (key, value) -> {
          if (key.startsWith(begin)) {
            part.put(key.substring(begin.length()), value);
          }
        });
    return part;
  }
}
