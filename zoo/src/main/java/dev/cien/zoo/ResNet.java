package dev.cien.zoo;

import dev.cien.nn.AdaptiveAvgPool;
import dev.cien.nn.BatchNorm;
import dev.cien.nn.Conv2d;
import dev.cien.nn.Flatten;
import dev.cien.nn.Layer;
import dev.cien.nn.Linear;
import dev.cien.nn.Sequential;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A residual network for small pictures: each block computes a change to its input instead of a
/// new picture, y = relu(F(x) + x), so that what a deep network need not change it can let through.
///
/// ```
/// x        [batch, colours, s, s]
/// conv1    3 × 3, norm, relu        [batch, w, s, s]
/// layer1   n blocks                 [batch, w, s, s]
/// layer2   n blocks, first halves   [batch, 2w, s/2, s/2]
/// layer3   n blocks, first halves   [batch, 4w, s/4, s/4]
/// mean     of each map              [batch, 4w]
/// fc       logits                   [batch, classes]
/// ```
///
/// A block is F(x) = norm(conv(relu(norm(conv(x))))) with 3 × 3 convolutions; the activation comes
/// after the sum. Where the shape changes, x passes a 1 × 1 convolution and a norm (the paper's
/// option B). The network has 6n + 2 layers; its parameters are named as torchvision's.
///
/// K. He, X. Zhang, S. Ren, J. Sun: Deep residual learning for image recognition, 2015,
/// [arXiv:1512.03385](https://arxiv.org/abs/1512.03385), section 4.2.
///
/// @param conv1 from the picture to w maps
/// @param bn1 its norm
/// @param layer1 blocks of w maps
/// @param layer2 blocks of 2w maps
/// @param layer3 blocks of 4w maps
/// @param fc from the means of the maps to one logit a class
public record ResNet(
    Conv2d conv1,
    BatchNorm bn1,
    List<Block> layer1,
    List<Block> layer2,
    List<Block> layer3,
    Linear fc)
    implements Staged {
  private static final int KERNEL = 3;

  /// relu(norm(conv(relu(norm(conv(x))))) + x).
  ///
  /// @param conv1 the first convolution, which halves the picture where the block does
  /// @param bn1 its norm
  /// @param conv2 the second convolution
  /// @param bn2 its norm
  /// @param downsample what x passes where the shape changes
  public record Block(
      Conv2d conv1, BatchNorm bn1, Conv2d conv2, BatchNorm bn2, Optional<Sequential> downsample)
      implements Layer {
    static Block of(int in, int out, int stride, Rng rng) {
      Optional<Sequential> shortcut =
          in == out && stride == 1
              ? Optional.empty()
              : Optional.of(
                  Sequential.of(
                      Conv2d.of(in, out, 1, Window.stride(stride), rng).withoutBias(),
                      BatchNorm.of(out)));
      return new Block(
          conv(in, out, stride, rng),
          BatchNorm.of(out),
          conv(out, out, 1, rng),
          BatchNorm.of(out),
          shortcut);
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor change = bn2.forward(conv2.forward(bn1.forward(conv1.forward(x)).relu()));
      return change.add(downsample.map(way -> way.forward(x)).orElse(x)).relu();
    }
  }

  /// Copies the lists.
  public ResNet {
    layer1 = List.copyOf(layer1);
    layer2 = List.copyOf(layer2);
    layer3 = List.copyOf(layer3);
  }

  /// A network of 6 · `blocks` + 2 layers: `of(3, 10, 16, 3, rng)` is the paper's ResNet-20.
  ///
  /// @param colours channels of a picture
  /// @param classes how many logits
  /// @param width w, maps of the first stage
  /// @param blocks n, blocks of each stage
  public static ResNet of(int colours, int classes, int width, int blocks, Rng rng) {
    return new ResNet(
        conv(colours, width, 1, rng),
        BatchNorm.of(width),
        stage(width, width, blocks, 1, rng),
        stage(width, 2 * width, blocks, 2, rng),
        stage(2 * width, 4 * width, blocks, 2, rng),
        Linear.of(4 * width, classes, rng));
  }

  private static Conv2d conv(int in, int out, int stride, Rng rng) {
    return Conv2d.of(in, out, KERNEL, Window.stride(stride).withPadding(1), rng).withoutBias();
  }

  private static List<Block> stage(int in, int out, int blocks, int stride, Rng rng) {
    List<Block> all = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      all.add(i == 0 ? Block.of(in, out, stride, rng) : Block.of(out, out, 1, rng));
    }
    return all;
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    stages.add(Staged.stage("conv1", conv1));
    stages.add(Staged.stage("bn1", bn1));
    stages.add(Staged.stage("relu", Tensor::relu));
    add(stages, "layer1", layer1);
    add(stages, "layer2", layer2);
    add(stages, "layer3", layer3);
    stages.add(Staged.stage("mean", AdaptiveAvgPool.of(1, 1)));
    stages.add(Staged.stage("flatten", Flatten.of()));
    stages.add(Staged.stage("fc", fc));
    return stages;
  }

  private static void add(List<Stage> stages, String name, List<Block> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      stages.add(Staged.stage(name + "." + i, blocks.get(i)));
    }
  }
}
