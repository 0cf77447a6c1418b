package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GptTest {
  private static final GptConfig TINY = GptConfig.of(11, 8, 12, 3, 2);

  private final Gpt model = restless(Gpt.of(TINY, Rng.of(1)));

  /// Weights that are large enough for every position to matter.
  private static Gpt restless(Gpt model) {
    Rng rng = Rng.of(2);
    Params.of(model)
        .parameters()
        .forEach(p -> p.assign(p.value().add(Tensor.randn(rng, p.shape().dims()).mul(0.3))));
    return model;
  }

  @Test
  void thePublishedSizesHaveThePublishedNumbersOfParameters() {
    assertThat(GptConfig.gpt2().parameters()).isEqualTo(124_439_808L);
    assertThat(GptConfig.gpt2Medium().parameters()).isEqualTo(354_823_168L);
    assertThat(GptConfig.gpt2Large().parameters()).isEqualTo(774_030_080L);
    assertThat(GptConfig.gpt2Xl().parameters()).isEqualTo(1_557_611_200L);
  }

  @Test
  void theFormulaCountsWhatIsBuilt() {
    for (GptConfig config :
        new GptConfig[] {TINY, GptConfig.of(50, 7, 6, 1, 3), GptConfig.of(3, 1, 4, 4, 0)}) {
      assertThat(Params.of(Gpt.of(config, Rng.of(1))).count()).isEqualTo(config.parameters());
    }
  }

  @Test
  void parametersAreNamedAsGpt2Names() {
    assertThat(Params.of(model).state().keySet())
        .hasSize(2 + 12 * 2 + 2)
        .contains(
            "wte.weight",
            "wpe.weight",
            "h.0.ln_1.weight",
            "h.0.attn.c_attn.bias",
            "h.1.attn.c_proj.weight",
            "h.1.mlp.c_fc.weight",
            "h.1.mlp.c_proj.bias",
            "ln_f.bias");
  }

  @Test
  void noPositionSeesWhatComesAfterIt() {
    int[] text = {1, 5, 2, 8, 10, 3};
    float[] whole = logits(text);
    text[4] = 0;
    float[] changed = logits(text);
    int kept = 4 * TINY.vocabulary();
    assertThat(Arrays.copyOf(changed, kept)).isEqualTo(Arrays.copyOf(whole, kept));
    assertThat(changed[kept]).isNotEqualTo(whole[kept]);
  }

  private float[] logits(int... text) {
    return model.forward(Tensor.of(text, 1, text.length)).toFloats();
  }

  @Test
  void attentionLooksBackAndSumsToOne() {
    var weights = model.attention(Tensor.of(new int[] {1, 5, 2, 8}, 1, 4));
    assertThat(weights).hasSize(2);
    assertThat(weights.getLast().shape()).isEqualTo(Shape.of(1, 3, 4, 4));
    for (float sum : weights.getLast().sum(-1).toFloats()) {
      assertThat(sum).isCloseTo(1, within(1e-5f));
    }
    assertThat(weights.getFirst().triu(1).abs().sum().item()).isZero();
  }

  @Test
  void theCacheGivesTheLogitsOfTheWholeText() {
    int[] text = {1, 5, 2, 8, 10, 3, 3, 0};
    float[] whole = logits(text);
    GptCache cache = new GptCache(model);
    for (int t = 0; t < text.length; t++) {
      float[] here = Arrays.copyOfRange(whole, t * TINY.vocabulary(), (t + 1) * TINY.vocabulary());
      assertThat(cache.after(text[t])).containsExactly(here, within(1e-5f));
    }
  }

  @Test
  void aFullContextGoesOnWithItsNewerHalf() {
    GptCache cache = new GptCache(model);
    int[] text = {1, 5, 2, 8, 10, 3, 3, 0, 7};
    float[] last = {};
    for (int token : text) {
      last = cache.after(token);
    }
    float[] newer = logits(10, 3, 3, 0, 7);
    assertThat(last)
        .containsExactly(
            Arrays.copyOfRange(newer, 4 * TINY.vocabulary(), 5 * TINY.vocabulary()), within(1e-5f));
  }

  @Test
  void theSameSeedWritesTheSameText() {
    int[] prompt = {4, 4};
    Sampling bold = Sampling.of(1.5);
    int[] one = new Generator(new GptCache(model), bold, Rng.of(7)).write(prompt, 30);
    GptCache used = new GptCache(model);
    used.after(9);
    assertThat(new Generator(used, bold, Rng.of(7)).write(prompt, 30)).isEqualTo(one);
    assertThat(new Generator(used, bold, Rng.of(8)).write(prompt, 30)).isNotEqualTo(one);
  }

  @Test
  void greedyWritingTakesTheMostLikelyTokenOfTheWholeText() {
    int[] written =
        new Generator(new GptCache(model), Sampling.greedy(), Rng.of(1))
            .write(new int[] {6}, 5, token -> false);
    int[] text = {6};
    for (int token : written) {
      int[] scores = model.forward(Tensor.of(text, 1, text.length)).argMax(2).toInts();
      assertThat(token).isEqualTo(scores[text.length - 1]);
      text = Arrays.copyOf(text, text.length + 1);
      text[text.length - 1] = token;
    }
    assertThat(
            new Generator(new GptCache(model), Sampling.greedy(), Rng.of(1))
                .write(new int[] {6}, 5, token -> token == written[2]))
        .isEqualTo(Arrays.copyOf(written, firstOf(written, written[2])));
  }

  private static int firstOf(int[] values, int value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> GptConfig.of(11, 8, 12, 5, 2))
        .hasMessageContaining("5 heads of width 12");
    assertThatThrownBy(() -> GptConfig.of(0, 8, 12, 3, 2)).hasMessageContaining("vocabulary 0");
    assertThatThrownBy(
            () ->
                new Generator(new GptCache(model), Sampling.greedy(), Rng.of(1))
                    .write(new int[0], 3))
        .hasMessageContaining("a prompt of at least one token");
  }
}
