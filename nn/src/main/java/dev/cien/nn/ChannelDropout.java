package dev.cien.nn;

import dev.cien.tensor.Mode;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import java.util.Arrays;

/// [Dropout] of whole channels: in training sets each channel of each sample to 0 with probability
/// p and divides the others by 1 − p; in inference does nothing. Neighbours in a feature map say
/// almost the same, so that dropping single elements hides little (Tompson et al. 2015,
/// arXiv:1411.4280). PyTorch's `Dropout1d`, `Dropout2d` and `Dropout3d`.
///
/// Shapes: x and y `[N, C, spatial…]`, or `[C, spatial…]` for one sample. Random numbers come from
/// [Mode#rng].
///
/// @param p the probability of a channel being dropped
/// @param spatial how many axes a channel has: 1 to 3
public record ChannelDropout(double p, int spatial) implements Layer {
  /// Checks the probability and the number of axes.
  public ChannelDropout {
    Checks.fraction("ChannelDropout", "a probability", p);
    Checks.positive("ChannelDropout", "spatial axes", spatial);
  }

  /// Drops channels of sequences `[N, C, L]` with probability `p`.
  public static ChannelDropout of1d(double p) {
    return new ChannelDropout(p, 1);
  }

  /// Drops channels of images `[N, C, H, W]` with probability `p`.
  public static ChannelDropout of2d(double p) {
    return new ChannelDropout(p, 2);
  }

  /// Drops channels of volumes `[N, C, D, H, W]` with probability `p`.
  public static ChannelDropout of3d(double p) {
    return new ChannelDropout(p, 3);
  }

  @Override
  public Tensor forward(Tensor x) {
    int rank = x.shape().rank();
    if (rank != spatial + 2 && rank != spatial + 1) {
      throw new ShapeException(
          this
              + ": expected [N, C, "
              + spatial
              + " spatial axes] or one axis less, found "
              + x.shape()
              + ". Usual cause: features without spatial axes; fix: Dropout, which drops single"
              + " elements.");
    }
    if (!Mode.isTraining()) {
      return x;
    }
    int[] channels = x.shape().dims();
    Arrays.fill(channels, rank - spatial, rank, 1);
    return Dropout.drop(p, x, channels);
  }
}
