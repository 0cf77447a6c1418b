package dev.cien.recipes.workload;

import dev.cien.nn.Conv2d;
import dev.cien.nn.Flatten;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.MaxPool;
import dev.cien.nn.ReLU;
import dev.cien.nn.Sequential;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.Setting;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import java.util.ArrayList;
import java.util.List;

/// The convolutional network of digits: 3×3 convolutions to 32 and 64 maps without padding, the
/// largest of each 2×2, 128 features, 10 classes; cross-entropy, Adam, 64 pictures of 28×28.
final class ConvolutionalNetwork implements Workload {
  private static final int KERNEL = 3;

  @Override
  public String name() {
    return "cnn";
  }

  @Override
  public Text title() {
    return new Text("a convolutional network for digits", "una red convolucional para dígitos");
  }

  @Override
  public List<Setting> settings() {
    return Made.settings(
        Updates.ADAM,
        1e-3,
        Setting.batch(64),
        Made.size("size", 28, "pixels a side", "píxeles por lado"),
        Made.size("channels", 1, "channels of a picture", "canales de una imagen"),
        Made.size(
            "width",
            32,
            "maps of the first convolution; later ones have twice as many",
            "mapas de la primera convolución; las siguientes tienen el doble"),
        Made.size("depth", 2, "convolutions", "convoluciones"),
        Made.size("features", 128, "features after the maps", "características tras los mapas"),
        Made.size("classes", 10, "classes", "clases"));
  }

  @Override
  public List<String> growing() {
    return List.of("batch", "width", "size");
  }

  @Override
  public double flops(Settings settings) {
    double batch = settings.whole("batch");
    double side = settings.whole("size");
    double sum = 0;
    int in = settings.whole("channels");
    for (int layer = 0; layer < settings.whole("depth"); layer++) {
      side -= KERNEL - 1;
      int out = maps(settings, layer);
      double rows = batch * side * side;
      double patch = in * KERNEL * KERNEL;
      sum += layer == 0 ? Made.firstProduct(rows, patch, out) : Made.product(rows, patch, out);
      in = out;
    }
    double flat = Math.floor(side / 2) * Math.floor(side / 2) * in;
    double features = settings.whole("features");
    return sum
        + Made.product(batch, flat, features)
        + Made.product(batch, features, settings.whole("classes"));
  }

  @Override
  public Task prepare(Settings settings) {
    Rng rng = Rng.of(0);
    int batch = settings.whole("batch");
    int depth = settings.whole("depth");
    int side = settings.whole("size") - depth * (KERNEL - 1);
    if (side < 2) {
      throw new IllegalArgumentException(
          "expected a size of "
              + (depth * (KERNEL - 1) + 2)
              + " or more for "
              + depth
              + " convolutions, found "
              + settings.whole("size"));
    }
    List<Layer> layers = new ArrayList<>();
    int maps = settings.whole("channels");
    for (int layer = 0; layer < depth; layer++) {
      layers.add(Conv2d.of(maps, maps(settings, layer), KERNEL, rng));
      layers.add(ReLU.of());
      maps = maps(settings, layer);
    }
    int features = settings.whole("features");
    layers.add(MaxPool.of2d(2));
    layers.add(Flatten.of());
    layers.add(Linear.of(maps * (side / 2) * (side / 2), features, rng));
    layers.add(ReLU.of());
    layers.add(Linear.of(features, settings.whole("classes"), rng));
    Sequential model = new Sequential(layers);
    return Task.of(
        model,
        Updates.rule(settings),
        batch,
        in -> Losses.crossEntropy().cost(model.forward(in[0]), in[1]),
        Made.normal(
            rng, batch, settings.whole("channels"), settings.whole("size"), settings.whole("size")),
        Made.numbers(rng, settings.whole("classes"), batch));
  }

  private static int maps(Settings settings, int layer) {
    return settings.whole("width") * (layer == 0 ? 1 : 2);
  }
}
