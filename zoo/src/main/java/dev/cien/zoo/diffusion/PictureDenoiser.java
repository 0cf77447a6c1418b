package dev.cien.zoo.diffusion;

import dev.cien.nn.Conv2d;
import dev.cien.nn.ConvTranspose2d;
import dev.cien.nn.Embedding;
import dev.cien.nn.GroupNorm;
import dev.cien.nn.Linear;
import dev.cien.nn.PaddingMode;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;

/// Finds the noise in small pictures, or another [Target]: a U-Net, told the time and the class, or
/// some words.
///
/// ```
/// x, t, label   [batch, c, s, s] with s a multiple of 4, int32 [batch] each
/// told          of waves of t, plus a row for the label   [batch, 4w]
/// in, wide      3 × 3, a block                            [batch, w, s, s]       = side
/// down          3 × 3, stride 2, a block                  [batch, 2w, s/2, s/2]  = middle
/// bottom        3 × 3, stride 2, two blocks               [batch, 4w, s/4, s/4]
/// up            2 × 2 transposed, beside middle, a block  [batch, 2w, s/2, s/2]
/// top           2 × 2 transposed, beside side, a block    [batch, w, s, s]
/// out           3 × 3, zeros at first                     [batch, c, s, s]
/// ```
///
/// A block is a 3 × 3 convolution, group normalisation, what was told (a linear map of it, added to
/// each map) and x σ(x). What is coarse is seen at the bottom, where each place sees the whole
/// picture; what is fine crosses over on the sides. Label number `classes` means that nobody says
/// what it is, which is what guidance needs. Labels may be several a picture, int32 `[batch, L]`,
/// such as the words of a caption: then the mean of their rows is told, without those of number
/// `classes`, with which short captions are filled.
///
/// O. Ronneberger, P. Fischer, T. Brox: U-Net, 2015,
/// [arXiv:1505.04597](https://arxiv.org/abs/1505.04597); J. Ho et al., 2020,
/// [arXiv:2006.11239](https://arxiv.org/abs/2006.11239), whose network has residual blocks and
/// attention besides.
///
/// @param classes how many classes or words there are
public record PictureDenoiser(
    int classes,
    TimeFeatures waves,
    Linear time,
    Linear tell,
    Embedding labels,
    Conv2d in,
    Block wide,
    Conv2d down,
    Block middle,
    Conv2d bottom,
    Block coarse,
    Block coarser,
    ConvTranspose2d up,
    Block beside,
    ConvTranspose2d top,
    Block fine,
    Conv2d out) {
  private static final int WAVES = 32;
  private static final int GROUPS = 4;

  /// A convolution that is told what the picture shows and how noisy it is.
  ///
  /// @param told from what is told to a number for each map
  public record Block(Conv2d conv, GroupNorm norm, Linear told) {
    static Block of(int from, int to, int told, Rng rng) {
      return new Block(
          threeByThree(from, to, 1, rng), GroupNorm.of(GROUPS, to), Linear.of(told, to, rng));
    }

    Tensor forward(Tensor x, Tensor what) {
      Tensor shift = told.forward(what).unsqueeze(-1).unsqueeze(-1);
      return norm.forward(conv.forward(x)).add(shift).silu();
    }

    Block withPaddingMode(PaddingMode mode) {
      return new Block(conv.withPaddingMode(mode), norm, told);
    }
  }

  /// A network with `width` maps, a multiple of 4, and more below.
  ///
  /// @param channels 1 for grey pictures, 3 for coloured ones
  /// @param classes how many classes or words there are
  public static PictureDenoiser of(int channels, int classes, int width, Rng rng) {
    int more = 2 * width;
    int most = 4 * width;
    PictureDenoiser made =
        new PictureDenoiser(
            classes,
            new TimeFeatures(WAVES),
            Linear.of(WAVES, most, rng),
            Linear.of(most, most, rng),
            Embedding.of(classes + 1, most, rng),
            threeByThree(channels, width, 1, rng),
            Block.of(width, width, most, rng),
            threeByThree(width, more, 2, rng),
            Block.of(more, more, most, rng),
            threeByThree(more, most, 2, rng),
            Block.of(most, most, most, rng),
            Block.of(most, most, most, rng),
            ConvTranspose2d.of(most, more, 2, Window.stride(2), rng),
            Block.of(most, more, most, rng),
            ConvTranspose2d.of(more, width, 2, Window.stride(2), rng),
            Block.of(more, width, most, rng),
            threeByThree(width, channels, 1, rng));
    // The first guess is no noise at all: gentler than a wrong one.
    var last = made.out.weight();
    last.assign(last.value().mul(0));
    return made;
  }

  /// This network, of the same weights, with something else beyond the edge. Round a torus
  /// ([PaddingMode#CIRCULAR]) no place of a picture is special: one rolled by multiples of 4 gives
  /// the rolled noise, and what is painted fits its own opposite edge.
  public PictureDenoiser withPaddingMode(PaddingMode mode) {
    return new PictureDenoiser(
        classes,
        waves,
        time,
        tell,
        labels,
        in.withPaddingMode(mode),
        wide.withPaddingMode(mode),
        down.withPaddingMode(mode),
        middle.withPaddingMode(mode),
        bottom.withPaddingMode(mode),
        coarse.withPaddingMode(mode),
        coarser.withPaddingMode(mode),
        up,
        beside.withPaddingMode(mode),
        top,
        fine.withPaddingMode(mode),
        out.withPaddingMode(mode));
  }

  private static Conv2d threeByThree(int from, int to, int stride, Rng rng) {
    return Conv2d.of(from, to, 3, Window.stride(stride).withPadding(1), rng);
  }

  /// The noise in pictures of known classes.
  public Tensor noise(Tensor x, Tensor t, Tensor label) {
    Tensor told = tell.forward(time.forward(waves.of(t)).silu()).add(said(label)).silu();
    Tensor side = wide.forward(in.forward(x), told);
    Tensor half = middle.forward(down.forward(side), told);
    Tensor h = coarse.forward(bottom.forward(half), told);
    h = coarser.forward(h, told);
    h = beside.forward(Tensor.concat(1, up.forward(h), half), told);
    h = fine.forward(Tensor.concat(1, top.forward(h), side), told);
    return out.forward(h);
  }

  /// What the labels say, `[batch, 4w]`.
  private Tensor said(Tensor label) {
    if (label.shape().rank() == 1) {
      return labels.forward(label);
    }
    Tensor known = label.lt(classes).cast(DType.FLOAT32).unsqueeze(2);
    Tensor count = known.sum(1);
    Tensor mean = labels.forward(label).mul(known).sum(1).div(count.maximum(1));
    // Where no word is known, nobody says anything.
    Tensor nobody = labels.forward(Tensor.of(new int[] {classes}, 1));
    return mean.add(nobody.mul(count.eq(0).cast(DType.FLOAT32)));
  }

  /// The predictor for pictures of given classes, int32 `[batch]`, or words `[batch, L]`.
  public NoisePredictor of(Tensor label) {
    return (x, t) -> noise(x, t, label);
  }
}
