package dev.cien.course.experiment;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.zoo.Mlp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A fully connected network that is built and counted. Figures: `parameters`, `layer.1`,
/// `layer.2`, … with their biases, `neurons` without the inputs.
///
/// @param sizes of the layers, the inputs first
public record NetworkRun(List<Integer> sizes) implements Run {
  /// The most numbers in a layer.
  public static final int WIDEST = 4096;

  /// Copies the list.
  public NetworkRun {
    sizes = List.copyOf(sizes);
  }

  @Override
  public Measured measure() {
    Mlp model =
        Mlp.of(
            Mlp.Activation.RELU, Rng.of(1), sizes.stream().mapToInt(Integer::intValue).toArray());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("parameters", (double) Params.of(model).count());
    for (int i = 0; i < model.layers().size(); i++) {
      figures.put("layer." + (i + 1), (double) Params.of(model.layers().get(i)).count());
    }
    figures.put(
        "neurons", sizes.subList(1, sizes.size()).stream().mapToDouble(Integer::doubleValue).sum());
    return Measured.of(figures);
  }
}
