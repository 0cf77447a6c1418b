package dev.cien.zoo;

import dev.cien.nn.Conv2d;
import dev.cien.nn.Linear;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Window;
import java.util.List;

/// A tiny convolutional classifier of small pictures, whose features measure what other models
/// paint. Of grey pictures of 28 × 28 pixels:
///
/// ```
/// x          [batch, 1, 28, 28]
/// first      3 × 3, relu, pool 2 × 2   [batch, 16, 13, 13]
/// second     3 × 3, relu, pool 2 × 2   [batch, 32, 5, 5]
/// features   relu                      [batch, 32]
/// out        logits                    [batch, classes]
/// ```
///
/// @param features from all places to the features
/// @param out from features to logits
public record PictureClassifier(Conv2d first, Conv2d second, Linear features, Linear out)
    implements Staged {
  /// How many features it gives.
  public static final int FEATURES = 32;

  private static final int MAPS = 32;
  private static final int LEAST = 10;

  /// A classifier.
  ///
  /// @param channels 1 for grey pictures, 3 for coloured ones
  /// @param side rows and columns of a picture, at least 10
  public static PictureClassifier of(int channels, int side, int classes, Rng rng) {
    if (side < LEAST) {
      throw new TensorException(
          "PictureClassifier: expected a side of at least "
              + LEAST
              + " pixels, found "
              + side
              + ". Usual cause: pictures made smaller than convolutions and pools leave room for.");
    }
    int pooled = ((side - 2) / 2 - 2) / 2;
    return new PictureClassifier(
        Conv2d.of(channels, MAPS / 2, 3, rng),
        Conv2d.of(MAPS / 2, MAPS, 3, rng),
        Linear.of(MAPS * pooled * pooled, FEATURES, rng),
        Linear.of(FEATURES, classes, rng));
  }

  @Override
  public List<Stage> stages() {
    return List.of(
        Staged.stage("first", first),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("pool", PictureClassifier::halved),
        Staged.stage("second", second),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("pool", PictureClassifier::halved),
        Staged.stage("flatten", x -> x.reshape(x.shape().dim(0), features.in())),
        Staged.stage("features", features),
        Staged.stage("relu", Tensor::relu),
        Staged.stage("out", out));
  }

  private static Tensor halved(Tensor x) {
    return x.maxPool(new int[] {2, 2}, Window.stride(2));
  }
}
