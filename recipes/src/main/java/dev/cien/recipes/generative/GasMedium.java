package dev.cien.recipes.generative;

import java.util.Arrays;

/// A box of square cells in which a gas spreads, by finite volumes: Vᵢ dcᵢ/dt = Σ g·(cⱼ − cᵢ) over
/// the neighbours j, which is ∂c/∂t = D∇²c with walls that nothing crosses.
///
/// The explicit scheme c ← c + dt/V · Σ g·(cⱼ − cᵢ) is stable, and never makes a concentration that
/// was not there, as long as no cell gives away more than it has: dt ≤ min V/Σg. In an open box
/// with cells of side h that is h²/(4D). R. Courant, K. Friedrichs, H. Lewy, 1928; R. LeVeque:
/// Finite difference methods, 2007.
///
/// @param side cells along each side
/// @param volume `[side, side]`, how much room each cell has; 0 is wall
/// @param right `[side, side]`, g from a cell to the one on its right; 0 where nothing crosses
/// @param down the same to the cell below
record GasMedium(int side, double[] volume, double[] right, double[] down) {
  /// Free cells of volume 1 with D = 1 between neighbours.
  static GasMedium of(int side, boolean... free) {
    double[] volume = new double[side * side];
    double[] right = new double[side * side];
    double[] down = new double[side * side];
    for (int i = 0; i < volume.length; i++) {
      volume[i] = free[i] ? 1 : 0;
      right[i] = free[i] && i % side < side - 1 && free[i + 1] ? 1 : 0;
      down[i] = free[i] && i + side < volume.length && free[i + side] ? 1 : 0;
    }
    return new GasMedium(side, volume, right, down);
  }

  /// A box without walls inside.
  static GasMedium open(int side) {
    boolean[] free = new boolean[side * side];
    Arrays.fill(free, true);
    return of(side, free);
  }

  /// Whether gas can be in a cell.
  boolean free(int cell) {
    return volume[cell] > 0;
  }

  /// The longest time that one explicit step may take.
  double limit() {
    double limit = Double.POSITIVE_INFINITY;
    for (int i = 0; i < volume.length; i++) {
      double exits = exits(i);
      if (exits > 0) {
        limit = Math.min(limit, volume[i] / exits);
      }
    }
    return limit;
  }

  private double exits(int i) {
    return right[i]
        + down[i]
        + (i % side > 0 ? right[i - 1] : 0)
        + (i >= side ? down[i - side] : 0);
  }

  /// The concentration after some steps of length dt.
  double[] after(double[] start, int steps, double dt) {
    double[] c = start.clone();
    double[] gained = new double[c.length];
    for (int step = 0; step < steps; step++) {
      Arrays.fill(gained, 0);
      for (int i = 0; i < c.length; i++) {
        if (right[i] > 0) {
          double flux = right[i] * (c[i] - c[i + 1]);
          gained[i] -= flux;
          gained[i + 1] += flux;
        }
        if (down[i] > 0) {
          double flux = down[i] * (c[i] - c[i + side]);
          gained[i] -= flux;
          gained[i + side] += flux;
        }
      }
      for (int i = 0; i < c.length; i++) {
        if (volume[i] > 0) {
          c[i] += dt * gained[i] / volume[i];
        }
      }
    }
    return c;
  }

  /// How much gas there is.
  double mass(double[] c) {
    double mass = 0;
    for (int i = 0; i < c.length; i++) {
      mass += volume[i] * c[i];
    }
    return mass;
  }

  /// The same box in cells of `factor` × `factor`. What crosses between two of them are the rows of
  /// small cells that are open from one middle to the other, over a way that is `factor` long.
  GasMedium coarser(int factor) {
    int few = side / factor;
    double[] rooms = new double[few * few];
    double[] across = new double[few * few];
    double[] below = new double[few * few];
    for (int y = 0; y < few; y++) {
      for (int x = 0; x < few; x++) {
        int at = y * few + x;
        for (int k = 0; k < factor * factor; k++) {
          rooms[at] += volume[(factor * y + k / factor) * side + factor * x + k % factor];
        }
        for (int k = 0; k < factor; k++) {
          int middle = factor / 2;
          int row = (factor * y + k) * side + factor * x + middle;
          int column = (factor * y + middle) * side + factor * x + k;
          across[at] += x + 1 < few && open(right, row, 1, factor) ? 1.0 / factor : 0;
          below[at] += y + 1 < few && open(down, column, side, factor) ? 1.0 / factor : 0;
        }
      }
    }
    return new GasMedium(few, rooms, across, below);
  }

  private static boolean open(double[] faces, int from, int stride, int count) {
    for (int k = 0; k < count; k++) {
      if (faces[from + k * stride] == 0) {
        return false;
      }
    }
    return true;
  }

  /// The mean concentration in each cell of [#coarser].
  double[] averaged(double[] c, int factor) {
    int few = side / factor;
    double[] mean = new double[few * few];
    double[] room = new double[few * few];
    for (int i = 0; i < c.length; i++) {
      int at = i / side / factor * few + i % side / factor;
      mean[at] += volume[i] * c[i];
      room[at] += volume[i];
    }
    for (int at = 0; at < mean.length; at++) {
      mean[at] = room[at] > 0 ? mean[at] / room[at] : 0;
    }
    return mean;
  }

  /// The concentration of the large cell for each small one that is free in it.
  double[] spread(double[] coarse, int factor) {
    int few = side / factor;
    double[] c = new double[volume.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = free(i) ? coarse[i / side / factor * few + i % side / factor] : 0;
    }
    return c;
  }
}
