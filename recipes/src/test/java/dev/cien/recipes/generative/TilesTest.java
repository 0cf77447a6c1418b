package dev.cien.recipes.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.io.Pixels;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Settings;
import dev.cien.recipes.Text;
import dev.cien.recipes.kit.Lines;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TilesTest {
  private static final List<Text> NAMES =
      List.of(new Text("brick", "ladrillo"), new Text("grass", "césped"));

  private static Pixels noise(int height, int width, long seed) {
    Rng rng = Rng.of(seed);
    byte[] values = new byte[3 * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) rng.nextInt(256);
    }
    return new Pixels(3, height, width, values);
  }

  /// Values that depend on the column alone.
  private static float[] columns(int side, float... row) {
    float[] values = new float[side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = row[i % side];
    }
    return values;
  }

  @Test
  void aSeamIsAStepThatTheInsideDoesNotHave() {
    // Rows are alike: the steps are 1, 1, 1 across columns inside and −3 across the seam.
    SeamError ramp = SeamError.of(columns(4, 0, 1, 2, 3), 1, 4, 4);
    assertThat(ramp.seam()).isCloseTo(4 * 9 / 8.0, within(1e-12));
    assertThat(ramp.inside()).isCloseTo(4 * 3 / 24.0, within(1e-12));
    assertThat(ramp.error()).isCloseTo(9, within(1e-12));
    // Smoother than the rest is no better than rougher.
    SeamError smooth = SeamError.of(columns(4, 1, 0, 3, 1), 1, 4, 4);
    assertThat(smooth.ratio()).isZero();
    assertThat(smooth.error()).isInfinite();
    SeamError wave = SeamError.of(columns(4, 0, 1, 0, -1), 1, 4, 4);
    assertThat(wave.error()).isCloseTo(1, within(1e-12));
    assertThat(SeamError.of(columns(4, 2, 2, 2, 2), 1, 4, 4).error()).isEqualTo(1);
  }

  @Test
  void kindsCountEachSurfaceAlike() {
    float[] values = new float[2 * 3 * 16];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(columns(4, 0, 1, 2, 3), 0, values, i * 16, 16);
      System.arraycopy(columns(4, 0, 9, 0, -9), 0, values, (3 + i) * 16, 16);
    }
    TileKind kind = new TileKind(NAMES.getFirst(), values, new int[] {0, 1}, 4);
    assertThat(kind.seam()).isCloseTo(3, within(1e-9));
    assertThat(kind.of(1)).hasSize(48).contains(9, -9);
    assertThat(Arrays.copyOf(kind.rolled(), 4)).containsExactly(2, 3, 0, 1);
  }

  @Test
  void whatRepeatsIsFadedIntoItself() {
    float[] wave = new float[10 * 10];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (i % 10 % 8) + 10 * (i / 10 % 8);
    }
    float[] tile = TileKind.faded(wave, 8, 2);
    for (int i = 0; i < tile.length; i++) {
      assertThat(tile[i]).isCloseTo(i % 8 + 10 * (i / 8), within(1e-4f));
    }
    Pixels piece = noise(40, 40, 1);
    float[] wide = TileSurfaces.scaled(piece);
    float[] faded = TileKind.faded(wide, 32, 8);
    assertThat(SeamError.of(faded, 3, 32, 32).error())
        .isLessThan(SeamError.of(columns(4, 0, 1, 2, 3), 1, 4, 4).error());
    assertThat(faded[31 * 32 + 31]).isEqualTo(wide[31 * 40 + 31]);
  }

  @Test
  void theNearestPlaceIsThatOfTheSmallestDifference() {
    Pixels surface = noise(20, 24, 2);
    TileCopies copies = new TileCopies(surface, 5);
    float[] there = TileSurfaces.scaled(TileSurfaces.cut(surface, 7, 11, 5, 5));
    TileCopies.Nearest copy = copies.nearest(there)[0];
    assertThat(copy.top()).isEqualTo(7);
    assertThat(copy.left()).isEqualTo(11);
    assertThat(copy.distance()).isCloseTo(0, within(1e-5));

    float[] other = TileSurfaces.scaled(noise(5, 5, 3));
    double least = Double.POSITIVE_INFINITY;
    for (int top = 0; top <= 15; top++) {
      for (int left = 0; left <= 19; left++) {
        float[] place = TileSurfaces.scaled(TileSurfaces.cut(surface, top, left, 5, 5));
        double sum = 0;
        for (int i = 0; i < place.length; i++) {
          sum += Math.pow(place[i] - other[i], 2) / place.length;
        }
        least = Math.min(least, sum);
      }
    }
    assertThat(copies.median(other)).isCloseTo(least, within(1e-4));
  }

  private static TileOrder order(String text) {
    return TileOrder.of(new Lines.Line("wanted.txt:1", text), NAMES, 32);
  }

  @Test
  void tilesAreOrderedByNameAndSize() {
    assertThat(order("Brick")).isEqualTo(new TileOrder(0, 32, 32));
    assertThat(order("césped 64 48")).isEqualTo(new TileOrder(1, 64, 48));
    assertThat(order("grass 64x48")).isEqualTo(new TileOrder(1, 64, 48));
    for (String wrong : List.of("marble", "brick 64", "brick 64 48 32", "64 48", "brick -4 8")) {
      assertThatThrownBy(() -> order(wrong))
          .as(wrong)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(
              "wanted.txt:1: expected one of brick, grass, with or without a size");
    }
    for (String wrong : List.of("brick 64 50", "brick 8 64", "brick 9999 64")) {
      assertThatThrownBy(() -> order(wrong))
          .as(wrong)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("from 16 to 256, multiples of 4");
    }
  }

  @Test
  void laidTilesRepeatInAFrameWithMarks() {
    Pixels tile = noise(4, 6, 4);
    Pixels laid = TilePicture.laid(tile, 2);
    assertThat(laid.height()).isEqualTo(16);
    assertThat(laid.width()).isEqualTo(20);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 12; x++) {
        assertThat(laid.values()[(4 + y) * 20 + 4 + x]).isEqualTo(tile.values()[y % 4 * 6 + x % 6]);
      }
    }
    // Marks at the columns where the two meet, and nowhere else in the first row.
    assertThat(IntStream.range(0, 20).filter(x -> laid.values()[x] == 0).toArray())
        .containsExactly(9, 10);
  }

  @Test
  void emojiAreStrewnApart() {
    Pixels black = new Pixels(3, 64, 64, new byte[3 * 64 * 64]);
    Pixels field = EmojiField.of(List.of(black), 200, 200, Rng.of(1));
    long dark = IntStream.range(0, 40_000).filter(i -> field.values()[i] == 0).count();
    // A cell of 20 × 20 has 16 × 16 pixels of emoji.
    assertThat(dark / 40_000.0).isCloseTo(0.64, within(0.04));
    assertThat(EmojiField.of(List.of(black), 200, 200, Rng.of(1)).values())
        .isEqualTo(field.values());
  }

  /// Made-up surfaces, a network that has learnt nothing but is not empty.
  @Test
  void tilesOfAnySizeArePaintedRoundATorus() {
    TileSurfaces surfaces =
        new TileSurfaces(
            IntStream.range(0, 2)
                .mapToObj(
                    i ->
                        new TileSurfaces.Surface(
                            NAMES.get(i), noise(40, 40, i), noise(40, 30, 9 + i), i == 0))
                .toList());
    Settings settings =
        new Tiles()
            .settings(
                Map.of("side", "16", "samples", "10", "width", "4", "jumps", "1", "steps", "25"));
    TilesExperiment experiment = new TilesExperiment(settings, surfaces);
    var last = experiment.painter().network().out().weight();
    last.assign(Tensor.randn(Rng.of(2), last.shape().dims()));
    Pixels tile = experiment.tile(new TileOrder(1, 24, 16), 0);
    assertThat(tile.width()).isEqualTo(24);
    assertThat(tile.height()).isEqualTo(16);
    assertThat(experiment.tile(new TileOrder(1, 24, 16), 0).values()).isEqualTo(tile.values());
    assertThat(experiment.tile(new TileOrder(1, 24, 16), 1).values()).isNotEqualTo(tile.values());
    // Noise beside noise is a step like any other.
    assertThat(experiment.pieces().seam()).isCloseTo(1, within(0.1));
    assertThat(experiment.novelty(experiment.pieces())).isCloseTo(0, within(0.2));
  }
}
