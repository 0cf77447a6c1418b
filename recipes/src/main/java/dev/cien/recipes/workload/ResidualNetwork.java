package dev.cien.recipes.workload;

import dev.cien.nn.AdaptiveAvgPool;
import dev.cien.nn.BatchNorm;
import dev.cien.nn.Conv2d;
import dev.cien.nn.Flatten;
import dev.cien.nn.GroupNorm;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.ReLU;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/// A residual network (He et al. 2015, arXiv:1512.03385): a 3×3 convolution to 64 maps, four blocks
/// of two convolutions with batch normalisation, the mean of each map, 10 classes; cross-entropy,
/// plain gradient descent, 32 colour pictures of 32×32.
final class ResidualNetwork implements Workload {
  private static final int KERNEL = 3;
  private static final int COLOURS = 3;
  private static final int GROUPS = 8;

  private enum Norm {
    BATCH,
    GROUP,
    NONE
  }

  /// y = relu(norm(conv(relu(norm(conv(x))))) + x).
  record Block(Conv2d first, Conv2d second, Layer firstNorm, Layer secondNorm) implements Layer {
    static Block of(int width, Norm norm, Rng rng) {
      Window same = Window.padding(1);
      return new Block(
          Conv2d.of(width, width, KERNEL, same, rng).withoutBias(),
          Conv2d.of(width, width, KERNEL, same, rng).withoutBias(),
          norm(norm, width),
          norm(norm, width));
    }

    private static Layer norm(Norm norm, int width) {
      return switch (norm) {
        case BATCH -> BatchNorm.of(width);
        case GROUP -> GroupNorm.of(GROUPS, width);
        case NONE -> Sequential.of();
      };
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor inner = firstNorm.forward(first.forward(x)).relu();
      return secondNorm.forward(second.forward(inner)).add(x).relu();
    }
  }

  @Override
  public String name() {
    return "resnet";
  }

  @Override
  public Text title() {
    return new Text("a residual network for colour pictures", "una red residual para fotos");
  }

  @Override
  public List<Setting> settings() {
    return Made.settings(
        Updates.SGD,
        0.1,
        Setting.batch(32),
        Made.size("size", 32, "pixels a side", "píxeles por lado"),
        Made.size("width", 64, "maps of every convolution", "mapas de cada convolución"),
        Setting.whole("blocks", 4, 0, "residual blocks", "bloques residuales"),
        Made.choice(
            "norm",
            Norm.class,
            "the normalisation after each convolution",
            "la normalización tras cada convolución"),
        Made.size("classes", 10, "classes", "clases"));
  }

  @Override
  public List<String> growing() {
    return List.of("batch", "width", "blocks", "size");
  }

  @Override
  public double flops(Settings settings) {
    double size = settings.whole("size");
    double rows = settings.whole("batch") * size * size;
    double width = settings.whole("width");
    double patch = KERNEL * KERNEL;
    return Made.firstProduct(rows, COLOURS * patch, width)
        + settings.whole("blocks") * 2 * Made.product(rows, width * patch, width)
        + Made.product(settings.whole("batch"), width, settings.whole("classes"));
  }

  @Override
  public Task prepare(Settings settings) {
    Rng rng = Rng.of(0);
    int batch = settings.whole("batch");
    int size = settings.whole("size");
    int width = settings.whole("width");
    List<Layer> layers = new ArrayList<>();
    layers.add(Conv2d.of(COLOURS, width, KERNEL, Window.padding(1), rng));
    layers.add(ReLU.of());
    for (int block = 0; block < settings.whole("blocks"); block++) {
      layers.add(Block.of(width, Made.chosen(settings, "norm", Norm.class), rng));
    }
    layers.add(AdaptiveAvgPool.of(1, 1));
    layers.add(Flatten.of());
    layers.add(Linear.of(width, settings.whole("classes"), rng));
    Sequential model = new Sequential(layers);
    return Task.of(
        model,
        Updates.rule(settings),
        batch,
        in -> Losses.crossEntropy().cost(model.forward(in[0]), in[1]),
        Made.normal(rng, batch, COLOURS, size, size),
        Made.numbers(rng, settings.whole("classes"), batch));
  }
}
