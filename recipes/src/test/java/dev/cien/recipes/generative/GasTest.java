package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Gallery;
import dev.cien.recipes.Text;
import dev.cien.tensor.Rng;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GasTest {
  /// 1 + cos(π k x / L) cos(π l y / L) in cell middles: a pattern of a box without walls.
  private static double[] wave(int side, int k, int l) {
    return IntStream.range(0, side * side)
        .mapToDouble(
            i ->
                1
                    + StrictMath.cos(Math.PI * k * (i % side + 0.5) / side)
                        * StrictMath.cos(Math.PI * l * (i / side + 0.5) / side))
        .toArray();
  }

  /// How much of the wave is left, from its first cell.
  private static double left(double[] c, double[] wave) {
    return (c[0] - 1) / (wave[0] - 1);
  }

  @Test
  void eachStepShrinksAWaveByTheFactorOfTheScheme() {
    int side = 12;
    double dt = 0.2;
    double[] wave = wave(side, 3, 1);
    double factor =
        1
            - 2
                * dt
                * (2
                    - StrictMath.cos(Math.PI * 3 / side)
                    - StrictMath.cos(Math.PI / (double) side));
    double[] after = GasMedium.open(side).after(wave, 10, dt);
    double expected = Math.pow(factor, 10);
    for (int i = 0; i < wave.length; i++) {
      assertThat(after[i]).isCloseTo(1 + expected * (wave[i] - 1), within(1e-12));
    }
  }

  @Test
  void theSchemeApproachesTheSolutionOfTheEquationWithTheSquareOfTheCellSize() {
    // The same wave, box and time in cells of half the size: exp(−2 (πk/L)² D t).
    double[] error = new double[3];
    for (int i = 0; i < error.length; i++) {
      int side = 8 << i;
      double time = 3.2 * (1 << 2 * i);
      double[] wave = wave(side, 1, 1);
      double[] after = GasMedium.open(side).after(wave, 16 << 2 * i, 0.2);
      double exact = StrictMath.exp(-2 * Math.PI * Math.PI * time / (side * side));
      error[i] = Math.abs(left(after, wave) - exact);
    }
    assertThat(error[0] / error[1]).isBetween(3.5, 4.5);
    assertThat(error[1] / error[2]).isBetween(3.5, 4.5);
  }

  @Test
  void aDropSpreadsAsTheHeatKernelDoes() {
    int side = 81;
    double[] drop = new double[side * side];
    int middle = side / 2 * side + side / 2;
    drop[middle] = 1;
    double time = 40;
    double[] after = GasMedium.open(side).after(drop, 200, 0.2);
    double spread = 0;
    for (int i = 0; i < after.length; i++) {
      double dx = i % side - side / 2;
      double dy = i / side - side / 2;
      spread += after[i] * dx * dx;
      double kernel = StrictMath.exp(-(dx * dx + dy * dy) / (4 * time)) / (4 * Math.PI * time);
      assertThat(after[i]).isCloseTo(kernel, within(2e-5));
    }
    assertThat(after[middle]).isGreaterThan(1.9e-3);
    // Einstein: ⟨x²⟩ = 2 D t, but for what reached the walls.
    assertThat(spread).isCloseTo(2 * time, within(0.01));
  }

  private static double most(double dt) {
    GasMedium open = GasMedium.open(16);
    double[] chequered =
        IntStream.range(0, 256).mapToDouble(i -> (i % 16 + i / 16) % 2 == 0 ? 1 : -1).toArray();
    return Arrays.stream(open.after(chequered, 400, dt)).map(Math::abs).max().orElseThrow();
  }

  @Test
  void stepsAreStableUpToTheLimit() {
    assertThat(GasMedium.open(16).limit()).isEqualTo(0.25);
    assertThat(most(0.25)).isLessThanOrEqualTo(1);
    assertThat(most(0.26)).isGreaterThan(1000);
  }

  @Test
  void wallsKeepGasInAndNoneIsLost() {
    GasScenes.Scene[] scenes = GasScenes.shapes(5, Rng.of(1));
    for (GasScenes.Scene scene : scenes) {
      GasMedium medium = scene.medium();
      double[] after = medium.after(scene.start(), 100, GasScenes.DT);
      assertThat(medium.mass(after)).isCloseTo(medium.mass(scene.start()), within(1e-9));
      double most = Arrays.stream(scene.start()).max().orElseThrow();
      for (int i = 0; i < after.length; i++) {
        assertThat(after[i]).isBetween(0.0, most);
        assertThat(medium.free(i) || after[i] == 0).isTrue();
      }
      double[] coarse = medium.averaged(scene.start(), 4);
      assertThat(medium.coarser(4).mass(coarse))
          .isCloseTo(medium.mass(scene.start()), within(1e-9));
      assertThat(medium.averaged(medium.spread(coarse, 4), 4))
          .containsExactly(coarse, within(1e-12));
    }
  }

  @Test
  void aCoarseGridSeesAWallInsideItsCells() {
    boolean[] free = new boolean[64];
    for (int i = 0; i < 64; i++) {
      free[i] = i % 8 != 3;
    }
    GasMedium coarse = GasMedium.of(8, free).coarser(4);
    assertThat(coarse.volume()).containsExactly(12, 16, 12, 16);
    assertThat(coarse.right()).containsOnly(0);
    assertThat(coarse.down()).containsExactly(0.75, 1, 0, 0);
  }

  /// Pearson's test of counts against what the equation expects: as the walks are independent, the
  /// sum of (found − expected)² / expected is about as large as there are cells.
  @Test
  void particlesAgreeWithTheEquationWithinTheErrorOfASample() {
    int count = 40_000;
    for (GasScenes.Scene scene : GasScenes.shapes(3, Rng.of(2))) {
      Rng rng = Rng.of(3);
      int steps = 60;
      int[] found =
          new GasWalkers(scene.medium(), scene.start(), count, rng)
              .walk(steps, GasScenes.DT, rng)
              .counts();
      double[] expected = scene.medium().after(scene.start(), steps, GasScenes.DT);
      double mass = scene.medium().mass(scene.start());
      double sum = 0;
      int cells = 0;
      double rest = 0;
      int restFound = 0;
      for (int i = 0; i < found.length; i++) {
        double mean = expected[i] * count / mass;
        if (mean >= 5) {
          sum += (found[i] - mean) * (found[i] - mean) / mean;
          cells++;
        } else {
          rest += mean;
          restFound += found[i];
        }
      }
      assertThat(Arrays.stream(found).sum()).isEqualTo(count);
      // χ² has mean `cells` and variance 2·cells; four deviations.
      assertThat(sum).isBetween(0.8 * cells, cells + 4 * Math.sqrt(2.0 * cells));
      assertThat(restFound).isCloseTo((int) rest, within(10 + (int) (4 * Math.sqrt(rest))));
    }
  }

  @Test
  void testShapesAreTheSameForAllSeedsAndTrainingDiffers() {
    GasScenes.Scene a = GasScenes.shapes(2, Rng.of(0).fork(3))[1];
    GasScenes.Scene b = GasScenes.shapes(2, Rng.of(0).fork(3))[1];
    assertThat(a.start()).isEqualTo(b.start());
    assertThat(GasScenes.clouds(2, Rng.of(0).fork(1))[1].start()).isNotEqualTo(a.start());
  }

  @Test
  void aRunLeavesPicturesAndLosesNoGas(@TempDir Path folder) {
    Gas recipe = new Gas();
    GasExperiment experiment =
        (GasExperiment)
            recipe.prepare(
                recipe.settings(
                    Map.of(
                        "epochs", "1", "scenes", "20", "tested", "10", "width", "2", "jumps", "3",
                        "steps", "5")));
    experiment.trainer().fit(experiment.training());
    Evaluation found = experiment.evaluate();
    assertThat(found.metric("mass_error")).isLessThan(1e-6);
    assertThat(found.metric("changes_mass_error")).isGreaterThan(1e-5);
    Gallery gallery = new Gallery(folder, new Text("t", "t"), Locale.ENGLISH);
    experiment.show(gallery);
    for (String name : new String[] {"film-1", "film-2", "error", "mass", "particles"}) {
      assertThat(folder.resolve("gallery/" + name + ".png")).isNotEmptyFile();
    }
    assertThat(folder.resolve("gallery/table.csv")).content().contains("least squares");
  }
}
