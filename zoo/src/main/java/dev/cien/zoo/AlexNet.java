package dev.cien.zoo;

import dev.cien.nn.Conv2d;
import dev.cien.nn.Dropout;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/// AlexNet, which won ImageNet in 2012: five convolutions, three of them followed by pooling, and
/// three fully connected layers.
///
/// ```
/// x        [batch, 3, 227, 227]
/// conv1    11 × 11, stride 4, relu, normalized   [batch, 96, 55, 55]
/// pool     largest of 3 × 3, stride 2            [batch, 96, 27, 27]
/// conv2    5 × 5, relu, normalized               [batch, 256, 27, 27]
/// pool                                           [batch, 256, 13, 13]
/// conv3    3 × 3, relu                           [batch, 384, 13, 13]
/// conv4    3 × 3, relu                           [batch, 384, 13, 13]
/// conv5    3 × 3, relu                           [batch, 256, 13, 13]
/// pool                                           [batch, 256, 6, 6]
/// fc6      relu, dropout                         [batch, 4096]
/// fc7      relu, dropout                         [batch, 4096]
/// fc8      logits                                [batch, 1000]
/// ```
///
/// The published network was spread over two graphics cards: conv2, conv4 and conv5 see only the
/// half of the maps that lay on their card (two groups). With them it has 60,965,224 parameters;
/// with one group, as it is often drawn, 62,378,344. [#published] is the former.
///
/// The normalization divides each map by what its neighbours say at the same place: y = x / (2 +
/// 10⁻⁴ · Σ x²)^¾ over five maps.
///
/// A. Krizhevsky, I. Sutskever, G. E. Hinton: ImageNet classification with deep convolutional
/// neural networks, 2012.
///
/// @param convolutions the five
/// @param dense the three
/// @param dropout the share of the features that training leaves out before fc7 and fc8
public record AlexNet(List<Conv2d> convolutions, List<Linear> dense, double dropout)
    implements Staged {
  private static final int NEIGHBOURS = 5;

  /// One layer of the published network.
  ///
  /// @param name as papers call it
  /// @param fanIn how many numbers one output is summed from
  /// @param outputs maps of a convolution, features of a dense layer
  /// @param groups parts that do not see each other
  public record Plan(String name, int fanIn, int outputs, int groups) {
    /// One weight for each input of an output, and a bias: outputs · (fanIn + 1).
    public long parameters() {
      return outputs * (fanIn + 1L);
    }
  }

  /// The published network, layer by layer.
  public static List<Plan> plan() {
    return List.of(
        new Plan("conv1", 3 * 11 * 11, 96, 1),
        new Plan("conv2", 96 / 2 * 5 * 5, 256, 2),
        new Plan("conv3", 256 * 3 * 3, 384, 1),
        new Plan("conv4", 384 / 2 * 3 * 3, 384, 2),
        new Plan("conv5", 384 / 2 * 3 * 3, 256, 2),
        new Plan("fc6", 256 * 6 * 6, 4096, 1),
        new Plan("fc7", 4096, 4096, 1),
        new Plan("fc8", 4096, 1000, 1));
  }

  /// The network of 2012 for pictures of 227 × 227 in a thousand classes.
  public static AlexNet published(Rng rng) {
    return new AlexNet(
        List.of(
            Conv2d.of(3, 96, 11, Window.stride(4), rng),
            Conv2d.of(96, 256, 5, Window.padding(2).withGroups(2), rng),
            Conv2d.of(256, 384, 3, Window.padding(1), rng),
            Conv2d.of(384, 384, 3, Window.padding(1).withGroups(2), rng),
            Conv2d.of(384, 256, 3, Window.padding(1).withGroups(2), rng)),
        List.of(
            Linear.of(256 * 6 * 6, 4096, rng),
            Linear.of(4096, 4096, rng),
            Linear.of(4096, 1000, rng)),
        0.5);
  }

  /// The same plan for pictures of 32 × 32: kernels of 5 and 3 instead of 11, no stride, narrower.
  ///
  /// @param width maps of the first convolution; the others have 2, 3, 3 and 2 times as many
  /// @param features of the two hidden dense layers
  public static AlexNet small(int width, int features, int classes, double dropout, Rng rng) {
    return new AlexNet(
        List.of(
            Conv2d.of(3, width, 5, Window.padding(2), rng),
            Conv2d.of(width, 2 * width, 5, Window.padding(2).withGroups(2), rng),
            Conv2d.of(2 * width, 3 * width, 3, Window.padding(1), rng),
            Conv2d.of(3 * width, 3 * width, 3, Window.padding(1), rng),
            Conv2d.of(3 * width, 2 * width, 3, Window.padding(1), rng)),
        List.of(
            Linear.of(2 * width * 3 * 3, features, rng),
            Linear.of(features, features, rng),
            Linear.of(features, classes, rng)),
        dropout);
  }

  /// Copies the lists.
  public AlexNet {
    convolutions = List.copyOf(convolutions);
    dense = List.copyOf(dense);
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < convolutions.size(); i++) {
      stages.add(Staged.stage("conv" + (i + 1), convolutions.get(i)));
      stages.add(Staged.stage("relu", Tensor::relu));
      if (i < 2) {
        stages.add(Staged.stage("normalize", AlexNet::normalize));
      }
      if (i != 2 && i != 3) {
        stages.add(Staged.stage("pool", x -> x.maxPool(new int[] {3, 3}, Window.stride(2))));
      }
    }
    stages.add(Staged.stage("flatten", x -> x.reshape(x.shape().dim(0), dense.getFirst().in())));
    for (int i = 0; i < dense.size(); i++) {
      stages.add(Staged.stage("fc" + (i + 6), dense.get(i)));
      if (i < dense.size() - 1) {
        stages.add(Staged.stage("relu", Tensor::relu));
        stages.add(Staged.stage("dropout", Dropout.of(dropout)));
      }
    }
    return stages;
  }

  /// Local response normalization over the maps, x `[batch, maps, H, W]`.
  static Tensor normalize(Tensor x) {
    int half = NEIGHBOURS / 2;
    int maps = x.shape().dim(1);
    Tensor padded = x.square().pad(1, half, half, 0);
    Tensor sum = padded.slice(1, 0, maps);
    for (int i = 1; i < NEIGHBOURS; i++) {
      sum = sum.add(padded.slice(1, i, i + maps));
    }
    return x.mul(sum.mul(1e-4).add(2).pow(-0.75));
  }
}
