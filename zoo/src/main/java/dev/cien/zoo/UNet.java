package dev.cien.zoo;

import dev.cien.nn.Conv2d;
import dev.cien.nn.ConvTranspose2d;
import dev.cien.nn.Layer;
import dev.cien.nn.MaxPool;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;

/// A U-Net that repairs pictures: down to a quarter of the size to see what is there, up again to
/// say where, with what each level saw before handed across.
///
/// ```
/// x       [batch, colours, s, s]
/// down0   two convolutions                  [batch, w, s, s]  ───────────────┐
/// down1   pool, two convolutions            [batch, 2w, s/2, s/2]  ───────┐  │
/// bottom  pool, two convolutions            [batch, 4w, s/4, s/4]         │  │
/// up1     enlarged, beside down1, two       [batch, 2w, s/2, s/2]  ◄──────┘  │
/// up0     enlarged, beside down0, two       [batch, w, s, s]  ◄──────────────┘
/// y = x + out(up0)                          [batch, colours, s, s]
/// ```
///
/// Convolutions are 3 × 3 with relu; pools keep the largest of 2 × 2; enlarging is a transposed
/// convolution of 2 × 2. It learns the change to its input, which starts at nothing: a picture that
/// needs no repair stays as it is.
///
/// O. Ronneberger, P. Fischer, T. Brox: U-Net: convolutional networks for biomedical image
/// segmentation, 2015, [arXiv:1505.04597](https://arxiv.org/abs/1505.04597). Learning the change:
/// K. Zhang et al.: Beyond a Gaussian denoiser, 2017,
/// [arXiv:1608.03981](https://arxiv.org/abs/1608.03981).
///
/// @param down0 at full size
/// @param down1 at half the size
/// @param bottom at a quarter of the size
/// @param enlarge1 from a quarter to a half
/// @param up1 at half the size, of both
/// @param enlarge0 from a half to full size
/// @param up0 at full size, of both
/// @param out to the change of the picture
public record UNet(
    Pair down0,
    Pair down1,
    Pair bottom,
    ConvTranspose2d enlarge1,
    Pair up1,
    ConvTranspose2d enlarge0,
    Pair up0,
    Conv2d out)
    implements Layer {
  private static final int KERNEL = 3;

  /// relu(conv(relu(conv(x)))).
  ///
  /// @param conv1 the first convolution
  /// @param conv2 the second
  public record Pair(Conv2d conv1, Conv2d conv2) implements Layer {
    static Pair of(int in, int out, Rng rng) {
      return new Pair(conv(in, out, rng), conv(out, out, rng));
    }

    @Override
    public Tensor forward(Tensor x) {
      return conv2.forward(conv1.forward(x).relu()).relu();
    }
  }

  /// A network for pictures whose sides are multiples of 4.
  ///
  /// @param colours channels of a picture
  /// @param width w, maps at full size
  public static UNet of(int colours, int width, Rng rng) {
    Conv2d out = conv(width, colours, rng);
    out.weight().assign(Tensor.zeros(out.weight().shape().dims()));
    out.bias().ifPresent(bias -> bias.assign(Tensor.zeros(colours)));
    return new UNet(
        Pair.of(colours, width, rng),
        Pair.of(width, 2 * width, rng),
        Pair.of(2 * width, 4 * width, rng),
        ConvTranspose2d.of(4 * width, 2 * width, 2, Window.stride(2), rng),
        Pair.of(4 * width, 2 * width, rng),
        ConvTranspose2d.of(2 * width, width, 2, Window.stride(2), rng),
        Pair.of(2 * width, width, rng),
        out);
  }

  private static Conv2d conv(int in, int out, Rng rng) {
    return Conv2d.of(in, out, KERNEL, Window.padding(1), rng);
  }

  @Override
  public Tensor forward(Tensor x) {
    MaxPool pool = MaxPool.of2d(2);
    Tensor full = down0.forward(x);
    Tensor half = down1.forward(pool.forward(full));
    Tensor quarter = bottom.forward(pool.forward(half));
    Tensor h = up1.forward(Tensor.concat(1, enlarge1.forward(quarter), half));
    h = up0.forward(Tensor.concat(1, enlarge0.forward(h), full));
    return x.add(out.forward(h));
  }
}
