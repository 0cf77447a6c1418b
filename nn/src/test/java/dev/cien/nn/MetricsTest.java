package dev.cien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.cien.nn.metric.ClassScore.Average;
import dev.cien.nn.metric.ConfusionMatrix;
import dev.cien.nn.metric.EqualErrorRate;
import dev.cien.nn.metric.Meter;
import dev.cien.nn.metric.Metric;
import dev.cien.nn.metric.Metrics;
import dev.cien.nn.metric.Scored;
import dev.cien.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MetricsTest {
  private static final Golden GOLDEN = Golden.read("metrics");

  private record Case(String golden, Metric<?> metric, String prediction, String target) {}

  @TestFactory
  Stream<DynamicTest> agreesWithScikitLearnInBatchesOfAnySize() {
    Stream<Case> classes =
        Stream.of(
            new Case("accuracy", Metrics.accuracy(), "logits", "ids"),
            new Case("top2", Metrics.topK(2), "logits", "ids"),
            new Case("precision_macro", Metrics.precision(4, Average.MACRO), "logits", "ids"),
            new Case("precision_micro", Metrics.precision(4, Average.MICRO), "logits", "ids"),
            new Case("recall_macro", Metrics.recall(4, Average.MACRO), "logits", "ids"),
            new Case("recall_micro", Metrics.recall(4, Average.MICRO), "logits", "ids"),
            new Case("f1_macro", Metrics.f1(4, Average.MACRO), "logits", "ids"),
            new Case("f1_micro", Metrics.f1(4, Average.MICRO), "logits", "ids"),
            new Case("perplexity", Metrics.perplexity(), "logits", "ids"),
            new Case("calibration", Metrics.calibrationError(), "logits", "ids"));
    Stream<Case> rest =
        Stream.of(
            new Case("roc_auc", Metrics.rocAuc(), "scores", "hits"),
            new Case("average_precision", Metrics.averagePrecision(), "scores", "hits"),
            new Case("mse", Metrics.mse(), "y", "t"),
            new Case("rmse", Metrics.rmse(), "y", "t"),
            new Case("mae", Metrics.mae(), "y", "t"),
            new Case("r2", Metrics.r2(), "y", "t"));
    return Stream.concat(classes, rest)
        .map(
            tested ->
                DynamicTest.dynamicTest(
                    tested.golden(),
                    () -> {
                      for (int batch : List.of(1000, 16)) {
                        Meter<?> meter = tested.metric().meter();
                        feed(
                            meter,
                            GOLDEN.get(tested.prediction()),
                            GOLDEN.get(tested.target()),
                            batch);
                        assertThat(meter.value())
                            .isCloseTo(GOLDEN.get(tested.golden()).item(), Offset.offset(1e-5));
                      }
                    }));
  }

  private static void feed(Meter<?> meter, Tensor prediction, Tensor target, int batch) {
    for (int start = 0; start < target.size(); start += batch) {
      meter.update(
          prediction.slice(0, start, start + batch), target.slice(0, start, start + batch));
    }
  }

  @Test
  void theConfusionMatrixIsTheStateOfItsMeter() {
    var meter = Metrics.confusionMatrix(4).meter();
    meter.update(GOLDEN.get("logits"), GOLDEN.get("ids"));
    ConfusionMatrix matrix = meter.state();
    assertThat(
            Arrays.stream(matrix.counts())
                .flatMapToLong(Arrays::stream)
                .mapToInt(Math::toIntExact)
                .toArray())
        .isEqualTo(GOLDEN.get("confusion").toInts());
    assertThat(new ConfusionMatrix(new long[][] {{8, 2}, {0, 10}}))
        .hasToString("     0  1\n  0  8  2\n  1  0 10");
    meter.reset();
    assertThat(meter.value()).isNaN();
  }

  @Test
  void oneLogitStandsForClassOne() {
    Tensor logits = Tensor.of(new float[] {-1, 2, 0.5f, -3}, 4, 1);
    assertThat(Metrics.accuracy().of(logits, Tensor.of(new int[] {0, 1, 0, 0}))).isEqualTo(0.75);
    assertThat(Metrics.f1(2, Average.POSITIVE).of(logits, Tensor.of(new int[] {0, 1, 0, 0})))
        .isEqualTo(2.0 / 3);
  }

  @Test
  void intersectionOverUnionIsCountedByHand() {
    // Of class 0: 3 right, 1 missed, 2 wrongly taken; class 1: 4, 2, 1; class 2 is nowhere; class 3
    // was taken for 0 alone.
    ConfusionMatrix counts =
        new ConfusionMatrix(new long[][] {{3, 1, 0, 0}, {1, 4, 0, 1}, {0, 0, 0, 0}, {1, 0, 0, 0}});
    assertThat(counts.iou(0)).isEqualTo(3 / 6.0);
    assertThat(counts.iou(1)).isEqualTo(4 / 7.0);
    assertThat(counts.iou(2)).as("neither there nor predicted").isZero();
    assertThat(counts.iou(3)).isZero();
  }

  @Test
  void ignoredTargetsDoNotCount() {
    Tensor logits = Tensor.eye(4);
    assertThat(Metrics.accuracy().of(logits, Tensor.of(new int[] {0, -100, 2, 0})))
        .isEqualTo(2.0 / 3);
    assertThat(Metrics.topK(1).of(logits, Tensor.of(new int[] {0, -100, 2, 0}))).isEqualTo(2.0 / 3);
  }

  @Test
  void tiesAndSingleClassesInRankings() {
    Tensor same = Tensor.ones(4);
    assertThat(Metrics.rocAuc().of(same, Tensor.of(new int[] {0, 1, 0, 1}))).isEqualTo(0.5);
    assertThat(Metrics.rocAuc().of(same, Tensor.of(new int[] {1, 1, 1, 1}))).isNaN();
    assertThat(Metrics.averagePrecision().of(same, Tensor.of(new int[] {0, 1, 0, 1})))
        .isEqualTo(0.5);
    assertThat(
            Metrics.rocAuc().of(Tensor.of(new float[] {Float.NaN, 1}), Tensor.of(new int[] {0, 1})))
        .isNaN();
  }

  @Test
  void shapesThatDoNotFitAreExplained() {
    assertThatThrownBy(() -> Metrics.accuracy().of(Tensor.ones(4, 3), Tensor.of(new int[5])))
        .hasMessageContaining("accuracy: predictions [4, 3] expect targets [4], found [5]");
    assertThatThrownBy(
            () -> Metrics.f1(3, Average.MACRO).of(Tensor.ones(1, 5), Tensor.of(new int[] {4}, 1)))
        .hasMessageContaining("class ids from 0 to 2, found 4");
    assertThatThrownBy(() -> Metrics.mae().of(Tensor.ones(3), Tensor.ones(2)))
        .hasMessageContaining("[3] and [2]");
  }

  @Test
  void sensitivityIsReadOffTheCurveAtItsThresholds() {
    Tensor scores = Tensor.of(new double[] {0.1, 0.4, 0.35, 0.8});
    Tensor targets = Tensor.of(new int[] {0, 0, 1, 1});
    assertThat(Metrics.rocAuc().of(scores, targets)).isEqualTo(0.75);
    assertThat(Metrics.sensitivity(1).of(scores, targets)).isEqualTo(0.5);
    assertThat(Metrics.sensitivity(0.5).of(scores, targets)).isEqualTo(1);
    assertThat(Metrics.sensitivity(0.95).name()).isEqualTo("sensitivity_at_95_specificity");
    assertThat(Metrics.sensitivity(0.975).name()).isEqualTo("sensitivity_at_97.5_specificity");
    // Equal scores stand or fall together: none is found without an alarm.
    Tensor alike = Tensor.zeros(4);
    assertThat(Metrics.rocAuc().of(alike, targets)).isEqualTo(0.5);
    assertThat(Metrics.sensitivity(0.95).of(alike, targets)).isZero();
    assertThat(Metrics.sensitivity(0.5).of(alike, Tensor.ones(4))).isNaN();
    assertThat(Metrics.sensitivity(0.5).of(alike.div(0), targets)).isNaN();
    assertThatThrownBy(() -> Metrics.sensitivity(95))
        .hasMessageContaining("specificity from 0 to 1, found 95");
  }

  @Test
  void equalErrorsLieWhereBothKindsMeet() {
    EqualErrorRate rate = Metrics.equalErrorRate();
    // Above 0.7 two of the four positives are missed and none of the negatives gets through; at 0.6
    // one negative of four does; at 0.5 one positive of four is missed and one negative let
    // through.
    Tensor scores = Tensor.of(new double[] {0.9, 0.8, 0.5, 0.2, 0.6, 0.4, 0.3, 0.1});
    Tensor targets = Tensor.of(new int[] {1, 1, 1, 1, 0, 0, 0, 0});
    assertThat(rate.of(scores, targets)).isEqualTo(0.25);
    Scored state = rate.update(rate.start(), scores, targets);
    assertThat(rate.threshold(state)).isEqualTo(0.5);
    assertThat(rate.curve(state))
        .hasSize(9)
        .startsWith(new EqualErrorRate.Errors(Double.POSITIVE_INFINITY, 1, 0))
        .contains(new EqualErrorRate.Errors(0.6, 0.5, 0.25))
        .endsWith(new EqualErrorRate.Errors(0.1, 0, 1));
    assertThat(rate.higherIsBetter()).isFalse();
    // Between (missed 1/2, alarms 0) and (missed 0, alarms 1/3) the line meets both at 1/5.
    assertThat(
            rate.of(Tensor.of(new double[] {3, 2, 2, 1, 1}), Tensor.of(new int[] {1, 1, 0, 0, 0})))
        .isCloseTo(0.2, offset(1e-15));
    Tensor halves = Tensor.of(new int[] {1, 0, 1, 0});
    assertThat(rate.of(Tensor.zeros(4), halves)).as("guessing").isEqualTo(0.5);
    assertThat(rate.of(Tensor.of(new double[] {2, 1, 2, 1}), halves)).as("perfect").isZero();
    assertThat(rate.of(Tensor.of(new double[] {1, 2, 1, 2}), halves)).as("reversed").isEqualTo(1);
    assertThat(rate.of(Tensor.ones(4), Tensor.ones(4))).isNaN();
    assertThat(rate.threshold(rate.start())).isNaN();
  }

  @Test
  void classesThatDoNotExistAreNamed() {
    Tensor logits = Tensor.zeros(2, 3);
    Tensor beyond = Tensor.of(new int[] {0, 3});
    for (Metric<?> metric :
        List.<Metric<?>>of(Metrics.topK(2), Metrics.perplexity(), Metrics.confusionMatrix(3))) {
      assertThatThrownBy(() -> metric.of(logits, beyond))
          .as(metric.name())
          .hasMessageContaining(metric.name() + ": expected class ids from 0 to 2, found 3")
          .hasMessageContaining("labels that start at 1");
    }
    assertThatThrownBy(() -> Metrics.topK(0)).hasMessageContaining("1 guess or more, found 0");
  }
}
