package dev.cien.course.small;

import dev.cien.optim.UpdateRule;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Trains a small network by any rule of `optim`, one batch a step.
///
/// ```java
/// var practice = new Practice(network, SGD.of(0.1));
/// double cost = practice.step(samples);
/// SmallNetwork trained = practice.network();
/// ```
public final class Practice {
  private final SmallNetwork start;
  private final int layers;
  private final Descent descent;

  /// Training that begins at the network's parameters.
  public Practice(SmallNetwork network, UpdateRule rule) {
    this.start = network;
    this.layers = network.layers().size();
    List<Tensor> parameters = new ArrayList<>(network.weights());
    parameters.addAll(network.biases());
    this.descent =
        new Descent(
            (now, data) ->
                Forward.losses(
                        network,
                        now.subList(0, layers),
                        now.subList(layers, 2 * layers),
                        data.get(0),
                        data.get(1))
                    .mean(),
            rule,
            parameters);
  }

  /// Takes one step against the mean gradient of the samples; gives their cost before it.
  public double step(List<Sample> samples) {
    return step(Doubles.inputs(samples), Doubles.targets(samples));
  }

  /// Takes one step on inputs `[N, inputs]` and targets `[N, outputs]`; gives their cost before it.
  public double step(Tensor inputs, Tensor targets) {
    return descent.step(inputs, targets);
  }

  /// The network with the parameters that it has now.
  ///
  /// @throws IllegalArgumentException if one of them has grown without end
  public SmallNetwork network() {
    List<Tensor> now = descent.parameters();
    List<Weights> trained = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      trained.add(new Weights(Doubles.rows(now.get(i)), now.get(layers + i).toDoubles()));
    }
    return start.with(trained);
  }
}
