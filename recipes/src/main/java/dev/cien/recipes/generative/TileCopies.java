package dev.cien.recipes.generative;

import dev.cien.io.Pixels;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Window;
import java.util.Arrays;

/// Finds for a patch the place of a surface that is most like it, by
///
/// ‖a − b‖² = ‖a‖² + ‖b‖² − 2 a · b,
///
/// the products with all places b of the surface being one convolution with the patch a.
final class TileCopies {
  private final int side;
  private final Tensor surface;
  private final int places;
  private final int across;
  private final Step apart;

  /// The place that is most like a patch.
  ///
  /// @param distance mean square difference of a value
  record Nearest(double distance, int top, int left) {}

  /// @param surface where it is looked for
  /// @param side rows and columns of a patch
  TileCopies(Pixels surface, int side) {
    this.side = side;
    this.surface =
        Tensor.of(
            TileSurfaces.scaled(surface), 1, surface.channels(), surface.height(), surface.width());
    this.across = surface.width() - side + 1;
    this.places = (surface.height() - side + 1) * across;
    Tensor ones = Tensor.ones(1, 1, side, side);
    this.apart =
        Step.inference(
            in -> {
              Tensor patch = in[0].square().sum(1, 2, 3).reshape(1, -1, 1, 1);
              Tensor there = in[1].square().sum(1).unsqueeze(1).conv(ones, Window.of());
              Tensor both = in[1].conv(in[0], Window.of());
              return new Tensor[] {there.add(patch).sub(both.mul(2))};
            });
  }

  /// The nearest places of patches.
  ///
  /// @param patches `[n, channels, side, side]`
  Nearest[] nearest(float[] patches) {
    int channels = surface.shape().dim(1);
    int n = patches.length / (channels * side * side);
    float[] distances =
        apart.run(Tensor.of(patches, n, channels, side, side), surface)[0].toFloats();
    Nearest[] nearest = new Nearest[n];
    for (int i = 0; i < n; i++) {
      int best = i * places;
      for (int p = i * places; p < (i + 1) * places; p++) {
        best = distances[p] < distances[best] ? p : best;
      }
      int place = best - i * places;
      nearest[i] =
          new Nearest(
              Math.max(0, distances[best]) / (channels * side * side),
              place / across,
              place % across);
    }
    return nearest;
  }

  /// The median distance of patches to their nearest places.
  double median(float[] patches) {
    double[] sorted =
        Arrays.stream(nearest(patches)).mapToDouble(Nearest::distance).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /// A patch of a tile, `[channels, side, side]`, from `shift` rows down and columns across; what
  /// would lie beyond the edge is taken from the opposite one.
  static float[] patch(float[] values, int tile, int channels, int whole, int side, int shift) {
    float[] patch = new float[channels * side * side];
    for (int i = 0; i < patch.length; i++) {
      int row = (i / side % side + shift) % whole;
      int column = (i % side + shift) % whole;
      patch[i] = values[((tile * channels + i / (side * side)) * whole + row) * whole + column];
    }
    return patch;
  }
}
