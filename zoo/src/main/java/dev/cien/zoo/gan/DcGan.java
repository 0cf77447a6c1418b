package dev.cien.zoo.gan;

import dev.cien.nn.BatchNorm;
import dev.cien.nn.Conv2d;
import dev.cien.nn.ConvTranspose2d;
import dev.cien.nn.Embedding;
import dev.cien.nn.Linear;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;

/// A small convolutional GAN for grey pictures of 28 × 28 pixels from −1 to 1, told the class.
///
/// ```
/// z, label          [batch, latent], int32 [batch]
/// generator         of [z, one-hot label]
///   seed            relu of normalised         [batch, 2w, 7, 7]
///   up              4 × 4 transposed, stride 2 [batch, w, 14, 14]
///   paint           the same, tanh             [batch, 1, 28, 28]
/// discriminator
///   look            4 × 4, stride 2            [batch, w, 14, 14]
///   narrow          4 × 4, stride 2            [batch, 2w, 7, 7]  = h
///   score           w·h + e(label)·h           [batch, 1]
/// ```
///
/// Strided convolutions instead of pooling, batch normalisation in the generator, slopes below 0 in
/// the discriminator: A. Radford, L. Metz, S. Chintala: Unsupervised representation learning with
/// deep convolutional generative adversarial networks, 2015,
/// [arXiv:1511.06434](https://arxiv.org/abs/1511.06434). The discriminator has no batch
/// normalisation, so that every [GanLoss] may be used. The class enters the score as a product with
/// what was seen: T. Miyato, M. Koyama: cGANs with projection discriminator, 2018,
/// [arXiv:1802.05637](https://arxiv.org/abs/1802.05637). With one class nothing is told.
///
/// @param generator from noise and labels to pictures
/// @param discriminator from pictures and labels to scores
public record DcGan(Generator generator, Discriminator discriminator) {
  private static final double SLOPE = 0.2;
  private static final Window TWO = Window.stride(2).withPadding(1);

  /// Rows and columns where pictures are smallest, in both networks.
  private static final int FEW = 7;

  /// Makes pictures.
  ///
  /// @param latent how many numbers of noise a picture is made of
  /// @param classes how many classes there are
  public record Generator(
      int latent,
      int classes,
      Linear seed,
      BatchNorm seedNorm,
      ConvTranspose2d up,
      BatchNorm upNorm,
      ConvTranspose2d paint) {
    /// Pictures `[batch, 1, 28, 28]`.
    public Tensor make(Tensor noise, Tensor labels) {
      Tensor told = labels.oneHot(classes).cast(DType.FLOAT32);
      Tensor h =
          seed.forward(Tensor.concat(1, noise, told))
              .reshape(noise.shape().dim(0), seedNorm.channels(), FEW, FEW);
      h = up.forward(seedNorm.forward(h).relu());
      return paint.forward(upNorm.forward(h).relu()).tanh();
    }
  }

  /// Judges pictures.
  public record Discriminator(Conv2d look, Conv2d narrow, Linear score, Embedding classes) {
    /// Scores `[batch, 1]`.
    public Tensor score(Tensor pictures, Tensor labels) {
      Tensor h = narrow.forward(look.forward(pictures).leakyRelu(SLOPE)).leakyRelu(SLOPE);
      h = h.reshape(pictures.shape().dim(0), score.in());
      return score.forward(h).add(classes.forward(labels).mul(h).sum(1, true));
    }
  }

  /// A pair of networks.
  ///
  /// @param width maps of the discriminator's first layer
  public static DcGan of(int latent, int classes, int width, Rng rng) {
    int wide = 2 * width;
    Generator generator =
        new Generator(
            latent,
            classes,
            Linear.of(latent + classes, wide * FEW * FEW, rng),
            BatchNorm.of(wide),
            ConvTranspose2d.of(wide, width, 4, TWO, rng),
            BatchNorm.of(width),
            ConvTranspose2d.of(width, 1, 4, TWO, rng));
    Discriminator discriminator =
        new Discriminator(
            Conv2d.of(1, width, 4, TWO, rng),
            Conv2d.of(width, wide, 4, TWO, rng),
            Linear.of(wide * FEW * FEW, 1, rng),
            Embedding.of(classes, wide * FEW * FEW, rng));
    // Embeddings start at N(0, 1): far too loud for a sum over so many features.
    var told = discriminator.classes.weight();
    told.assign(told.value().mul(0.02));
    return new DcGan(generator, discriminator);
  }
}
