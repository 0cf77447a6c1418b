package dev.cien.zoo;

import dev.cien.nn.BatchNorm;
import dev.cien.nn.Conv2d;
import dev.cien.nn.Dropout;
import dev.cien.nn.Flatten;
import dev.cien.nn.Linear;
import dev.cien.nn.MaxPool;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/// A network in VGG's manner for small pictures: nothing but 3 × 3 convolutions, two before each
/// pool, and twice the maps after it. Two 3 × 3 in a row see 5 × 5 pixels with 18 weights where one
/// 5 × 5 has 25, and bend the result twice.
///
/// ```
/// x        [batch, colours, s, s]
/// block k  (convolution, norm, relu) twice, pool   [batch, 2ᵏ·w, s/2ᵏ⁺¹, s/2ᵏ⁺¹]   k = 0, 1, 2
/// hidden   relu                                    [batch, 8w]
/// out      logits                                  [batch, classes]
/// ```
///
/// K. Simonyan, A. Zisserman: Very deep convolutional networks for large-scale image recognition,
/// 2014, [arXiv:1409.1556](https://arxiv.org/abs/1409.1556); batch normalisation came after it.
///
/// @param convolutions six, two for each block
/// @param norms one for each convolution
/// @param hidden from all places of all maps to 8w features
/// @param out from features to one logit a class
/// @param dropout the share of the features that training leaves out at random
public record Vgg(
    List<Conv2d> convolutions, List<BatchNorm> norms, Linear hidden, Linear out, double dropout)
    implements Staged {
  private static final int KERNEL = 3;
  private static final int BLOCKS = 3;
  private static final int EACH = 2;

  /// Copies the lists.
  public Vgg {
    convolutions = List.copyOf(convolutions);
    norms = List.copyOf(norms);
  }

  /// A network for pictures of `side` × `side` pixels with `width` maps in its first block.
  public static Vgg of(int colours, int side, int classes, int width, double dropout, Rng rng) {
    List<Conv2d> convolutions = new ArrayList<>();
    List<BatchNorm> norms = new ArrayList<>();
    int in = colours;
    for (int i = 0; i < BLOCKS * EACH; i++) {
      int maps = width << i / EACH;
      convolutions.add(Conv2d.of(in, maps, KERNEL, Window.padding(1), rng).withoutBias());
      norms.add(BatchNorm.of(maps));
      in = maps;
    }
    int small = side >> BLOCKS;
    return new Vgg(
        convolutions,
        norms,
        Linear.of(in * small * small, 8 * width, rng),
        Linear.of(8 * width, classes, rng),
        dropout);
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < convolutions.size(); i++) {
      stages.add(Staged.stage("convolutions." + i, convolutions.get(i)));
      stages.add(Staged.stage("norms." + i, norms.get(i)));
      stages.add(Staged.stage("relu", Tensor::relu));
      if (i % EACH == EACH - 1) {
        stages.add(Staged.stage("pool", MaxPool.of2d(2)));
      }
    }
    stages.add(Staged.stage("flatten", Flatten.of()));
    stages.add(Staged.stage("hidden", hidden));
    stages.add(Staged.stage("relu", Tensor::relu));
    stages.add(Staged.stage("dropout", Dropout.of(dropout)));
    stages.add(Staged.stage("out", out));
    return stages;
  }
}
