package dev.cien.recipes.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Batch;
import dev.cien.data.Emoji;
import dev.cien.data.ImageDataset;
import dev.cien.data.SmallFaces;
import dev.cien.io.FileFormatException;
import dev.cien.io.Images;
import dev.cien.io.Pixels;
import dev.cien.recipes.InputException;
import dev.cien.recipes.Settings;
import dev.cien.recipes.kit.Drawings;
import dev.cien.recipes.kit.EmojiMakers;
import dev.cien.recipes.vision.Pairs.Kind;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Verification on emoji and faces that do not exist.
class VerificationTest {
  private static final int THINGS = 12;

  @TempDir Path folder;

  private static Emoji.Sign sign(String code, String subgroup) {
    Emoji.Words words = new Emoji.Words("name " + code, List.of());
    return new Emoji.Sign(code, "group", subgroup, words, words);
  }

  /// Emoji that are one colour each, by the second maker a little darker.
  private static EmojiMakers made() {
    int side = EmojiMakers.SIDE;
    byte[] pixels = new byte[2 * THINGS * 3 * side * side];
    for (int i = 0; i < pixels.length; i++) {
      int picture = i / (3 * side * side);
      int channel = i / (side * side) % 3;
      pixels[i] = (byte) (40 + 60 * (picture / 2 >> 2 * (2 - channel) & 3) - 20 * (picture % 2));
    }
    return new EmojiMakers(
        IntStream.range(0, THINGS)
            .mapToObj(i -> sign("%X".formatted(0x1F600 + i), "s" + i % 2))
            .toList(),
        ImageDataset.of(pixels, new int[2 * THINGS], 3, side, side, List.of("group")),
        new Emoji.Parts(new int[] {0, 1, 2, 3, 4, 5}, new int[] {6, 7, 8}, new int[] {9, 10, 11}));
  }

  private static SmallFaces faces() {
    return new SmallFaces(Tensor.rand(Rng.of(1), 5, 1, 25, 25).compute());
  }

  private static VerificationExperiment experiment() {
    Map<String, String> tiny = new HashMap<>(new Verification().quick());
    tiny.putAll(Map.of("channels", "2", "width", "4"));
    Settings settings = new Verification().settings(tiny);
    return VerificationExperiment.of(settings, made(), faces());
  }

  @Test
  void variantsOfOnePatternAreInOnePart() {
    assertThat(List.of("1F468-200D-1F33E", "1F469-200D-1F33E", "1F9D1-200D-1F33E"))
        .extracting(EmojiMakers::pattern)
        .containsOnly("P-200D-1F33E");
    assertThat(
            List.of(
                "1F3C3",
                "1F3C3-200D-2640-FE0F",
                "1F3C3-200D-27A1-FE0F",
                "1F3C3-200D-2642-FE0F-200D-27A1-FE0F"))
        .extracting(EmojiMakers::pattern)
        .containsOnly("1F3C3");
    assertThat(EmojiMakers.pattern("1F469")).isEqualTo("1F469");
    assertThat(EmojiMakers.pattern("2764-FE0F")).isEqualTo("2764");
    List<Emoji.Sign> signs =
        IntStream.range(0, 300)
            .mapToObj(i -> sign("%X%s".formatted(0x1F300 + i / 3, variant(i % 3)), "s"))
            .toList();
    Emoji.Parts parts = EmojiMakers.parts(signs, 150, 9);
    assertThat(parts.train()).hasSize(150);
    Set<Integer> seen = new HashSet<>();
    for (int[] part : List.of(parts.train(), parts.validation(), parts.test())) {
      Set<Integer> patterns = new HashSet<>();
      Arrays.stream(part).forEach(i -> patterns.add(i / 3));
      assertThat(patterns).isNotEmpty().noneMatch(seen::contains);
      seen.addAll(patterns);
    }
  }

  private static String variant(int number) {
    return List.of("", "-200D-2640-FE0F", "-200D-2642-FE0F").get(number);
  }

  @Test
  void bothDrawingsOfAThingFollowEachOtherAndAreChangedApart() {
    EmojiMakers emoji = made();
    Drawings drawings = emoji.drawings(1, 4, 9);
    assertThat(drawings.size()).isEqualTo(2);
    Batch batch = drawings.batch(1, 0);
    assertThat(batch.targets().toInts()).containsExactly(9, 9, 4, 4);
    assertThat(batch.inputs().toFloats())
        .as("unchanged outside of an epoch")
        .containsExactly(emoji.pictures().batch(18, 19, 8, 9).inputs().toFloats());
    Batch changed = drawings.forEpoch(1, 0).batch(0);
    assertThat(changed.inputs().toFloats())
        .isNotEqualTo(drawings.forEpoch(1, 1).batch(0).inputs().toFloats())
        .containsExactly(drawings.forEpoch(1, 0).batch(0).inputs().toFloats());
  }

  @Test
  void errorsOfPairsAreCounted() {
    float[][] one = {{0, 0}, {3, 0}};
    float[][] other = {{0, 1}, {0, 0}};
    Pairs pairs = Pairs.matching(one, other);
    assertThat(pairs.all())
        .contains(new Pairs.Pair(0, 0, true, 1), new Pairs.Pair(1, 1, true, 3))
        .contains(new Pairs.Pair(0, 1, false, 0), new Pairs.Pair(1, 0, false, Math.sqrt(10)));
    assertThat(pairs.missed(1)).isEqualTo(0.5);
    assertThat(pairs.alarms(1)).isEqualTo(0.5);
    assertThat(pairs.alarms(-1)).isZero();
    assertThat(pairs.errorAt(3)).isEqualTo(0.25);
    assertThat(pairs.equalError()).isEqualTo(0.5);
    assertThat(pairs.threshold()).isEqualTo(1);
    assertThat(pairs.nearest(false, 1)).containsExactly(new Pairs.Pair(0, 1, false, 0));
    assertThat(pairs.furthest(true, 1)).containsExactly(new Pairs.Pair(1, 1, true, 3));
    float[] normal = Pairs.normalised(new float[][] {{1, 2, 3}, {5, 5, 5}})[0];
    assertThat(normal[2]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    assertThat(normal[1]).isZero();
  }

  @Test
  void facesArePairedAcrossTheirChanges() {
    FaceChanges changed = FaceChanges.of(faces());
    assertThat(changed.size()).isEqualTo(30);
    assertThat(FaceChanges.kind(0, 5)).isEqualTo(Kind.SAME);
    assertThat(FaceChanges.kind(0, 6)).as("the same change").isEqualTo(Kind.LEFT_OUT);
    assertThat(FaceChanges.kind(0, 7)).isEqualTo(Kind.DIFFERENT);
    assertThat(FaceChanges.kind(7, 0)).as("counted once").isEqualTo(Kind.LEFT_OUT);
    assertThat(changed.batch(7).targets().toInts()).containsExactly(1);
    assertThat(changed.batch(7).inputs().toFloats())
        .as("the same in every run")
        .containsExactly(FaceChanges.of(faces()).batch(7).inputs().toFloats());
    float[] row = {1, 2, 3, 4};
    FaceChanges.CHANGES.get(3).how().apply(row, 1, 2, 2, Rng.of(1));
    assertThat(row).as("mirrored").containsExactly(2, 1, 4, 3);
  }

  @Test
  void figuresAreSharesOfErrors() {
    VerificationExperiment experiment = experiment();
    Map<String, Double> figures = experiment.evaluate().metrics();
    assertThat(figures.keySet())
        .containsExactly(
            "equal_error",
            "equal_error_alike",
            "error_at_threshold",
            "equal_error_faces",
            "equal_error_faces_pixels",
            "equal_error_faces_normalised",
            "loss");
    assertThat(figures.values()).allMatch(value -> value >= 0);
    assertThat(figures.get("equal_error_faces")).isLessThanOrEqualTo(1);
    assertThat(experiment.pixelPairs().all()).hasSize(9);
    assertThat(experiment.baselines()).hasSize(3);
  }

  @Test
  void picturesOfOthersAreCompared() throws IOException {
    VerificationExperiment experiment = experiment();
    Path five = folder.resolve("five.png");
    Images.writePng(five, experiment.emoji().pictures().picture(10).toIntTensor());
    assertThat(experiment.predict(five).getFirst().answer())
        .startsWith(experiment.title(5) + " 0.000 · ");
    assertThat(experiment.together(List.of(five, five)).getFirst().answer())
        .startsWith("the same / lo mismo: 0.000 ≤ ");
    assertThatThrownBy(() -> experiment.together(List.of(five, five, five)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("or two to compare, found 3");
    Path clear = folder.resolve("clear.png");
    Images.writePng(clear, new Pixels(3, 1, 9, new byte[27]).toIntTensor());
    assertThatThrownBy(() -> experiment.predict(clear))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 pixels or more a side");
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertThatThrownBy(() -> experiment.predict(text)).isInstanceOf(FileFormatException.class);
  }
}
