package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Taggers of words, and the field over their answers against all sequences that there are.
class WordTaggerTest {
  private static final int TAGS = 3;

  private final ConditionalRandomField field = ConditionalRandomField.of(TAGS, Rng.of(4));

  private static WordTagger tagger(double dropout) {
    return WordTagger.of(new WordTagger.Config(9, 4, 5, TAGS, dropout, dropout), 2, Rng.of(1));
  }

  /// What is said of a sentence is the same to the bit, whatever it is filled up with.
  @Test
  void fillingChangesNothing() {
    WordTagger model = tagger(0.5);
    int[] sentence = {1, 2, 3, 0, 4, 5};
    float[] alone = model.forward(Tensor.of(sentence, 1, 3, 2)).toFloats();
    float[] filled =
        model.forward(Tensor.of(new int[] {1, 2, 3, 0, 4, 5, 0, 0, 0, 0}, 1, 5, 2)).toFloats();
    assertThat(Arrays.copyOf(filled, 9)).isEqualTo(alone);
  }

  @Test
  void anAnswerDependsOnBothSides() {
    WordTagger model = tagger(0);
    float[] base = middle(model, 1, 2, 3);
    assertThat(middle(model, 4, 2, 3)).isNotEqualTo(base);
    assertThat(middle(model, 1, 2, 4)).isNotEqualTo(base);
    Tensor same = Tensor.of(new int[] {1, 3, 2, 0}, 1, 2, 2);
    assertThat(model.forward(same).toFloats())
        .as("the order of features does not matter, and no feature is nothing")
        .isEqualTo(model.forward(Tensor.of(new int[] {3, 1, 2, 0}, 1, 2, 2)).toFloats());
  }

  private static float[] middle(WordTagger model, int... words) {
    float[] all = model.forward(Tensor.of(words, 1, 3, 1)).toFloats();
    return Arrays.copyOfRange(all, TAGS, 2 * TAGS);
  }

  private static float[] emissions(int words) {
    return Tensor.randn(Rng.of(7), words, TAGS).toFloats();
  }

  private double score(float[] emissions, int... tags) {
    float[] steps = field.transition().value().toFloats();
    double score = field.start().value().toFloats()[tags[0]];
    for (int t = 0; t < tags.length; t++) {
      score += emissions[t * TAGS + tags[t]];
      score += t == 0 ? 0 : steps[tags[t - 1] * TAGS + tags[t]];
    }
    return score + field.end().value().toFloats()[tags[tags.length - 1]];
  }

  /// All sequences of so many tags.
  private static List<int[]> sequences(int words) {
    List<int[]> all = new ArrayList<>();
    int count = (int) Math.round(Math.pow(TAGS, words));
    for (int i = 0; i < count; i++) {
      int[] tags = new int[words];
      for (int t = 0, rest = i; t < words; t++, rest /= TAGS) {
        tags[t] = rest % TAGS;
      }
      all.add(tags);
    }
    return all;
  }

  @Test
  void theLossIsThatOfAllSequences() {
    for (int words : new int[] {1, 2, 4}) {
      float[] emissions = emissions(words);
      double sum = sequences(words).stream().mapToDouble(s -> Math.exp(score(emissions, s))).sum();
      int[] right = Arrays.copyOf(new int[] {2, 0, 1, 1}, words);
      Tensor loss = field.losses(Tensor.of(emissions, 1, words, TAGS), Tensor.of(right, 1, words));
      assertThat(loss.shape().toString()).isEqualTo("[1]");
      assertThat((double) loss.toFloats()[0])
          .isCloseTo(Math.log(sum) - score(emissions, right), within(1e-5));
    }
  }

  @Test
  void theBestSequenceIsTheBestOfAll() {
    for (int words : new int[] {1, 2, 5}) {
      float[] emissions = emissions(words);
      double best =
          sequences(words).stream().mapToDouble(s -> score(emissions, s)).max().orElseThrow();
      assertThat(score(emissions, field.best(emissions, words))).isCloseTo(best, within(1e-5));
    }
    assertThat(field.best(new float[0], 0)).isEmpty();
  }

  @Test
  void whatComesAfterASentenceDoesNotCount() {
    float[] emissions = emissions(4);
    Tensor three =
        field.losses(
            Tensor.of(Arrays.copyOf(emissions, 3 * TAGS), 1, 3, TAGS),
            Tensor.of(new int[] {2, 0, 1}, 1, 3));
    Tensor filled =
        field.losses(
            Tensor.of(Arrays.copyOf(emissions, 8 * TAGS), 2, 4, TAGS),
            Tensor.of(new int[] {2, 0, 1, -100, -100, -100, -100, -100}, 2, 4));
    assertThat(filled.toFloats()[0]).isCloseTo(three.toFloats()[0], within(1e-6f));
    assertThat(filled.toFloats()[1]).as("a sentence without words").isZero();
  }

  /// Words of which only the neighbours tell the tag: 1 is tagged as the word after it says.
  @Test
  void learnsWhatNeighboursSay() {
    WordTagger tagger = tagger(0);
    var parameters = new ArrayList<>(Params.of(tagger).trainable());
    parameters.addAll(Params.of(field).trainable());
    Tensor x = Tensor.of(new int[] {1, 2, 5, 1, 3, 5, 5, 1, 2, 1, 3, 0}, 4, 3, 1);
    Tensor y = Tensor.of(new int[] {1, 0, 0, 2, 0, 0, 0, 1, 0, 2, 0, -100}, 4, 3);
    Step step =
        Step.training(
            in -> {
              Tensor cost = field.losses(tagger.forward(in[0]), in[1]).mean();
              var gradients = cost.gradients(parameters);
              parameters.forEach(p -> p.assign(p.value().sub(gradients.of(p).mul(0.5))));
              return new Tensor[] {cost};
            });
    double last = 1;
    for (int i = 0; i < 200; i++) {
      last = step.run(Rng.of(1), x, y)[0].item();
    }
    assertThat(last).isLessThan(0.05);
    float[] logits = tagger.forward(x).toFloats();
    assertThat(field.best(Arrays.copyOfRange(logits, 9, 18), 3)).containsExactly(2, 0, 0);
  }
}
