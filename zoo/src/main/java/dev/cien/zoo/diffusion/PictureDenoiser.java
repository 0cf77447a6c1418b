package dev.cien.zoo.diffusion;

import dev.cien.nn.Conv2d;
import dev.cien.nn.ConvTranspose2d;
import dev.cien.nn.Embedding;
import dev.cien.nn.GroupNorm;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;

/// Finds the noise in small grey pictures: a U-Net, told the time and the class.
///
/// ```
/// x, t, label   [batch, 1, s, s] with s even, int32 [batch] each
/// told          of waves of t, plus a row for the label     [batch, 2w]
/// wide          two 3 × 3                                   [batch, w, s, s]     = side
/// down          3 × 3, stride 2; two 3 × 3, told added      [batch, 2w, s/2, s/2]
/// up            2 × 2 transposed, beside side; 3 × 3        [batch, w, s, s]
/// out           3 × 3                                       [batch, 1, s, s]
/// ```
///
/// What is coarse is seen below, where each place sees more of the picture; what is fine crosses
/// over on the side. Group normalisation and x σ(x) between the convolutions. Label number
/// `classes` means that nobody says what it is, which is what guidance needs.
///
/// O. Ronneberger, P. Fischer, T. Brox: U-Net, 2015,
/// [arXiv:1505.04597](https://arxiv.org/abs/1505.04597); J. Ho et al., 2020,
/// [arXiv:2006.11239](https://arxiv.org/abs/2006.11239).
///
/// @param classes how many classes there are
public record PictureDenoiser(
    int classes,
    TimeFeatures waves,
    Linear time,
    Linear tell,
    Embedding labels,
    Conv2d in,
    GroupNorm inNorm,
    Conv2d wide,
    GroupNorm wideNorm,
    Conv2d down,
    GroupNorm downNorm,
    Conv2d below,
    GroupNorm belowNorm,
    ConvTranspose2d up,
    Conv2d after,
    GroupNorm afterNorm,
    Conv2d out) {
  private static final int WAVES = 32;
  private static final int GROUPS = 4;

  /// A network with `width` maps, a multiple of 4, and twice as many below.
  public static PictureDenoiser of(int classes, int width, Rng rng) {
    int more = 2 * width;
    return new PictureDenoiser(
        classes,
        new TimeFeatures(WAVES),
        Linear.of(WAVES, more, rng),
        Linear.of(more, more, rng),
        Embedding.of(classes + 1, more, rng),
        conv(1, width, 1, rng),
        GroupNorm.of(GROUPS, width),
        conv(width, width, 1, rng),
        GroupNorm.of(GROUPS, width),
        conv(width, more, 2, rng),
        GroupNorm.of(GROUPS, more),
        conv(more, more, 1, rng),
        GroupNorm.of(GROUPS, more),
        ConvTranspose2d.of(more, width, 2, Window.stride(2), rng),
        conv(more, width, 1, rng),
        GroupNorm.of(GROUPS, width),
        conv(width, 1, 1, rng));
  }

  private static Conv2d conv(int from, int to, int stride, Rng rng) {
    return Conv2d.of(from, to, 3, Window.stride(stride).withPadding(1), rng);
  }

  /// The noise in pictures of known classes.
  public Tensor noise(Tensor x, Tensor t, Tensor label) {
    Tensor told =
        tell.forward(time.forward(waves.of(t)).silu())
            .add(labels.forward(label))
            .unsqueeze(-1)
            .unsqueeze(-1);
    Tensor side = inNorm.forward(in.forward(x)).silu();
    side = wideNorm.forward(wide.forward(side)).silu();
    Tensor h = downNorm.forward(down.forward(side)).add(told).silu();
    h = belowNorm.forward(below.forward(h)).add(told).silu();
    h = Tensor.concat(1, up.forward(h), side);
    return out.forward(afterNorm.forward(after.forward(h)).silu());
  }

  /// The predictor for pictures of given classes, int32 `[batch]`.
  public NoisePredictor of(Tensor label) {
    return (x, t) -> noise(x, t, label);
  }
}
