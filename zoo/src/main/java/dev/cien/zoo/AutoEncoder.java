package dev.cien.zoo;

import dev.cien.nn.Conv2d;
import dev.cien.nn.ConvTranspose2d;
import dev.cien.nn.Flatten;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/// An auto-encoder: a network that must say again what it saw after squeezing it through a few
/// numbers, the code. What the code has no room for is lost, so it learns what matters in its
/// pictures; pictures of another kind come back wrong.
///
/// ```
/// x        [batch, 1, s, s], 0 to 1
/// conv1    3 × 3, stride 2, relu      [batch, w, s/2, s/2]
/// conv2    3 × 3, stride 2, relu      [batch, 2w, s/4, s/4]
/// code                                [batch, k]
/// expand   relu                       [batch, 2w, s/4, s/4]
/// up1      4 × 4, stride 2, relu      [batch, w, s/2, s/2]
/// up2      4 × 4, stride 2, logits    [batch, 1, s, s]
/// ```
///
/// The logits give each pixel's brightness through 1 / (1 + e⁻ᶻ).
///
/// G. E. Hinton, R. R. Salakhutdinov: Reducing the dimensionality of data with neural networks,
/// 2006; J. Masci et al.: Stacked convolutional auto-encoders, 2011.
///
/// @param conv1 to half the size
/// @param conv2 to a quarter
/// @param code from all places of all maps to k numbers
/// @param expand back to as many numbers as before the code
/// @param up1 to half the size
/// @param up2 to the picture
public record AutoEncoder(
    Conv2d conv1,
    Conv2d conv2,
    Linear code,
    Linear expand,
    ConvTranspose2d up1,
    ConvTranspose2d up2)
    implements Staged {
  private static final int KERNEL = 3;
  private static final int UP = 4;
  private static final int SMALLER = 4;

  /// An auto-encoder of pictures of `side` × `side` grey pixels, a multiple of 4.
  ///
  /// @param width w, maps of the first convolution
  /// @param code k, numbers in the code
  public static AutoEncoder of(int side, int width, int code, Rng rng) {
    if (side < SMALLER || side % SMALLER != 0) {
      throw new IllegalArgumentException(
          "auto-encoder: expected a side that is a multiple of 4, found " + side);
    }
    int small = side / SMALLER;
    Window half = Window.stride(2).withPadding(1);
    return new AutoEncoder(
        Conv2d.of(1, width, KERNEL, half, rng),
        Conv2d.of(width, 2 * width, KERNEL, half, rng),
        Linear.of(2 * width * small * small, code, rng),
        Linear.of(code, 2 * width * small * small, rng),
        ConvTranspose2d.of(2 * width, width, UP, half, rng),
        ConvTranspose2d.of(width, 1, UP, half, rng));
  }

  /// The codes `[batch, k]` of pictures.
  public Tensor encode(Tensor x) {
    return run(encoder(), x);
  }

  /// The logits of pictures from their codes.
  public Tensor decode(Tensor codes) {
    return run(decoder(), codes);
  }

  private static Tensor run(List<Stage> stages, Tensor x) {
    Tensor y = x;
    for (Stage stage : stages) {
      y = stage.layer().forward(y);
    }
    return y;
  }

  private List<Stage> encoder() {
    return List.of(
        Staged.stage("conv1", conv1),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("conv2", conv2),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("flatten", Flatten.of()),
        Staged.stage("code", code));
  }

  private List<Stage> decoder() {
    int maps = up1.weight().shape().dim(0);
    int small = (int) Math.round(Math.sqrt(expand.out() / (double) maps));
    return List.of(
        Staged.stage("expand", expand),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("maps", h -> h.reshape(h.shape().dim(0), maps, small, small)),
        Staged.stage("up1", up1),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("up2", up2));
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>(encoder());
    stages.addAll(decoder());
    return stages;
  }
}
