package dev.cien.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.Params;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MultimodalTest {
  private static final int PADDING = 0;
  private static final Tensor PICTURES = Tensor.rand(Rng.of(3), 5, 3, 16, 16).compute();
  private static final Tensor TEXTS =
      Tensor.of(new int[] {1, 2, 0, 0, 3, 4, 5, 0, 6, 0, 0, 0, 7, 8, 9, 1, 2, 2, 0, 0}, 5, 4);

  private static Clip clip() {
    return Clip.of(4, 10, PADDING, 6, 8, Rng.of(1));
  }

  private static Fusion fusion(Fusion.Way way) {
    return Fusion.of(way, 16, 4, 10, PADDING, 6, 8, 3, Rng.of(1));
  }

  @Test
  void vectorsHaveLengthOneAndLogitsAreScaledCosines() {
    Clip clip = clip();
    float[] lengths = clip.texts(TEXTS).square().sum(1).toFloats();
    for (float length : lengths) {
      assertThat(length).isCloseTo(1, within(1e-5f));
    }
    float[] logits = clip.logits(PICTURES, TEXTS).toFloats();
    float[] cosines = clip.pictures(PICTURES).matmul(clip.texts(TEXTS).t()).toFloats();
    for (int i = 0; i < logits.length; i++) {
      assertThat(logits[i]).isCloseTo(cosines[i] / 0.07f, within(1e-3f));
    }
  }

  @Test
  void theCostIsTheMeanOfBothDirections() {
    Clip clip = clip();
    double[] l = clip.logits(PICTURES, TEXTS).toDoubles();
    double expected = 0;
    for (int i = 0; i < 5; i++) {
      double row = 0;
      double column = 0;
      for (int j = 0; j < 5; j++) {
        row += Math.exp(l[5 * i + j]);
        column += Math.exp(l[5 * j + i]);
      }
      expected += (Math.log(row) + Math.log(column) - 2 * l[6 * i]) / 10;
    }
    assertThat(clip.cost(PICTURES, TEXTS).item()).isCloseTo(expected, within(1e-4));
  }

  @Test
  void theScaleNeverPassesAHundred() {
    Clip clip = clip();
    clip.logitScale().assign(Tensor.scalar(9));
    float[] logits = clip.logits(PICTURES, TEXTS).toFloats();
    for (float logit : logits) {
      assertThat(Math.abs(logit)).isLessThanOrEqualTo(100.01f);
    }
  }

  @Test
  void paddingChangesNothing() {
    TextTower tower = clip().text();
    float[] shorter = tower.forward(TEXTS.slice(0, 0, 3)).toFloats();
    float[] longer = tower.forward(TEXTS.slice(0, 0, 3).pad(1, 0, 2, PADDING)).toFloats();
    for (int i = 0; i < shorter.length; i++) {
      assertThat(longer[i]).isCloseTo(shorter[i], within(1e-5f));
    }
  }

  @Test
  void aTextOfPaddingAloneIsNoNaN() {
    assertThat(
            clip().text().forward(Tensor.zeros(1, 4).cast(TEXTS.dtype())).isFinite().all().item())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyWayOfFusionLearnsFromBothModalities(Fusion.Way way) {
    Fusion fusion = fusion(way);
    Tensor logits = fusion.forward(PICTURES, TEXTS);
    assertThat(logits.shape().toString()).isEqualTo("[5, 3]");
    Params params = Params.of(fusion);
    var gradients = logits.square().sum().gradients(params.trainable());
    for (String name : new String[] {"picture.conv1.weight", "text.tokens.weight"}) {
      float largest = gradients.of(params.get(name)).abs().max().toFloats()[0];
      assertThat(largest).as(name).isPositive();
    }
  }

  @Test
  void onlyWordsThatAskHaveSomewhereToLook() {
    Tensor weights = fusion(Fusion.Way.CROSS).attention(PICTURES, TEXTS);
    assertThat(weights.shape().toString()).isEqualTo("[5, 4, 4, 16]");
    for (float sum : weights.sum(3).toFloats()) {
      assertThat(sum).isCloseTo(1, within(1e-5f));
    }
    assertThatThrownBy(() -> fusion(Fusion.Way.LATE).attention(PICTURES, TEXTS))
        .hasMessageContaining("only the way CROSS");
  }
}
