package dev.cien.recipes.workload;

import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.Mlp;
import java.util.Arrays;
import java.util.List;

/// A network so small that calls cost more than arithmetic: 2-8-8-1 with tanh, mean squared error,
/// plain gradient descent, ten rows.
final class Tiny implements Workload {
  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public Text title() {
    return new Text(
        "a tiny perceptron: calls cost more than arithmetic",
        "un perceptrón diminuto: las llamadas cuestan más que el cálculo");
  }

  @Override
  public List<Setting> settings() {
    return Made.settings(
        Updates.SGD,
        0.03,
        Setting.batch(10),
        Made.size("inputs", 2, "numbers a row", "números por fila"),
        Made.size("width", 8, "neurons a hidden layer", "neuronas por capa oculta"),
        Made.size("depth", 2, "hidden layers", "capas ocultas"));
  }

  @Override
  public List<String> growing() {
    return List.of("batch", "width", "depth");
  }

  @Override
  public double flops(Settings settings) {
    double batch = settings.whole("batch");
    double width = settings.whole("width");
    return Made.firstProduct(batch, settings.whole("inputs"), width)
        + (settings.whole("depth") - 1) * Made.product(batch, width, width)
        + Made.product(batch, width, 1);
  }

  @Override
  public Task prepare(Settings settings) {
    Rng rng = Rng.of(0);
    int batch = settings.whole("batch");
    int[] sizes = new int[settings.whole("depth") + 2];
    Arrays.fill(sizes, settings.whole("width"));
    sizes[0] = settings.whole("inputs");
    sizes[sizes.length - 1] = 1;
    Mlp model = Mlp.of(Mlp.Activation.TANH, rng, sizes);
    return Task.of(
        model,
        Updates.rule(settings),
        batch,
        in -> Losses.mse().cost(model.forward(in[0]), in[1]),
        Made.normal(rng, batch, sizes[0]),
        Made.normal(rng, batch, 1));
  }
}
