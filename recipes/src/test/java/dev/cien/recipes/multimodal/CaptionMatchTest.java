package dev.cien.recipes.multimodal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.data.Batch;
import dev.cien.data.Dataset;
import dev.cien.data.Digits;
import dev.cien.recipes.multimodal.SceneCaptions.Item;
import dev.cien.tensor.Rng;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptionMatchTest {
  private static final List<String> DIGITS =
      List.of(
          "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "zero",
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
  private static final List<String> COLOURS =
      List.of("rojo", "verde", "azul", "amarillo", "red", "green", "blue", "yellow");

  /// Reads a caption again, by its words.
  private static boolean isSo(String caption, Item left, Item right) {
    List<String> words = List.of(caption.split(" "));
    List<Integer> digits =
        words.stream().filter(DIGITS::contains).map(w -> DIGITS.indexOf(w) % 10).toList();
    boolean saysLeft = words.contains("izquierda") || words.contains("left");
    if (digits.size() == 2) {
      Item first = saysLeft ? left : right;
      Item second = saysLeft ? right : left;
      return digits.get(0) == first.digit() && digits.get(1) == second.digit();
    }
    int digit = digits.getFirst();
    List<String> colours = words.stream().filter(COLOURS::contains).toList();
    if (!colours.isEmpty()) {
      int colour = COLOURS.indexOf(colours.getFirst()) % 4;
      return new Item(digit, colour).equals(left) || new Item(digit, colour).equals(right);
    }
    return digit == (saysLeft ? left : right).digit();
  }

  @Test
  void trueSentencesAreTrueAndFalseOnesAreNot() {
    Rng rng = Rng.of(3);
    Set<Integer> lengths = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      Item left = new Item(rng.nextInt(10), rng.nextInt(4));
      Item right =
          new Item(
              (left.digit() + 1 + rng.nextInt(9)) % 10, (left.colour() + 1 + rng.nextInt(3)) % 4);
      boolean wanted = rng.nextInt(2) == 1;
      String caption = SceneCaptions.say(left, right, wanted, rng);
      assertThat(isSo(caption, left, right)).as(caption + left + right).isEqualTo(wanted);
      lengths.add(caption.split(" ").length);
    }
    assertThat(lengths).contains(4, 6, 7, 8);
  }

  @Test
  void everyWordIsKnownAndNoneIsCutOff() {
    Rng rng = Rng.of(4);
    for (int i = 0; i < 500; i++) {
      String caption =
          SceneCaptions.say(new Item(i % 10, 1), new Item((i + 3) % 10, 2), i % 2 == 0, rng);
      int[] tokens = SceneCaptions.tokens(caption);
      assertThat(tokens).hasSize(SceneCaptions.LENGTH);
      assertThat(Arrays.stream(tokens).filter(t -> t != SceneCaptions.padding()).count())
          .isEqualTo(caption.split(" ").length);
      assertThat(tokens).doesNotContain(1);
    }
  }

  @Test
  void everyOtherSceneIsTrueAndAnEpochBringsNewOnes() {
    DigitScenes scenes = new DigitScenes(Digits.load().test(), 100, Rng.of(1));
    Batch batch = scenes.batch(0, 1, 2, 3);
    assertThat(CaptionedPictures.labels(batch.targets()).toInts()).containsExactly(0, 1, 0, 1);
    float[] values = batch.inputs().toFloats();
    for (float value : values) {
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(scenes.batch(0).inputs().toFloats())
        .isEqualTo(Arrays.copyOf(values, values.length / 4));
    Dataset next = scenes.forEpoch(1, 2);
    assertThat(next.batch(0).inputs().toFloats()).isNotEqualTo(scenes.batch(0).inputs().toFloats());
  }
}
