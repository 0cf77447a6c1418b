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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaptionGapTest {
  private static final List<String> DIGITS =
      List.of(
          "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "zero",
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
  private static final List<String> COLOURS =
      List.of("rojo", "verde", "azul", "amarillo", "red", "green", "blue", "yellow");

  /// Reads a sentence whose gap is filled, by its words.
  private static boolean isSo(String sentence, Item left, Item right) {
    List<String> words = List.of(sentence.split(" "));
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
  void theAnswerAndNoOtherOfItsKindMakesTheSentenceTrue() {
    List<List<String>> kinds =
        List.of(
            SceneCaptions.ANSWERS.subList(0, 10),
            SceneCaptions.ANSWERS.subList(10, 14),
            SceneCaptions.ANSWERS.subList(14, 16));
    Rng rng = Rng.of(3);
    Set<Integer> lengths = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      Item left = new Item(rng.nextInt(10), rng.nextInt(4));
      Item right =
          new Item(
              (left.digit() + 1 + rng.nextInt(9)) % 10, (left.colour() + 1 + rng.nextInt(3)) % 4);
      SceneCaptions.Gap gap = SceneCaptions.ask(left, right, rng);
      String answer = SceneCaptions.ANSWERS.get(gap.answer());
      List<String> kind = kinds.stream().filter(k -> k.contains(answer)).findFirst().orElseThrow();
      for (String word : kind) {
        String sentence = gap.text().replace(SceneCaptions.GAP, word);
        assertThat(isSo(sentence, left, right))
            .as(sentence + left + right)
            .isEqualTo(word.equals(answer));
      }
      lengths.add(gap.text().split(" ").length);
    }
    assertThat(lengths).contains(4, 6, 7, 8);
  }

  @Test
  void everyWordIsKnownAndNoneIsCutOff() {
    Rng rng = Rng.of(4);
    for (int i = 0; i < 500; i++) {
      String caption =
          SceneCaptions.ask(new Item(i % 10, 1), new Item((i + 3) % 10, 2), rng).text();
      int[] tokens = SceneCaptions.tokens(caption);
      assertThat(tokens).hasSize(SceneCaptions.LENGTH);
      assertThat(Arrays.stream(tokens).filter(t -> t != SceneCaptions.padding()).count())
          .isEqualTo(caption.split(" ").length);
      assertThat(tokens).doesNotContain(1);
    }
  }

  @Test
  void aSceneIsTheSameAgainAndAnEpochBringsNewOnes() {
    DigitScenes scenes = new DigitScenes(Digits.load().test(), 100, Rng.of(1));
    Batch batch = scenes.batch(0, 1, 2, 3);
    assertThat(CaptionedPictures.labels(batch.targets()).toInts())
        .containsExactly(IntStream.range(0, 4).map(i -> scenes.scene(i).said().answer()).toArray());
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
