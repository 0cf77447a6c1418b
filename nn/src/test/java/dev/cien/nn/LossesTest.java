package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cien.nn.loss.CrossEntropy;
import dev.cien.nn.loss.Loss;
import dev.cien.nn.loss.Losses;
import dev.cien.nn.loss.TripleLoss;
import dev.cien.tensor.DType;
import dev.cien.tensor.Gradients;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossesTest {
  private static final Golden GOLDEN = Golden.read("losses");
  private static final double TOLERANCE = 1e-5;

  private static Map<String, Object> cases() {
    CrossEntropy plain = Losses.crossEntropy();
    CrossEntropy weighted = plain.withWeights(0.5, 2, 1, 0.25, 3);
    Map<String, Object> cases = new LinkedHashMap<>();
    cases.put("mse", Losses.mse());
    cases.put("mae", Losses.mae());
    cases.put("huber", Losses.huber());
    cases.put("huber_delta", Losses.huber(0.3));
    cases.put("bce", Losses.bceWithLogits());
    cases.put("bce_weighted", Losses.bceWithLogits().withPositiveWeight(2.5));
    cases.put("ce", plain);
    cases.put("ce_ignored", plain);
    cases.put("ce_smooth", plain.withSmoothing(0.1));
    cases.put("ce_weighted", weighted);
    cases.put("ce_all", weighted.withSmoothing(0.2));
    cases.put("ce_images", plain);
    cases.put("ce_probabilities", plain);
    cases.put("ce_probabilities_all", weighted.withSmoothing(0.2));
    cases.put("nll", Losses.nll());
    cases.put("kl", Losses.klDivergence());
    cases.put("hinge", Losses.hinge());
    cases.put("cosine", Losses.cosineEmbedding(0.2));
    cases.put("triplet", Losses.triplet(1));
    cases.put("contrastive", Losses.contrastive(0.1));
    cases.put("hard_triplet", Losses.hardTriplet(0.5));
    return cases;
  }

  @Test
  void everyRecordedCaseIsTested() {
    assertThat(cases().keySet()).containsExactlyInAnyOrderElementsOf(GOLDEN.cases());
  }

  @TestFactory
  Stream<DynamicTest> agreesWithPyTorch() {
    return cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String name, Object loss) {
    Tensor[] in =
        GOLDEN.under(name + "/in/").entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toArray(Tensor[]::new);
    Tensor cost =
        switch (loss) {
          case Loss two -> two.cost(in[0], in[1]);
          case TripleLoss three -> three.cost(in[0], in[1], in[2]);
          default -> throw new IllegalArgumentException(name);
        };
    Golden.assertClose(name, cost, GOLDEN.get(name + "/cost"), TOLERANCE);
    Map<String, Tensor> expected = GOLDEN.under(name + "/grad/");
    Gradients gradients = Gradients.of(cost, List.of(in).subList(0, expected.size()));
    expected.forEach(
        (i, value) ->
            Golden.assertClose(
                name + " gradient " + i, gradients.of(in[Integer.parseInt(i)]), value, TOLERANCE));
    if (loss instanceof Loss two && GOLDEN.has(name + "/each")) {
      Tensor each = GOLDEN.get(name + "/each");
      Tensor samples = two.perSample(in[0], in[1]);
      boolean elementwise = each.shape().equals(in[0].shape()) && each.shape().rank() == 2;
      Golden.assertClose(name + " losses", samples, elementwise ? each.mean(1) : each, TOLERANCE);
    }
  }

  @Test
  void smoothLossesAreCurvedWhereTheyTouchZero() {
    Tensor x = Tensor.of(new float[] {0, 0.5f}, 2);
    Tensor target = Tensor.zeros(2);
    // Means over two samples: half of Huber's curvature 1, half of the logistic function's slope ¼.
    assertThat(curvature(Losses.huber(), x, target)[0]).isEqualTo(0.5f);
    assertThat(curvature(Losses.mse(), x, target)).containsExactly(1f, 1f);
    assertThat(curvature(Losses.bceWithLogits(), x, target)[0]).isEqualTo(0.125f);
  }

  private static float[] curvature(Loss loss, Tensor x, Tensor target) {
    Tensor slope = loss.cost(x, target).gradients(x).of(x);
    return slope.sum().gradients(x).of(x).toFloats();
  }

  @Test
  void lossesOfEmbeddingsExplainWhatTheyTake() {
    Tensor pairs = Tensor.zeros(4, 2, 3);
    Tensor ids = Tensor.of(new int[] {0, 1, 2, 3});
    assertThatThrownBy(() -> Losses.contrastive(0.1).cost(pairs, ids))
        .hasMessageContaining("contrastive: expected embeddings [N, width]")
        .hasMessageContaining("found [4, 2, 3]")
        .hasMessageContaining("reshape(2 * n, width)");
    assertThatThrownBy(() -> Losses.hardTriplet(0.2).cost(Tensor.zeros(4, 3), Tensor.zeros(4)))
        .hasMessageContaining("hardTriplet: expected");
    assertThatThrownBy(() -> Losses.contrastive(0)).hasMessageContaining("above 0, found 0");
    assertThatThrownBy(() -> Losses.hardTriplet(-1)).hasMessageContaining("0 or more, found -1");
  }

  @Test
  void embeddingsWithoutPartnersCostNothing() {
    Tensor lonely = Tensor.of(new float[] {1, 0, 0, 1, 0, 0}, 3, 2);
    Tensor ids = Tensor.of(new int[] {5, 6, 7});
    for (Loss loss : List.of(Losses.contrastive(0.1), Losses.hardTriplet(0.2))) {
      assertThat(loss.perSample(lonely, ids).toFloats()).containsExactly(0, 0, 0);
    }
    // All of one: nothing to be held apart, and no number out of the range of floats.
    Tensor alike = Tensor.of(new int[] {5, 5, 5});
    assertThat(Losses.hardTriplet(0.2).perSample(lonely, alike).toFloats())
        .containsExactly(0, 0, 0);
    assertThat(Losses.contrastive(0.1).cost(lonely, alike).item()).isFinite();
  }

  @Test
  void lossesOfEmbeddingsHaveTheSlopesOfTheirDifferences() {
    Tensor ids = Tensor.of(new int[] {3, 1, 3, 0, 1});
    Tensor x = GOLDEN.get("contrastive/in/0").cast(DType.FLOAT64).slice(0, 0, 5);
    Tensor way = Tensor.arange(20).cast(DType.FLOAT64).mul(0.7).cos().reshape(5, 4);
    for (Loss loss : List.of(Losses.contrastive(0.5), Losses.hardTriplet(2))) {
      double slope = loss.cost(x, ids).gradients(x).of(x).mul(way).sum().item();
      double up = loss.cost(x.add(way.mul(1e-5)), ids).item();
      double down = loss.cost(x.sub(way.mul(1e-5)), ids).item();
      assertThat(slope).isCloseTo((up - down) / 2e-5, within(1e-7));
    }
  }

  @Test
  void classesMayStandLast() {
    Tensor logits = GOLDEN.get("ce_images/in/0");
    Tensor target = GOLDEN.get("ce_images/in/1");
    Tensor last = logits.permute(0, 2, 3, 1);
    assertThat(Losses.crossEntropy().withClassAxis(-1).cost(last, target).item())
        .isCloseTo(GOLDEN.get("ce_images/cost").item(), Offset.offset(1e-6));
    assertThatThrownBy(() -> Losses.crossEntropy().cost(last, target))
        .hasMessageContaining("withClassAxis(-1)");
  }

  @Test
  void extremeLogitsStayFinite() {
    Tensor logits = Tensor.of(new float[] {1e4f, -1e4f, -1e4f, 1e4f}, 2, 2);
    assertThat(Losses.crossEntropy().cost(logits, Tensor.of(new int[] {0, 0})).item())
        .isEqualTo(1e4);
    assertThat(
            Losses.bceWithLogits()
                .cost(Tensor.of(new float[] {1e4f, -1e4f}), Tensor.of(new float[] {0, 0}))
                .item())
        .isEqualTo(5e3);
    Tensor zero = Tensor.of(new float[] {0, 1}, 1, 2);
    assertThat(Losses.klDivergence().cost(Tensor.of(new float[] {-3, 0}, 1, 2), zero).item())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.25f, 0.5f, 0.999f, 1})
  void answersToYesOrNoKeepTheirDigitsHoweverSureTheyAre(float target) {
    float[] logits = new float[401];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = i < 200 ? -100 + i * 0.4987f : (i - 200) * 0.5f;
    }
    Tensor x = Tensor.of(logits);
    Tensor t = Tensor.full(target, logits.length);
    for (double weight : new double[] {1, 2.5}) {
      Loss loss = Losses.bceWithLogits().withPositiveWeight(weight);
      float[] losses = loss.perSample(x, t).toFloats();
      float[] slopes = loss.perSample(x, t).sum().gradients(x).of(x).toFloats();
      for (int i = 0; i < logits.length; i++) {
        double z = logits[i];
        assertThat((double) losses[i])
            .as("logit %s, weight %s", z, weight)
            .isCloseTo(
                weight * target * softplus(-z) + (1 - target) * softplus(z), precisely(losses[i]));
        assertThat((double) slopes[i])
            .as("slope at %s, weight %s", z, weight)
            .isCloseTo(
                -weight * target / (1 + Math.exp(z)) + (1 - target) / (1 + Math.exp(-z)),
                target == 0 || target == 1 ? precisely(slopes[i]) : within(1e-6));
      }
    }
  }

  /// A unit or so in the seventh digit; beside it the numbers that `float` has no digits for.
  private static Offset<Double> precisely(double value) {
    return within(1e-6 * Math.abs(value) + 1e-44);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /// The numbers are those of `binary_cross_entropy_with_logits` of PyTorch 2.13 in `float64`.
  @Test
  void sureAndRightAnswersHaveTheLossesThatPyTorchHasInFloat64() {
    Tensor x = Tensor.of(new float[] {3, 10.8f, 20, 50, 80});
    float[] losses = Losses.bceWithLogits().perSample(x, Tensor.ones(5)).toFloats();
    double[] expected = {
      0.04858735157374206,
      2.039929145331511e-05,
      2.061153620314381e-09,
      1.9287498479639178e-22,
      1.804851387845415e-35
    };
    for (int i = 0; i < losses.length; i++) {
      assertThat((double) losses[i]).isCloseTo(expected[i], precisely(losses[i]));
    }
  }

  @Test
  void aCostOverIgnoredTargetsAloneIsNotANumber() {
    assertThat(
            Losses.crossEntropy().cost(Tensor.ones(2, 3), Tensor.of(new int[] {-100, -100})).item())
        .isNaN();
  }

  @Test
  void ignoredTargetsDoNotCountWhereAClassIsRuledOut() {
    float never = Float.NEGATIVE_INFINITY;
    Variable logits =
        Variable.of("logits", Tensor.of(new float[] {never, 1, 2, never, 3, 0}, 2, 3));
    Tensor target = Tensor.of(new int[] {1, -100});
    for (CrossEntropy loss :
        List.of(Losses.crossEntropy(), Losses.crossEntropy().withWeights(2, 0.5, 4))) {
      Tensor cost = loss.cost(logits.value(), target);
      assertThat(cost.item()).isCloseTo(Math.log(1 + Math.E), within(1e-6));
      double likely = Math.E / (1 + Math.E);
      assertThat(cost.gradients(List.of(logits)).of(logits).toFloats())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(0f, (float) -likely, (float) likely, 0f, 0f, 0f);
    }
    assertThat(
            Losses.crossEntropy().withSmoothing(0.1).perSample(logits.value(), target).toFloats())
        .containsExactly(Float.POSITIVE_INFINITY, 0);
  }

  @Test
  void shapesThatDoNotFitAreExplained() {
    assertThatThrownBy(() -> Losses.mse().cost(Tensor.ones(4, 1), Tensor.ones(4)))
        .hasMessageContaining("mse")
        .hasMessageContaining("[4, 1] and [4]")
        .hasMessageContaining("squeeze(-1)");
    assertThatThrownBy(
            () -> Losses.crossEntropy().cost(Tensor.ones(4, 3), Tensor.of(new int[] {0, 1, 2})))
        .hasMessageContaining("expect class ids [4]")
        .hasMessageContaining("[3]");
    assertThatThrownBy(() -> Losses.crossEntropy().cost(Tensor.ones(4, 3), Tensor.ones(4)))
        .hasMessageContaining("cast(DType.INT32)");
    assertThatThrownBy(
            () ->
                Losses.crossEntropy()
                    .withWeights(1, 2)
                    .cost(Tensor.ones(4, 3), Tensor.of(new int[4])))
        .hasMessageContaining("expected 3 class weights");
    Tensor labels = Tensor.of(new int[] {0, 1, 3});
    assertThatThrownBy(Losses.crossEntropy().perSample(Tensor.ones(3, 3), labels)::toFloats)
        .hasMessageStartingWith(
            "CrossEntropy: index 3 at position [2] of int32[3] is outside axis 1 of [3, 3]");
    assertThatThrownBy(() -> Losses.crossEntropy().withSmoothing(2))
        .hasMessageContaining("from 0 to 1, found 2");
  }

  @Test
  void pinballIsItsFormula() {
    Tensor prediction = Tensor.of(new float[] {1, 2, 4, 1, 3, 3}, 2, 3);
    Tensor target = Tensor.of(new float[] {3, 0}, 2);
    // 0.1·2, 0.5·1, 0.1·1; then 0.9·1, 0.5·3, 0.1·3 with the quantiles 0.1, 0.5, 0.9
    double[] found = Losses.pinball(0.1, 0.5, 0.9).perSample(prediction, target).toDoubles();
    assertThat(found[0]).isCloseTo((0.2 + 0.5 + 0.1) / 3, within(1e-6));
    assertThat(found[1]).isCloseTo((0.9 + 1.5 + 0.3) / 3, within(1e-6));
    Tensor steps = Tensor.of(new float[] {1, 2, 5, 7}, 2, 2);
    assertThat(Losses.pinball(0.5).cost(steps.unsqueeze(-1), steps.add(3)).item())
        .isCloseTo(1.5, within(1e-6));
  }

  @Test
  void pinballIsLeastAtTheQuantile() {
    float[] values = new float[101];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * i;
    }
    Tensor target = Tensor.of(values, 101);
    double best = Double.POSITIVE_INFINITY;
    int at = -1;
    for (int i = 0; i < values.length; i++) {
      double cost = Losses.pinball(0.9).cost(Tensor.full(values[i], 101, 1), target).item();
      if (cost < best) {
        best = cost;
        at = i;
      }
    }
    assertThat(at).isEqualTo(90);
  }

  @Test
  void pinballRefusesPercentagesAndOtherShapes() {
    assertThatThrownBy(() -> Losses.pinball(5)).hasMessageContaining("0.05 for 5 %");
    assertThatThrownBy(() -> Losses.pinball(0.5, 0.9).cost(Tensor.ones(4, 3), Tensor.ones(4)))
        .hasMessageContaining("[N, …, 2]")
        .hasMessageContaining("[4, 3]");
    assertThatThrownBy(() -> Losses.pinball(0.5).cost(Tensor.ones(4, 1), Tensor.ones(4, 1)))
        .hasMessageContaining("[4]");
  }
}
