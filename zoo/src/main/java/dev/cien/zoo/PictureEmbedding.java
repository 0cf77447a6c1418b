package dev.cien.zoo;

import dev.cien.nn.Linear;
import dev.cien.nn.MaxPool;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.List;

/// A picture as a vector of length 1, made so that pictures of one thing lie near each other:
/// things are told apart by distances, and so are things that were never seen while learning.
///
/// ```
/// x      [N, colours, s, s]
/// unit1  convolution, pool    [N, w, s/2, s/2]
/// unit2  convolution, pool    [N, 2w, s/4, s/4]
/// unit3  convolution, pool    [N, 4w, s/8, s/8]
/// out    of all places        [N, width]
/// unit   y / |y|              [N, width]
/// ```
///
/// Each convolution is 3 × 3 with batch normalisation and relu; pools keep the largest of 2 × 2.
/// Distances between unit vectors go from 0 to 2, and |a − b|² = 2 − 2·a·b.
///
/// F. Schroff, D. Kalenichenko, J. Philbin: FaceNet: a unified embedding for face recognition and
/// clustering, 2015 ([arXiv:1503.03832](https://arxiv.org/abs/1503.03832)).
///
/// @param unit1 from colours to w maps
/// @param unit2 to 2w maps
/// @param unit3 to 4w maps
/// @param out from all places of all maps to the vector
public record PictureEmbedding(
    ResNet9.Unit unit1, ResNet9.Unit unit2, ResNet9.Unit unit3, Linear out) implements Staged {
  private static final int SHRINK = 8;
  private static final double TINY = 1e-12;

  /// A network for pictures of `side` × `side` pixels.
  ///
  /// @param side a multiple of 8
  /// @param channels the maps of the first convolution
  /// @param width how many numbers the vector has
  /// @throws IllegalArgumentException if the side is no multiple of 8
  public static PictureEmbedding of(int colours, int side, int channels, int width, Rng rng) {
    if (side < SHRINK || side % SHRINK != 0) {
      throw new IllegalArgumentException(
          "picture embedding: expected a side that is a multiple of "
              + SHRINK
              + ", found "
              + side
              + ". Usual cause: the side of the file's pictures; fix: resize them, to 32 for"
              + " instance");
    }
    int places = side / SHRINK * (side / SHRINK);
    return new PictureEmbedding(
        ResNet9.Unit.of(colours, channels, rng),
        ResNet9.Unit.of(channels, 2 * channels, rng),
        ResNet9.Unit.of(2 * channels, 4 * channels, rng),
        Linear.of(4 * channels * places, width, rng));
  }

  @Override
  public List<Stage> stages() {
    MaxPool pool = MaxPool.of2d(2);
    return List.of(
        Staged.stage("unit1", unit1),
        Staged.stage("pool", pool),
        Staged.stage("unit2", unit2),
        Staged.stage("pool", pool),
        Staged.stage("unit3", unit3),
        Staged.stage("pool", pool),
        Staged.stage("flatten", x -> x.reshape(x.shape().dim(0), out.in())),
        Staged.stage("out", out),
        Staged.stage("unit", PictureEmbedding::unit));
  }

  private static Tensor unit(Tensor y) {
    return y.mul(y.square().sum(1, true).add(TINY).rsqrt());
  }
}
