package dev.cien.zoo;

import dev.cien.nn.Conv2d;
import dev.cien.nn.Dropout;
import dev.cien.nn.Linear;
import dev.cien.nn.MaxPool;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;

/// A small convolutional network for pictures of 28 × 28 grey pixels.
///
/// ```
/// x        [batch, 1, 28, 28]
/// conv1    3 × 3, relu          [batch, c₁, 26, 26]
/// conv2    3 × 3, relu          [batch, c₂, 24, 24]
/// pool     largest of 2 × 2     [batch, c₂, 12, 12]
/// hidden   relu                 [batch, 128]
/// out      logits               [batch, 10]
/// ```
///
/// A convolution is the same small dot product at every place of the picture: yₖ(i, j) = bₖ + Σ
/// w(k, c, u, v) · x(c, i + u, j + v). What it learns in one place it knows in all; pooling then
/// forgets the exact place.
///
/// Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document
/// recognition, 1998.
///
/// @param conv1 from the picture to c₁ maps
/// @param conv2 from c₁ to c₂ maps
/// @param hidden from all places of all maps to 128 features
/// @param out from features to one logit a digit
/// @param dropout the share of the features that training leaves out at random
public record DigitsCnn(Conv2d conv1, Conv2d conv2, Linear hidden, Linear out, double dropout)
    implements Staged {
  /// How many features the hidden layer gives.
  public static final int FEATURES = 128;

  private static final int POOLED = 12;

  /// A network with `channels` maps after the first convolution and twice as many after the second.
  public static DigitsCnn of(int channels, double dropout, Rng rng) {
    return new DigitsCnn(
        Conv2d.of(1, channels, 3, rng),
        Conv2d.of(channels, 2 * channels, 3, rng),
        Linear.of(2 * channels * POOLED * POOLED, FEATURES, rng),
        Linear.of(FEATURES, 10, rng),
        dropout);
  }

  @Override
  public List<Stage> stages() {
    return List.of(
        Staged.stage("conv1", conv1),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("conv2", conv2),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("pool", MaxPool.of2d(2)),
        Staged.stage("flatten", x -> x.reshape(x.shape().dim(0), hidden.in())),
        Staged.stage("hidden", hidden),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("dropout", Dropout.of(dropout)),
        Staged.stage("out", out));
  }
}
