package dev.cien.recipes.generative;

import dev.cien.data.TensorDataset;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/// Boxes with walls and gas, and where that gas goes.
///
/// To learn from: round clouds. To measure on: things with edges that no round cloud has, in boxes
/// with other walls.
final class GasScenes {
  /// Cells along each side of a box.
  static final int SIDE = 32;

  /// The length of a small step, 0.8 of what is stable.
  static final double DT = 0.2;

  private static final int CELLS = SIDE * SIDE;

  /// A box and the gas in it at the start.
  record Scene(GasMedium medium, double[] start) {
    /// Where the gas is after 0, 1, …, `jumps` jumps of `steps` small steps each.
    double[][] film(int jumps, int steps) {
      double[][] film = new double[jumps + 1][];
      film[0] = start;
      for (int j = 0; j < jumps; j++) {
        film[j + 1] = medium.after(film[j], steps, DT);
      }
      return film;
    }
  }

  private GasScenes() {}

  /// Boxes with one to four round clouds.
  static Scene[] clouds(int count, Rng rng) {
    return scenes(count, rng, GasScenes::cloud, 4);
  }

  /// Boxes to learn from: clouds in one half, dust in the other, in which all patterns are present
  /// at once.
  static Scene[] lessons(int count, Rng rng) {
    Scene[] dusty = scenes(count / 2, rng, GasScenes::dust, 1);
    Scene[] all = Arrays.copyOf(clouds(count - count / 2, rng), count);
    System.arraycopy(dusty, 0, all, count - dusty.length, dusty.length);
    return all;
  }

  /// Boxes with one to three blocks, rings, crosses and stripes.
  static Scene[] shapes(int count, Rng rng) {
    return scenes(count, rng, GasScenes::shape, 3);
  }

  private static Scene[] scenes(int count, Rng rng, BiConsumer<double[], Rng> thing, int most) {
    Scene[] scenes = new Scene[count];
    for (int i = 0; i < count; i++) {
      GasMedium medium = GasMedium.of(SIDE, walls(rng));
      double[] gas = new double[CELLS];
      // A thing may lie inside a wall.
      while (medium.mass(gas) < 1) {
        for (int k = rng.nextInt(most); k >= 0; k--) {
          thing.accept(gas, rng);
        }
        for (int cell = 0; cell < CELLS; cell++) {
          gas[cell] *= medium.volume()[cell];
        }
      }
      scenes[i] = new Scene(medium, gas);
    }
    return scenes;
  }

  /// Walls with a door each, and blocks.
  private static boolean[] walls(Rng rng) {
    boolean[] free = new boolean[CELLS];
    Arrays.fill(free, true);
    for (int k = rng.nextInt(4); k > 0; k--) {
      boolean upright = rng.nextInt(2) == 0;
      int at = 5 + rng.nextInt(SIDE - 10);
      int door = rng.nextInt(SIDE - 6);
      int wide = 3 + rng.nextInt(4);
      for (int i = 0; i < SIDE; i++) {
        if (i < door || i >= door + wide) {
          free[upright ? i * SIDE + at : at * SIDE + i] = false;
        }
      }
    }
    for (int k = rng.nextInt(4); k > 0; k--) {
      int height = 2 + rng.nextInt(5);
      int width = 2 + rng.nextInt(5);
      int top = rng.nextInt(SIDE - height);
      int left = rng.nextInt(SIDE - width);
      for (int i = 0; i < height * width; i++) {
        free[(top + i / width) * SIDE + left + i % width] = false;
      }
    }
    return free;
  }

  private static void cloud(double[] gas, Rng rng) {
    double x = SIDE * rng.nextDouble();
    double y = SIDE * rng.nextDouble();
    double wide = 0.8 + 4 * rng.nextDouble();
    double dense = 0.2 + rng.nextDouble();
    add(gas, dense, (dx, dy) -> StrictMath.exp(-(dx * dx + dy * dy) / (2 * wide * wide)), x, y);
  }

  private static void dust(double[] gas, Rng rng) {
    double share = StrictMath.pow(rng.nextDouble(), 2);
    for (int i = 0; i < CELLS; i++) {
      gas[i] += rng.nextDouble() < share ? rng.nextDouble() : 0;
    }
  }

  private static void shape(double[] gas, Rng rng) {
    double x = 4 + (SIDE - 8) * rng.nextDouble();
    double y = 4 + (SIDE - 8) * rng.nextDouble();
    double size = 3 + 6 * rng.nextDouble();
    double dense = 0.2 + rng.nextDouble();
    Density drawn =
        switch (rng.nextInt(4)) {
          case 0 -> (dx, dy) -> Math.max(Math.abs(dx), Math.abs(dy)) < size / 1.5 ? 1 : 0;
          case 1 -> (dx, dy) -> Math.abs(Math.hypot(dx, dy) - size) < 1.2 ? 1 : 0;
          case 2 ->
              (dx, dy) ->
                  Math.min(Math.abs(dx), Math.abs(dy)) < 1
                          && Math.max(Math.abs(dx), Math.abs(dy)) < size
                      ? 1
                      : 0;
          default ->
              (dx, dy) ->
                  Math.max(Math.abs(dx), Math.abs(dy)) < size && Math.floorMod((int) dx, 4) < 2
                      ? 1
                      : 0;
        };
    add(gas, dense, drawn, x, y);
  }

  /// How dense a thing is at a place, seen from its middle.
  private interface Density {
    double at(double dx, double dy);
  }

  private static void add(double[] gas, double dense, Density thing, double x, double y) {
    for (int i = 0; i < CELLS; i++) {
      gas[i] += dense * thing.at(i % SIDE + 0.5 - x, i / SIDE + 0.5 - y);
    }
  }

  /// What jumps are learnt from. Inputs `[n, 2, s, s]`: gas and free cells; targets `[n, 1, s, s]`:
  /// the gas after one jump. The gas of each sample is scaled to a standard deviation of 1 over the
  /// free cells.
  ///
  /// @param each how many moments of each scene, spread over the first `jumps` jumps
  static TensorDataset samples(Scene[] scenes, int each, int jumps, int steps) {
    int count = scenes.length * each;
    float[] inputs = new float[count * 2 * CELLS];
    float[] targets = new float[count * CELLS];
    IntStream.range(0, scenes.length)
        .parallel()
        .forEach(
            i -> {
              double[][] film = scenes[i].film(jumps, steps);
              for (int k = 0; k < each; k++) {
                int from = (i + k * jumps / each) % jumps;
                int at = (i * each + k) * 2 * CELLS;
                double scale = 1 / deviation(scenes[i].medium(), film[from]);
                put(film[from], scale, inputs, at);
                put(scenes[i].medium().volume(), 1, inputs, at + CELLS);
                put(film[from + 1], scale, targets, at / 2);
              }
            });
    return TensorDataset.of(
        Tensor.of(inputs, count, 2, SIDE, SIDE), Tensor.of(targets, count, 1, SIDE, SIDE));
  }

  private static void put(double[] from, double scale, float[] to, int at) {
    for (int i = 0; i < from.length; i++) {
      to[at + i] = (float) (scale * from[i]);
    }
  }

  private static double deviation(GasMedium medium, double[] c) {
    double[] free = IntStream.range(0, CELLS).filter(medium::free).mapToDouble(i -> c[i]).toArray();
    double mean = Arrays.stream(free).average().orElse(0);
    double square = Arrays.stream(free).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return Math.sqrt(square + 1e-12);
  }
}
