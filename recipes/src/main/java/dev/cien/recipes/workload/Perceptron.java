package dev.cien.recipes.workload;

import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.zoo.Mlp;
import java.util.List;

/// A perceptron for pictures of digits: 784-512-256-10 with ReLU, cross-entropy, Adam, batches of
/// 64. Each hidden layer has half the neurons of the one before.
final class Perceptron implements Workload {
  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public Text title() {
    return new Text("a perceptron for pictures", "un perceptrón para imágenes");
  }

  @Override
  public List<Setting> settings() {
    return Made.settings(
        Updates.ADAM,
        1e-3,
        Setting.batch(64),
        Made.size("inputs", 784, "numbers a row", "números por fila"),
        Made.size(
            "width",
            512,
            "neurons of the first hidden layer; each next has half",
            "neuronas de la primera capa oculta; cada siguiente tiene la mitad"),
        Made.size("depth", 2, "hidden layers", "capas ocultas"),
        Made.size("classes", 10, "classes", "clases"));
  }

  @Override
  public List<String> growing() {
    return List.of("batch", "width", "depth");
  }

  @Override
  public double flops(Settings settings) {
    double batch = settings.whole("batch");
    int[] sizes = sizes(settings);
    double sum = Made.firstProduct(batch, sizes[0], sizes[1]);
    for (int i = 1; i < sizes.length - 1; i++) {
      sum += Made.product(batch, sizes[i], sizes[i + 1]);
    }
    return sum;
  }

  @Override
  public Task prepare(Settings settings) {
    Rng rng = Rng.of(0);
    int batch = settings.whole("batch");
    int[] sizes = sizes(settings);
    Mlp model = Mlp.of(Mlp.Activation.RELU, rng, sizes);
    return Task.of(
        model,
        Updates.rule(settings),
        batch,
        in -> Losses.crossEntropy().cost(model.forward(in[0]), in[1]),
        Made.normal(rng, batch, sizes[0]),
        Made.numbers(rng, settings.whole("classes"), batch));
  }

  private static int[] sizes(Settings settings) {
    int[] sizes = new int[settings.whole("depth") + 2];
    sizes[0] = settings.whole("inputs");
    for (int i = 1; i < sizes.length - 1; i++) {
      sizes[i] = Math.max(1, settings.whole("width") >> (i - 1));
    }
    sizes[sizes.length - 1] = settings.whole("classes");
    return sizes;
  }
}
