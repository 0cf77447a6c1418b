package dev.cien.recipes.vision;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.tensor.Tensor;

/// Histograms of oriented gradients: what people computed from pictures before networks learnt what
/// to compute.
///
/// ```
/// gradient  gₓ = x(i, j+1) − x(i, j−1), gᵧ = x(i+1, j) − x(i−1, j), the edge repeated
/// vote      its length |g|, shared between the two nearest of b directions from 0 to π
/// cell      the sums of the votes of c × c pixels, b numbers
/// block     2 × 2 neighbouring cells, v ← v / √(|v|² + ε²), 4b numbers
/// ```
///
/// Blocks overlap by one cell, so that each cell counts beside all its neighbours. Opposite
/// directions count as one: an edge from dark to light is like one from light to dark.
///
/// N. Dalal, B. Triggs: Histograms of oriented gradients for human detection, 2005.
///
/// @param side pixels of a picture's side, a multiple of the cell's
/// @param cell c, pixels of a cell's side
/// @param directions b
record Hog(int side, int cell, int directions) {
  private static final double EPSILON = 0.01;
  private static final int BLOCK = 2;

  Hog {
    if (cell < 1 || directions < 1 || side % cell != 0 || side / cell < BLOCK) {
      throw new IllegalArgumentException(
          "hog: expected a side of 2 cells or more, found "
              + side
              + " pixels in cells of "
              + cell
              + ".");
    }
  }

  /// How many cells a side has.
  int cells() {
    return side / cell;
  }

  /// How many numbers describe a picture.
  int size() {
    int blocks = cells() - BLOCK + 1;
    return blocks * blocks * BLOCK * BLOCK * directions;
  }

  /// The histogram of each cell, `cells · cells · directions` numbers.
  double[] histograms(float[] picture) {
    double[] votes = new double[cells() * cells() * directions];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double across =
            picture[y * side + Math.min(x + 1, side - 1)] - picture[y * side + Math.max(x - 1, 0)];
        double down =
            picture[Math.min(y + 1, side - 1) * side + x] - picture[Math.max(y - 1, 0) * side + x];
        double length = Math.sqrt(across * across + down * down);
        if (length == 0) {
          continue;
        }
        // StrictMath: the same bits on every machine.
        double turn = StrictMath.atan2(down, across) / Math.PI;
        double place = (turn < 0 ? turn + 1 : turn) * directions;
        int low = (int) place;
        double share = place - low;
        int at = (y / cell * cells() + x / cell) * directions;
        votes[at + low % directions] += length * (1 - share);
        votes[at + (low + 1) % directions] += length * share;
      }
    }
    return votes;
  }

  /// The numbers that describe a picture.
  ///
  /// @param picture `side · side` grey values
  float[] of(float[] picture) {
    double[] votes = histograms(picture);
    float[] features = new float[size()];
    int next = 0;
    for (int top = 0; top + BLOCK <= cells(); top++) {
      for (int left = 0; left + BLOCK <= cells(); left++) {
        int from = next;
        double squares = 0;
        for (int k = 0; k < BLOCK * BLOCK; k++) {
          int at = ((top + k / BLOCK) * cells() + left + k % BLOCK) * directions;
          for (int d = 0; d < directions; d++) {
            features[next++] = (float) votes[at + d];
            squares += votes[at + d] * votes[at + d];
          }
        }
        double scale = 1 / Math.sqrt(squares + EPSILON * EPSILON);
        for (int i = from; i < next; i++) {
          features[i] = (float) (features[i] * scale);
        }
      }
    }
    return features;
  }

  /// A set of grey pictures `[N, 1, side, side]` described by their features `[N, size]`.
  Dataset on(Dataset pictures) {
    return pictures.map(
        batch -> {
          float[] pixels = batch.inputs().toFloats();
          float[] all = new float[batch.size() * size()];
          float[] one = new float[side * side];
          for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(pixels, i * one.length, one, 0, one.length);
            System.arraycopy(of(one), 0, all, i * size(), size());
          }
          return new Batch(Tensor.of(all, batch.size(), size()), batch.targets());
        });
  }
}
