package dev.cien.recipes.generative;

import dev.cien.recipes.Text;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.GasNet;
import java.util.stream.IntStream;

/// A way to say where the gas of some boxes is one jump later.
///
/// @param name a word
/// @param title what it is
/// @param work what it does for a jump, in steps or passes
/// @param next from the gas of each box to that one jump later
record GasJump(String name, Text title, int work, Next next) {
  /// The gas of each box one jump later.
  @FunctionalInterface
  interface Next {
    double[][] of(GasScenes.Scene[] scenes, double[][] gas);
  }

  /// Nothing moves.
  static GasJump none() {
    return new GasJump(
        "persistence", new Text("nothing moves", "nada se mueve"), 0, (scenes, gas) -> gas);
  }

  /// The explicit scheme with small steps: what the others are measured against.
  static GasJump fine(int steps) {
    return new GasJump(
        "fine",
        new Text("finite differences, small steps", "diferencias finitas, pasos pequeños"),
        steps,
        (scenes, gas) -> each(gas, i -> scenes[i].medium().after(gas[i], steps, GasScenes.DT)));
  }

  /// The explicit scheme with a single step of the largest stable length, which falls behind.
  static GasJump late() {
    return new GasJump(
        "late",
        new Text(
            "finite differences, the largest stable step a jump",
            "diferencias finitas, el mayor paso estable por salto"),
        1,
        (scenes, gas) ->
            each(gas, i -> scenes[i].medium().after(gas[i], 1, scenes[i].medium().limit())));
  }

  /// The explicit scheme in larger cells, with the largest stable steps.
  ///
  /// @param factor how many small cells wide a large one is
  /// @param span how long a jump is
  static GasJump coarse(int factor, double span, GasScenes.Scene[] scenes) {
    GasMedium[] media = new GasMedium[scenes.length];
    int most = 0;
    for (int i = 0; i < media.length; i++) {
      media[i] = scenes[i].medium().coarser(factor);
      most = Math.max(most, steps(media[i], span));
    }
    return new GasJump(
        "coarse",
        new Text(
            "finite differences in cells " + factor + " times as wide",
            "diferencias finitas en celdas " + factor + " veces más anchas"),
        most,
        (_, gas) ->
            each(
                gas,
                i -> {
                  int steps = steps(media[i], span);
                  GasMedium small = scenes[i].medium();
                  return small.spread(
                      media[i].after(small.averaged(gas[i], factor), steps, span / steps), factor);
                }));
  }

  private static int steps(GasMedium medium, double span) {
    return (int) Math.ceil(span / medium.limit());
  }

  /// A network.
  static GasJump network(String name, Text title, GasNet net) {
    Step step = Step.inference(in -> new Tensor[] {net.forward(in[0])});
    return new GasJump(
        name,
        title,
        1,
        (scenes, gas) -> {
          int cells = gas[0].length;
          float[] inputs = new float[2 * cells * gas.length];
          for (int i = 0; i < gas.length; i++) {
            for (int k = 0; k < cells; k++) {
              inputs[2 * i * cells + k] = (float) gas[i][k];
              inputs[(2 * i + 1) * cells + k] = scenes[i].medium().free(k) ? 1 : 0;
            }
          }
          int side = scenes[0].medium().side();
          float[] said = step.run(Tensor.of(inputs, gas.length, 2, side, side))[0].toFloats();
          return each(
              gas,
              i -> {
                double[] next = new double[cells];
                for (int k = 0; k < cells; k++) {
                  next[k] = said[i * cells + k];
                }
                return next;
              });
        });
  }

  /// What one box gives.
  interface One {
    double[] of(int i);
  }

  static double[][] each(double[][] gas, One one) {
    return IntStream.range(0, gas.length).mapToObj(one::of).toArray(double[][]::new);
  }

  /// Where the gas is after 0, 1, …, `jumps` jumps: `[jumps + 1][boxes][cells]`.
  double[][][] film(GasScenes.Scene[] scenes, int jumps) {
    double[][][] film = new double[jumps + 1][][];
    film[0] = each(new double[scenes.length][], i -> scenes[i].start());
    for (int j = 0; j < jumps; j++) {
      film[j + 1] = next.of(scenes, film[j]);
    }
    return film;
  }
}
