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

class LlamaTest {
  private static final LlamaConfig TINY = LlamaConfig.of(11, 8, 24, 4, 2).withKeyHeads(2);

  private final Llama model = restless(Llama.of(TINY, Rng.of(1)));

  /// Weights that are large enough for every position to matter.
  private static Llama restless(Llama model) {
    Rng rng = Rng.of(2);
    Params.of(model)
        .parameters()
        .forEach(p -> p.assign(p.value().add(Tensor.randn(rng, p.shape().dims()).mul(0.3))));
    return model;
  }

  private float[] logits(int... text) {
    return model.forward(Tensor.of(text, 1, text.length)).toFloats();
  }

  @Test
  void thePublishedSizesHaveThePublishedNumbersOfParameters() {
    // Llama 2 of 7 billion, and of 70, in which eight heads of queries share one of keys.
    assertThat(llama2(4096, 32, 32, 11_008, 32).parameters()).isEqualTo(6_738_415_616L);
    assertThat(llama2(8192, 64, 8, 28_672, 80).parameters()).isEqualTo(68_976_648_192L);
  }

  private static LlamaConfig llama2(int width, int heads, int keyHeads, int inner, int layers) {
    return new LlamaConfig(
        32_000, 4096, width, heads, keyHeads, width / heads, inner, layers, 10_000, 1e-5, false);
  }

  @Test
  void theFormulaCountsWhatIsBuilt() {
    for (LlamaConfig config :
        new LlamaConfig[] {TINY, TINY.withTied(true), LlamaConfig.of(3, 1, 8, 1, 0)}) {
      assertThat(Params.of(Llama.of(config, Rng.of(1))).count()).isEqualTo(config.parameters());
    }
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

  @Test
  void attentionLooksBackAndSumsToOne() {
    var weights = model.attention(Tensor.of(new int[] {1, 5, 2, 8}, 1, 4));
    assertThat(weights).hasSize(2);
    assertThat(weights.getLast().shape()).isEqualTo(Shape.of(1, 4, 4, 4));
    for (float sum : weights.getLast().sum(-1).toFloats()) {
      assertThat(sum).isCloseTo(1, within(1e-5f));
    }
    assertThat(weights.getFirst().triu(1).abs().sum().item()).isZero();
  }

  @Test
  void theCacheGivesTheLogitsOfTheWholeText() {
    int[] text = {1, 5, 2, 8, 10, 3, 3, 0, 7};
    int v = TINY.vocabulary();
    float[] whole = logits(text);
    LlamaCache cache = new LlamaCache(model, 9);
    LlamaCache small = new LlamaCache(model, 8);
    float[] last = {};
    for (int t = 0; t < text.length; t++) {
      float[] here = Arrays.copyOfRange(whole, t * v, (t + 1) * v);
      assertThat(cache.after(text[t])).containsExactly(here, within(1e-4f));
      last = small.after(text[t]);
    }
    // A full memory goes on with its newer half.
    float[] newer = logits(10, 3, 3, 0, 7);
    assertThat(last).containsExactly(Arrays.copyOfRange(newer, 4 * v, 5 * v), within(1e-4f));
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatThrownBy(() -> TINY.withKeyHeads(3))
        .hasMessageContaining("found 4 heads, 3 of keys, of width 6");
    assertThatThrownBy(() -> LlamaConfig.of(11, 8, 12, 4, 2))
        .hasMessageContaining("each of an even width");
    assertThatThrownBy(() -> LlamaConfig.of(11, 8, 10, 4, 2))
        .hasMessageContaining("4 heads of width 10");
    assertThatThrownBy(() -> LlamaConfig.of(0, 8, 8, 4, 2)).hasMessageContaining("vocabulary 0");
    assertThatThrownBy(() -> new LlamaCache(model, 0)).hasMessageContaining("found 0");
  }
}
