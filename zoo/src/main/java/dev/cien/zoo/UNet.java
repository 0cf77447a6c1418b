package dev.cien.zoo;

import dev.cien.nn.Conv2d;
import dev.cien.nn.ConvTranspose2d;
import dev.cien.nn.Init;
import dev.cien.nn.Layer;
import dev.cien.nn.MaxPool;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.List;

/// A U-Net: down to a quarter of the size to see what is there, up again to say where, with what
/// each level saw before handed across. It repairs pictures, or says of every pixel what it shows.
///
/// ```
/// x       [batch, colours, s, s]
/// down0   two convolutions                  [batch, w, s, s]  ───────────────┐
/// down1   pool, two convolutions            [batch, 2w, s/2, s/2]  ───────┐  │
/// bottom  pool, two convolutions            [batch, 4w, s/4, s/4]         │  │
/// up1     enlarged, beside down1, two       [batch, 2w, s/2, s/2]  ◄──────┘  │
/// up0     enlarged, beside down0, two       [batch, w, s, s]  ◄──────────────┘
/// y = x + out(up0)   to repair              [batch, colours, s, s]
/// y = out(up0)       to say what is there   [batch, classes, s, s], logits
/// ```
///
/// Convolutions are 3 × 3 with relu; pools keep the largest of 2 × 2; enlarging is a transposed
/// convolution of 2 × 2. To repair it learns the change to its input, which starts at nothing: a
/// picture that needs no repair stays as it is.
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
/// @param out to the change of the picture, or to the classes
/// @param answer which of the two
public record UNet(
    Pair down0,
    Pair down1,
    Pair bottom,
    ConvTranspose2d enlarge1,
    Pair up1,
    ConvTranspose2d enlarge0,
    Pair up0,
    Conv2d out,
    Answer answer)
    implements Layer {
  private static final int KERNEL = 3;

  /// What comes out.
  public enum Answer {
    /// The picture, repaired.
    PICTURE,
    /// A logit for each class at each pixel.
    CLASSES
  }

  /// relu(conv(relu(conv(x)))).
  ///
  /// @param conv1 the first convolution
  /// @param conv2 the second
  public record Pair(Conv2d conv1, Conv2d conv2) implements Layer {
    static Pair of(int in, int out, Rng rng) {
      return new Pair(conv(in, out, rng), conv(out, out, rng));
    }

    private void start(Rng rng) {
      for (Conv2d conv : List.of(conv1, conv2)) {
        conv.weight().assign(Init.kaimingUniform(rng, conv.weight().shape().dims()));
      }
    }

    @Override
    public Tensor forward(Tensor x) {
      return conv2.forward(conv1.forward(x).relu()).relu();
    }
  }

  /// A network that repairs pictures whose sides are multiples of 4.
  ///
  /// @param colours channels of a picture
  /// @param width w, maps at full size
  public static UNet of(int colours, int width, Rng rng) {
    Conv2d out = conv(width, colours, rng);
    out.weight().assign(Tensor.zeros(out.weight().shape().dims()));
    out.bias().ifPresent(bias -> bias.assign(Tensor.zeros(colours)));
    return of(colours, width, out, Answer.PICTURE, rng);
  }

  /// A network that says what each pixel shows, of pictures whose sides are multiples of 4.
  ///
  /// Its pairs of convolutions start with weights of variance 2 / inputs, so that ten layers of
  /// relu neither drown nor swell what passes: K. He et al.: Delving deep into rectifiers, 2015,
  /// [arXiv:1502.01852](https://arxiv.org/abs/1502.01852).
  ///
  /// @param colours channels of a picture
  /// @param classes what a pixel may show
  /// @param width w, maps at full size
  public static UNet segmenting(int colours, int classes, int width, Rng rng) {
    UNet model = of(colours, width, conv(width, classes, rng), Answer.CLASSES, rng);
    for (Pair pair : List.of(model.down0, model.down1, model.bottom, model.up1, model.up0)) {
      pair.start(rng);
    }
    return model;
  }

  private static UNet of(int colours, int width, Conv2d out, Answer answer, Rng rng) {
    return new UNet(
        Pair.of(colours, width, rng),
        Pair.of(width, 2 * width, rng),
        Pair.of(2 * width, 4 * width, rng),
        ConvTranspose2d.of(4 * width, 2 * width, 2, Window.stride(2), rng),
        Pair.of(4 * width, 2 * width, rng),
        ConvTranspose2d.of(2 * width, width, 2, Window.stride(2), rng),
        Pair.of(2 * width, width, rng),
        out,
        answer);
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
    Tensor said = out.forward(h);
    return switch (answer) {
      case PICTURE -> x.add(said);
      case CLASSES -> said;
    };
  }
}
