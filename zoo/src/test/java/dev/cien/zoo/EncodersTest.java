package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.DType;
import dev.cien.tensor.Mode;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodersTest {
  private final Bert bert = Bert.of(GptConfig.of(20, 16, 12, 3, 2), Rng.of(1));

  @Test
  void bertSeesBothSides() {
    Tensor before = bert.read(Tensor.of(new int[] {1, 2, 3}, 1, 3));
    Tensor after = bert.read(Tensor.of(new int[] {1, 2, 4}, 1, 3));
    assertThat(after.at(0).at(0).toFloats()).isNotEqualTo(before.at(0).at(0).toFloats());
    assertThat(bert.forward(Tensor.of(new int[] {1, 2, 3}, 1, 3)).shape())
        .isEqualTo(Shape.of(1, 3, 20));
  }

  @Test
  void hidingTakesTheSharesOfThePaper() {
    Tensor text = Tensor.full(7, 200, 100).cast(DType.INT32);
    Bert.Hidden[] hidden = new Bert.Hidden[1];
    Mode.training(
        Rng.of(3),
        () -> {
          Bert.Hidden found = bert.hide(text, 2);
          hidden[0] = new Bert.Hidden(found.tokens().compute(), found.hidden().compute());
        });
    int[] shown = hidden[0].tokens().toInts();
    boolean[] asked = hidden[0].hidden().toBooleans();
    int count = 0;
    int masked = 0;
    int same = 0;
    for (int i = 0; i < shown.length; i++) {
      if (!asked[i]) {
        assertThat(shown[i]).isEqualTo(7);
      } else {
        count++;
        masked += shown[i] == 2 ? 1 : 0;
        same += shown[i] == 7 ? 1 : 0;
      }
    }
    // Four standard deviations each; 1/20 of the random tokens are the mask, and 1/20 the same.
    assertThat(count).isCloseTo(3000, within(202));
    assertThat((double) masked / count).isCloseTo(0.805, within(0.03));
    assertThat((double) same / count).isCloseTo(0.105, within(0.023));
  }

  @Test
  void aClassifierStandsOnTheBertThatItWasGiven() {
    BertClassifier classifier = BertClassifier.of(bert, 4, Rng.of(2));
    assertThat(classifier.forward(Tensor.of(new int[] {1, 2, 3, 4}, 2, 2)).shape())
        .isEqualTo(Shape.of(2, 4));
    assertThat(Params.of(classifier).state().get("bert.tokens.weight"))
        .isSameAs(bert.reader().tokens().weight());
  }

  @Test
  void patchesAreReadInRowsAfterTheVectorForTheWhole() {
    VisionTransformer.Config config = new VisionTransformer.Config(1, 12, 4, 8, 2, 2, 5, 0);
    VisionTransformer model = VisionTransformer.of(config, Rng.of(1));
    Tensor x = Tensor.rand(Rng.of(2), 3, 1, 12, 12);
    assertThat(model.forward(x).shape()).isEqualTo(Shape.of(3, 5));
    List<Tensor> weights = model.attention(x);
    assertThat(weights).hasSize(2);
    assertThat(weights.getFirst().shape()).isEqualTo(Shape.of(3, 2, 9));
    // The rest is what the vector for the whole kept for itself.
    for (float share : weights.getFirst().sum(-1).toFloats()) {
      assertThat(share).isBetween(0.5f, 1f);
    }
    long d = 8;
    assertThat(Params.of(model).count())
        .isEqualTo(16 * d + d + d + 10 * d + 2 * (12 * d * d + 13 * d) + 2 * d + 5 * d + 5);
    assertThatThrownBy(() -> new VisionTransformer.Config(1, 12, 5, 8, 2, 2, 5, 0))
        .hasMessageContaining("found 12 and 5");
  }

  @Test
  void theLstmOfAboutAsManyParametersIsTheClosest() {
    long wanted = GptConfig.of(100, 32, 32, 1, 2).parameters();
    int width = LstmLanguageModel.widthFor(100, wanted);
    long found = Params.of(LstmLanguageModel.of(100, width, 1, Rng.of(1))).count();
    assertThat(found).isEqualTo(100L * width + 8L * width * width + 8L * width);
    for (int other : new int[] {width - 1, width + 1}) {
      long next = 100L * other + 8L * other * other + 8L * other;
      assertThat(Math.abs(found - wanted)).isLessThanOrEqualTo(Math.abs(next - wanted));
    }
    assertThat(
            LstmLanguageModel.of(9, 6, 1, Rng.of(1))
                .forward(Tensor.of(new int[] {1, 2, 3}, 1, 3))
                .shape())
        .isEqualTo(Shape.of(1, 3, 9));
  }
}
