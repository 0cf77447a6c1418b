package dev.cien.recipes.history;

import dev.cien.data.ProteinChain;
import dev.cien.io.Pixels;
import dev.cien.recipes.kit.PrincipalAxes;
import java.util.Arrays;
import java.util.Optional;

/// Contact maps, tables of distances and folds, painted.
final class FoldPicture {
  private static final int FULL = 255;
  private static final int SIDE = 190;
  private static final int LARGE = 640;
  private static final double MARGIN = 14;
  private static final int DOTS = 40;
  private static final double THICK = 1.4;

  /// Ångström at which a distance is white.
  private static final double FAR = 24;

  /// Contacts of residues that are nearer along the chain are everywhere.
  private static final int NEAREST = 3;

  private static final int[] TRUE = {60, 60, 60};
  private static final int[] RIGHT = {0, 110, 190};
  private static final int[] WRONG = {230, 110, 20};
  private static final int[] DIAGONAL = {190, 190, 190};

  private FoldPicture() {}

  /// A contact map: below the diagonal what is predicted, the darker the likelier, with the L/5
  /// likeliest long-range pairs in blue, or in orange where they are known to be wrong; above it
  /// the true contacts, if they are known.
  static Pixels contacts(ContactMap map, Optional<ProteinChain> truth) {
    int n = map.scores().length;
    Canvas canvas = new Canvas(n, n);
    for (int i = 0; i < n; i++) {
      canvas.set(i, i, DIAGONAL);
      for (int j = i + NEAREST; j < n; j++) {
        int shade =
            FULL - (int) Math.round(0.8 * FULL * Math.sqrt(Math.min(1, map.scores()[i][j])));
        canvas.set(i, j, shade, shade, shade);
        if (truth.isPresent() && Distances.isContact(truth.get(), i, j)) {
          canvas.set(j, i, TRUE);
        }
      }
    }
    for (ContactMap.Pair pair : map.best(Math.max(1, n / 5), Distances.LONG_RANGE)) {
      boolean wrong = truth.isPresent() && !Distances.isContact(truth.get(), pair.i(), pair.j());
      canvas.set(pair.i(), pair.j(), wrong ? WRONG : RIGHT);
    }
    return canvas.pixels();
  }

  /// The same in squares of several pixels, for a picture by itself.
  static Pixels large(Pixels map) {
    int times = Math.max(1, LARGE / map.width());
    int width = times * map.width();
    Canvas canvas = new Canvas(width, width);
    int plane = map.width() * map.height();
    for (int y = 0; y < width; y++) {
      for (int x = 0; x < width; x++) {
        int at = y / times * map.width() + x / times;
        canvas.set(x, y, map.values()[at], map.values()[plane + at], map.values()[2 * plane + at]);
      }
    }
    return canvas.pixels();
  }

  /// Distances, black for 0 and white from 24 Å on: predicted ones below the diagonal, true ones
  /// above.
  static Pixels distances(double[][] predicted, ProteinChain truth) {
    int n = predicted.length;
    Canvas canvas = new Canvas(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        int below = (int) Math.round(FULL * Math.min(1, predicted[i][j] / FAR));
        int above = (int) Math.round(FULL * Math.min(1, truth.distance(i, j) / FAR));
        canvas.set(i, j, below, below, below);
        canvas.set(j, i, above, above, above);
      }
    }
    return canvas.pixels();
  }

  /// The chain's α carbons as a line from blue, where it begins, over violet to orange, where it
  /// ends, seen where `truth` spreads most.
  static Pixels trace(double[][] places, double[][] truth) {
    PrincipalAxes axes = PrincipalAxes.of(truth, 2);
    double reach = 1;
    for (double[] place : truth) {
      for (double along : axes.of(place)) {
        reach = Math.max(reach, Math.abs(along));
      }
    }
    double scale = (SIDE / 2.0 - MARGIN) / reach;
    Canvas canvas = new Canvas(SIDE, SIDE);
    for (int i = 1; i < places.length; i++) {
      double[] from = axes.of(places[i - 1]);
      double[] to = axes.of(places[i]);
      double along = (double) i / places.length;
      int red = (int) Math.round(along * 230);
      int green = (int) Math.round(100 - 40 * Math.sin(Math.PI * along));
      int blue = (int) Math.round(190 * (1 - along) + 20 * along);
      for (int k = 0; k <= DOTS; k++) {
        double share = (double) k / DOTS;
        double x = SIDE / 2.0 + scale * (from[0] + share * (to[0] - from[0]));
        double y = SIDE / 2.0 + scale * (from[1] + share * (to[1] - from[1]));
        canvas.dot(x, y, red, green, blue);
      }
    }
    return canvas.pixels();
  }

  /// x, y, z of each residue of a chain.
  static double[][] places(ProteinChain chain) {
    double[][] places = new double[chain.length()][3];
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < 3; k++) {
        places[i][k] = chain.places()[3 * i + k];
      }
    }
    return places;
  }

  /// White paper; columns first.
  private static final class Canvas {
    private final int width;
    private final int height;
    private final byte[] bytes;

    Canvas(int width, int height) {
      this.width = width;
      this.height = height;
      this.bytes = new byte[3 * width * height];
      Arrays.fill(bytes, (byte) FULL);
    }

    void set(int x, int y, int... colour) {
      if (x >= 0 && x < width && y >= 0 && y < height) {
        for (int c = 0; c < 3; c++) {
          bytes[(c * height + y) * width + x] = (byte) colour[c];
        }
      }
    }

    void dot(double x, double y, int... colour) {
      int reach = (int) Math.ceil(THICK);
      for (int dx = -reach; dx <= reach; dx++) {
        for (int dy = -reach; dy <= reach; dy++) {
          int px = (int) Math.round(x) + dx;
          int py = (int) Math.round(y) + dy;
          if ((px - x) * (px - x) + (py - y) * (py - y) <= THICK * THICK) {
            set(px, py, colour);
          }
        }
      }
    }

    Pixels pixels() {
      return new Pixels(3, height, width, bytes);
    }
  }
}
