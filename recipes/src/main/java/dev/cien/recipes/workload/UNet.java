package dev.cien.recipes.workload;

import dev.cien.nn.BatchNorm;
import dev.cien.nn.Conv2d;
import dev.cien.nn.ConvTranspose2d;
import dev.cien.nn.GroupNorm;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.List;

/// The network of a diffusion model (Ho et al. 2020, arXiv:2006.11239) in small: down once, in the
/// middle, up again with what was before on the side, told the time; mean squared error of the
/// noise, Adam, 32 pictures of 28×28, 32 maps and 64 below.
final class UNet implements Workload {
  private enum Norm {
    GROUP,
    BATCH
  }

  private static final int KERNEL = 3;

  /// The noise in a picture at a time.
  record Model(
      Conv2d in,
      Conv2d before,
      Conv2d down,
      Conv2d below,
      Conv2d middle,
      ConvTranspose2d up,
      Conv2d after,
      Conv2d out,
      Linear time,
      List<Layer> norms) {
    static Model of(int width, int time, List<Layer> norms, Rng rng) {
      int wide = 2 * width;
      return new Model(
          conv(1, width, 1, rng),
          conv(width, width, 1, rng),
          conv(width, wide, 2, rng),
          conv(wide, wide, 1, rng),
          conv(wide, wide, 1, rng),
          ConvTranspose2d.of(wide, width, 2, Window.stride(2), rng),
          conv(wide, width, 1, rng),
          conv(width, 1, 1, rng),
          Linear.of(time, wide, rng),
          norms);
    }

    private static Conv2d conv(int in, int out, int stride, Rng rng) {
      return Conv2d.of(in, out, KERNEL, Window.stride(stride).withPadding(1), rng);
    }

    Tensor forward(Tensor picture, Tensor features) {
      Tensor side = norms.get(0).forward(before.forward(in.forward(picture))).silu();
      Tensor told = time.forward(features).unsqueeze(-1).unsqueeze(-1);
      Tensor h = norms.get(1).forward(below.forward(down.forward(side))).add(told).silu();
      h = up.forward(norms.get(2).forward(middle.forward(h)).silu());
      h = norms.get(3).forward(after.forward(Tensor.concat(1, h, side))).silu();
      return out.forward(h);
    }
  }

  @Override
  public String name() {
    return "unet";
  }

  @Override
  public Text title() {
    return new Text("the network of a diffusion model", "la red de un modelo de difusión");
  }

  @Override
  public List<Setting> settings() {
    return Made.settings(
        Updates.ADAM,
        1e-3,
        Setting.batch(32),
        Made.size("size", 28, "pixels a side, an even number", "píxeles por lado, un número par"),
        Made.size("width", 32, "maps; twice as many below", "mapas; abajo el doble"),
        Made.choice("norm", Norm.class, "the normalisation", "la normalización"),
        Made.size("groups", 8, "groups of maps in it", "grupos de mapas en ella"),
        Made.size("time", 32, "numbers that tell the time", "números que dicen el tiempo"));
  }

  @Override
  public List<String> growing() {
    return List.of("batch", "width", "size");
  }

  @Override
  public double flops(Settings settings) {
    double batch = settings.whole("batch");
    double width = settings.whole("width");
    double rows = batch * settings.whole("size") * settings.whole("size");
    double below = rows / 4;
    double patch = KERNEL * KERNEL;
    return Made.firstProduct(rows, patch, width)
        + Made.product(rows, patch * width, width)
        + Made.product(below, patch * width, 2 * width)
        + 2 * Made.product(below, patch * 2 * width, 2 * width)
        + Made.product(below, 2 * width, 4 * width)
        + Made.product(rows, patch * 2 * width, width)
        + Made.product(rows, patch * width, 1)
        + Made.firstProduct(batch, settings.whole("time"), 2 * width);
  }

  @Override
  public Task prepare(Settings settings) {
    Rng rng = Rng.of(0);
    int batch = settings.whole("batch");
    int size = settings.whole("size");
    int width = settings.whole("width");
    if (size % 2 != 0) {
      throw new IllegalArgumentException("expected an even size, found " + size);
    }
    List<Layer> norms =
        List.of(
            norm(settings, width),
            norm(settings, 2 * width),
            norm(settings, 2 * width),
            norm(settings, width));
    Model model = Model.of(width, settings.whole("time"), norms, rng);
    return Task.of(
        model,
        Updates.rule(settings),
        batch,
        in -> Losses.mse().cost(model.forward(in[0], in[1]), in[2]),
        Made.normal(rng, batch, 1, size, size),
        Made.normal(rng, batch, settings.whole("time")),
        Made.normal(rng, batch, 1, size, size));
  }

  private static Layer norm(Settings settings, int channels) {
    return switch (Made.chosen(settings, "norm", Norm.class)) {
      case GROUP -> GroupNorm.of(settings.whole("groups"), channels);
      case BATCH -> BatchNorm.of(channels);
    };
  }
}
