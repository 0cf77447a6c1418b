package dev.cien.recipes.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.data.Batch;
import dev.cien.nn.loss.Losses;
import dev.cien.recipes.PowerLaw;
import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.Gpt;
import dev.cien.zoo.GptConfig;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanguageKitTest {
  @Test
  void windowsHoldWhatFollowsAndDifferFromEpochToEpoch() {
    int[] text = IntStream.range(0, 50).toArray();
    TextWindows windows = TextWindows.of(text, 7, 10, 3);
    Batch batch = windows.forEpoch(3, 0).batch(0, 4, 9);
    int[] inputs = batch.inputs().toInts();
    assertThat(batch.targets().toInts())
        .isEqualTo(Arrays.stream(inputs).map(token -> token + 1).toArray());
    assertThat(windows.forEpoch(3, 0).batch(0, 4, 9).inputs().toInts()).isEqualTo(inputs);
    assertThat(windows.forEpoch(3, 1).batch(0, 4, 9).inputs().toInts()).isNotEqualTo(inputs);
    assertThat(windows.forEpoch(3, 0).batch(9).inputs().toInts())
        .isEqualTo(Arrays.copyOfRange(inputs, 14, 21));
  }

  /// A context as long as the text: every token counts once, with all before it.
  @Test
  void aShortTextIsMeasuredAtOnce() {
    Gpt model = Gpt.of(GptConfig.of(5, 8, 8, 2, 1), Rng.of(1));
    int[] text = {0, 3, 1, 4, 2, 2, 0, 1, 3};
    Tensor logits = model.forward(Tensor.of(Arrays.copyOf(text, 8), 1, 8)).reshape(8, 5);
    double expected =
        Losses.crossEntropy().cost(logits, Tensor.of(Arrays.copyOfRange(text, 1, 9), 8)).item();
    assertThat(Perplexities.meanNats(model, 8, text)).isCloseTo(expected, within(1e-6));
  }

  /// A model that always says the same, so that the mean is known whatever the pieces are.
  @Test
  void everyTokenOfALongTextCountsOnce() {
    double[] surprise = {0.5, 2, 3};
    float[] logits = new float[3];
    for (int i = 0; i < 3; i++) {
      logits[i] = (float) -surprise[i];
    }
    double norm = Math.log(Arrays.stream(surprise).map(s -> Math.exp(-s)).sum());
    Rng rng = Rng.of(5);
    for (int size : new int[] {2, 5, 9, 10, 23, 400}) {
      int[] text = IntStream.range(0, size).map(i -> rng.nextInt(3)).toArray();
      double expected =
          Arrays.stream(text).skip(1).mapToDouble(t -> surprise[t] + norm).average().orElseThrow();
      double found =
          Perplexities.meanNats(
              x ->
                  Tensor.of(logits, 1, 1, 3)
                      .expand(x.shape().dim(0), x.shape().dim(1), 3)
                      .add(x.unsqueeze(-1).cast(DType.FLOAT32).mul(0)),
              6,
              text);
      assertThat(found).as("%d tokens", size).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void aPowerLawIsFoundAgain() {
    double[] x = {1, 10, 100, 1000};
    double[] y = Arrays.stream(x).map(v -> 3 * Math.pow(v, -0.25)).toArray();
    PowerLaw fit = PowerLaw.of(x, y);
    assertThat(fit.exponent()).isCloseTo(-0.25, within(1e-9));
    assertThat(fit.factor()).isCloseTo(3, within(1e-9));
    assertThat(fit.r2()).isCloseTo(1, within(1e-9));
    assertThat(fit.at(16)).isCloseTo(1.5, within(1e-9));
    assertThat(PowerLaw.of(x, new double[] {1, 3, 1, 3}).r2()).isLessThan(0.5);
  }

  @Test
  void theDictionaryFindsWhichWordIsWhich() {
    WordDictionary dictionary =
        WordDictionary.learn(
            List.of(
                new Scripture.Verse("The house.", "La casa."),
                new Scripture.Verse("The book.", "El libro."),
                new Scripture.Verse("A book!", "¡Un libro!"),
                new Scripture.Verse("A house!", "¡Una casa!")),
            20);
    assertThat(dictionary.translateWord("house")).isEqualTo("casa");
    assertThat(dictionary.translateWord("book")).isEqualTo("libro");
    assertThat(dictionary.translate("book unheard-of.")).isEqualTo("libro unheard-of.");
  }

  /// Brown et al.'s first step by hand: after one round t(casa | house) is 1/2.
  @Test
  void oneRoundOfTheDictionaryIsAsByHand() {
    List<Scripture.Verse> pairs =
        List.of(new Scripture.Verse("a b", "x y"), new Scripture.Verse("a c", "x z"));
    // Round 1 gives t(x|a) = ½, t(y|a) = t(z|a) = ¼ and ½ each for b and c; round 2 raises x for a.
    assertThat(WordDictionary.learn(pairs, 2).translateWord("a")).isEqualTo("x");
    assertThat(WordDictionary.learn(pairs, 6).translateWord("b")).isEqualTo("y");
    assertThat(WordDictionary.learn(pairs, 6).translateWord("c")).isEqualTo("z");
  }

  @Test
  void pairsAreFilledUpAndTargetsFollow() {
    List<Scripture.Verse> verses =
        List.of(new Scripture.Verse("in the beginning", "en el principio"));
    Pairs pairs = Pairs.of(verses, 300, 12);
    Batch batch = pairs.dataset(verses).all();
    int[] inputs = batch.inputs().toInts();
    int[] targets = batch.targets().toInts();
    int size = pairs.tokens("en el principio").length;
    assertThat(inputs[pairs.read()]).isEqualTo(pairs.start());
    assertThat(Arrays.copyOf(targets, size))
        .isEqualTo(Arrays.copyOfRange(inputs, pairs.read() + 1, pairs.read() + 1 + size));
    assertThat(targets[size]).isEqualTo(pairs.end());
    assertThat(targets[size + 1]).isEqualTo(Pairs.IGNORED);
    assertThat(inputs[pairs.read() - 1]).isZero();
  }

  /// Every pair is in the epoch, a bundle has as many tokens as it may, and the next epoch groups
  /// them otherwise.
  @Test
  void bundlesHoldAllPairsOfAboutEqualLength() {
    List<Scripture.Verse> verses =
        IntStream.range(0, 60)
            .mapToObj(i -> new Scripture.Verse("a".repeat(1 + i % 9), "b".repeat(1 + i % 11)))
            .toList();
    Pairs pairs = Pairs.of(verses, 259, 12);
    Bundles<?> bundles = Bundles.of(pairs, verses, 40);
    List<List<Integer>> first = contents(bundles, 0);
    assertThat(first.stream().distinct().count()).isEqualTo(verses.stream().distinct().count());
    assertThat(contents(bundles, 1)).isNotEqualTo(first);
    for (int i = 0; i < bundles.size(); i++) {
      Batch batch = bundles.batch(i);
      assertThat(batch.targets().shape().size()).isLessThanOrEqualTo(40);
      assertThat(batch.inputs().shape().dim(2)).isEqualTo(2 * batch.targets().shape().dim(2));
    }
  }

  private static List<List<Integer>> contents(Bundles<?> bundles, int epoch) {
    var drawn = bundles.forEpoch(7, epoch);
    return IntStream.range(0, drawn.size())
        .mapToObj(drawn::batch)
        .flatMap(
            batch ->
                IntStream.range(0, batch.inputs().shape().dim(1))
                    .mapToObj(
                        row ->
                            Arrays.stream(batch.inputs().at(0).at(row).toInts())
                                .filter(token -> token > 2)
                                .boxed()
                                .toList()))
        .toList();
  }
}
