package dev.cien.recipes.generative;

import dev.cien.tensor.Rng;

/// Particles that know nothing of an equation: in each small step a particle crosses each open face
/// of its cell with probability dt·g, and stays otherwise.
///
/// How many are expected in a cell then follows the explicit scheme of [GasMedium] exactly, so that
/// the only difference between the two is that of a sample, about 1/√N. A. Einstein: Über die von
/// der molekularkinetischen Theorie der Wärme geforderte Bewegung, 1905. The noise in which a
/// diffusion model drowns its data is the same walk in another space.
final class GasWalkers {
  private final GasMedium medium;
  private final int[] cells;

  /// Particles drawn from a concentration.
  GasWalkers(GasMedium medium, double[] start, int count, Rng rng) {
    this.medium = medium;
    this.cells = new int[count];
    double mass = medium.mass(start);
    // One draw in each of `count` equal shares of the gas, so that the start is as even as it can
    // be and the later noise is that of the walks.
    int cell = 0;
    double below = medium.volume()[0] * start[0];
    for (int k = 0; k < count; k++) {
      double wanted = (k + rng.nextDouble()) * mass / count;
      while (wanted > below && cell + 1 < start.length) {
        cell++;
        below += medium.volume()[cell] * start[cell];
      }
      cells[k] = cell;
    }
  }

  /// Some steps of length dt, at most [GasMedium#limit], in a box of cells of volume 1.
  GasWalkers walk(int steps, double dt, Rng rng) {
    int side = medium.side();
    for (int k = 0; k < cells.length; k++) {
      int at = cells[k];
      for (int step = 0; step < steps; step++) {
        // One of four directions, then whether to go.
        double drawn = 4 * rng.nextDouble();
        int way = (int) drawn;
        double chance = 4 * dt;
        if (drawn - way >= chance) {
          continue;
        }
        at =
            switch (way) {
              case 0 -> medium.right()[at] > 0 ? at + 1 : at;
              case 1 -> medium.down()[at] > 0 ? at + side : at;
              case 2 -> at % side > 0 && medium.right()[at - 1] > 0 ? at - 1 : at;
              default -> at >= side && medium.down()[at - side] > 0 ? at - side : at;
            };
      }
      cells[k] = at;
    }
    return this;
  }

  /// How many particles each cell holds.
  int[] counts() {
    int[] counts = new int[medium.volume().length];
    for (int cell : cells) {
      counts[cell]++;
    }
    return counts;
  }
}
