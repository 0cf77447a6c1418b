package dev.cien.zoo;

import dev.cien.nn.Conv2d;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.List;

/// A picture as one vector, and as a sequence of patches.
///
/// ```
/// x        [N, 3, S, S]
/// conv1    3 × 3, relu, pool 2   [N, c, S/2, S/2]
/// conv2    3 × 3, relu, pool 2   [N, 2c, S/4, S/4]
/// conv3    3 × 3, relu           [N, 4c, S/4, S/4]
/// patches                        [N, (S/4)², 4c]
/// out      of pooled patches     [N, width]
/// ```
///
/// The vector is a linear function of the patches averaged over each quarter of the picture, so
/// that it knows roughly where things are.
///
/// @param conv1 from colours to c maps
/// @param conv2 from c to 2c maps
/// @param conv3 from 2c to 4c maps
/// @param out from the four quarters to the vector
public record PictureTower(Conv2d conv1, Conv2d conv2, Conv2d conv3, Linear out) implements Staged {
  private static final int QUARTERS = 4;

  /// A tower for pictures of `side` × `side` pixels with three colours; `side` a multiple of 8.
  public static PictureTower of(int channels, int width, Rng rng) {
    Window same = Window.padding(1);
    return new PictureTower(
        Conv2d.of(3, channels, 3, same, rng),
        Conv2d.of(channels, 2 * channels, 3, same, rng),
        Conv2d.of(2 * channels, 4 * channels, 3, same, rng),
        Linear.of(QUARTERS * 4 * channels, width, rng));
  }

  /// Maps of the last convolution, `[N, 4c, S/4, S/4]`.
  public Tensor maps(Tensor x) {
    Tensor y = pooled(conv1.forward(x).relu());
    y = pooled(conv2.forward(y).relu());
    return conv3.forward(y).relu();
  }

  /// One vector a place of the last maps, row by row: `[N, (S/4)², 4c]`.
  public Tensor patches(Tensor x) {
    return maps(x).flatten(2, 3).transpose(1, 2);
  }

  /// How many numbers a patch has.
  public int patchWidth() {
    return out.in() / QUARTERS;
  }

  @Override
  public List<Stage> stages() {
    return List.of(
        Staged.stage("conv1", conv1),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("pool", PictureTower::pooled),
        Staged.stage("conv2", conv2),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("pool", PictureTower::pooled),
        Staged.stage("conv3", conv3),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("quarters", PictureTower::quarters),
        Staged.stage("out", out));
  }

  private static Tensor pooled(Tensor x) {
    return x.maxPool(new int[] {2, 2}, Window.stride(2));
  }

  /// Means over the quarters of each map: `[N, C, S, S]` to `[N, 4·C]`.
  private static Tensor quarters(Tensor x) {
    int n = x.shape().dim(0);
    int channels = x.shape().dim(1);
    int half = x.shape().dim(2) / 2;
    return x.reshape(n, channels, 2, half, 2, half).mean(3, 5).reshape(n, QUARTERS * channels);
  }
}
