package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes beyond TensorFlow Playground: several classes, update rules, plans of the rate,
/// dropout, batch norm.
class PlaygroundExtrasTest {
  private static PlaygroundRun run(String link, int epochs) {
    PlaygroundRun run = new PlaygroundRun(PlaygroundLink.parse(link, "0.5"), List.of());
    while (run.playground().epochs() < epochs) {
      run.epoch();
    }
    return run;
  }

  @Test
  void aLinkHasNoKeyThatItDoesNotNeed() {
    String plain = PlaygroundLink.parse("seed=1", "0").text();
    assertThat(plain)
        .doesNotContain("optimizer", "schedule", "classes", "dropout", "batchNorm", "loss");
    String text =
        PlaygroundLink.parse(
                "problem=multiclass&classDataset=arms&classes=5&loss=crossEntropy&optimizer=adamw"
                    + "&schedule=cosine&scheduleEpochs=50&dropout=0.25&batchNorm=true"
                    + "&activations=relu,linear&balance=true&seed=1",
                "0")
            .text();
    assertThat(text)
        .contains(
            "problem=multiclass", "classDataset=arms", "classes=5", "activations=relu,linear");
    PlaygroundLink again = PlaygroundLink.parse(text, "0");
    assertThat(again.text()).isEqualTo(text);
    assertThat(again.extras().dropout()).isEqualTo(0.25);
    assertThat(again.activation(2)).isEqualTo(Activation.LINEAR);
    assertThat(again.activation(3)).isEqualTo(Activation.TANH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classes=9", "dropout=1", "scheduleEpochs=0", "activations=relu,swish"})
  void whatCannotBeIsRefused(String link) {
    assertThatThrownBy(() -> PlaygroundLink.parse(link, "0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(link.substring(0, link.indexOf('=')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "classDataset=blobs&optimizer=adam&learningRate=0.01 40",
        "classDataset=rings&classes=4&optimizer=rmsprop&learningRate=0.01&networkShape=8,8 120",
        "classDataset=arms&optimizer=nesterov&networkShape=8,8&activation=relu 150",
        "classDataset=blobs&classes=5&optimizer=adagrad&learningRate=0.1&batchNorm=true 40",
        "classDataset=rings&optimizer=momentum&networkShape=8&dropout=0.1 150",
        "classDataset=blobs&classes=4&optimizer=adamw&learningRate=0.01&networkShape=8,8&batchNorm=true"
            + " 60"
      })
  void severalClassesAreLearnt(String link, int epochs) {
    Playground playground = run("problem=multiclass&" + link, epochs).playground();
    PlaygroundScores scores = PlaygroundScores.of(playground, playground.test());
    assertThat(scores.accuracy()).isGreaterThan(0.9);
    assertThat(Arrays.stream(scores.confusion()).flatMapToInt(Arrays::stream).sum())
        .isEqualTo(playground.test().size())
        .isEqualTo(scores.answers().length);
    assertThat(Arrays.stream(playground.outputs(1, 2)).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void crossEntropyOfTwoClassesIsThatOfTheLogistic() {
    Playground playground =
        run("dataset=circle&loss=crossEntropy&networkShape=6", 300).playground();
    double loss = 0;
    for (Point point : playground.test()) {
      double p = (playground.output(point.x(), point.y()) + 1) / 2;
      loss -= Math.log(point.label() > 0 ? p : 1 - p) / playground.test().size();
    }
    assertThat(playground.testLoss()).isCloseTo(loss, within(1e-9)).isLessThan(0.2);
  }

  /// A batch is 250 / 9 and some are left over; dropout, running values and what the rule remembers
  /// come back with the network.
  @Test
  void goingBackIsAsIfOneHadStoppedThere() {
    String link =
        "problem=multiclass&batchSize=9&optimizer=adam&dropout=0.3&batchNorm=true&schedule=cosine";
    PlaygroundRun far = run(link, 450);
    far.rewind(77);
    PlaygroundRun near = run(link, 77);
    assertThat(far.playground().parameters())
        .usingRecursiveComparison()
        .isEqualTo(near.playground().parameters());
    assertThat(far.last()).isEqualTo(near.last());
  }

  @Test
  void plansChangeTheRate() {
    assertThat(RatePlan.CONSTANT.at(500, 0.1, 10)).isEqualTo(0.1);
    assertThat(RatePlan.STEP.at(25, 0.1, 10)).isCloseTo(0.025, within(1e-15));
    assertThat(RatePlan.EXPONENTIAL.at(20, 0.1, 10)).isCloseTo(0.025, within(1e-15));
    assertThat(RatePlan.COSINE.at(5, 0.1, 10)).isCloseTo(0.05, within(1e-15));
    assertThat(RatePlan.COSINE.at(10, 0.1, 10)).isCloseTo(0, within(1e-15));
    assertThat(RatePlan.WARM_UP.at(0, 0.1, 10)).isCloseTo(0.01, within(1e-15));
    assertThat(RatePlan.WARM_UP.at(10, 0.1, 10)).isEqualTo(0.1);
    // The whole network stands still at the end of a cosine.
    PlaygroundRun run = run("schedule=cosine&scheduleEpochs=5", 6);
    double[][][] weights = run.playground().parameters().weights();
    run.epoch();
    assertThat(run.playground().parameters().weights()).isDeepEqualTo(weights);
  }

  @Test
  void ownPointsOfSeveralClasses() {
    PointsText text = PointsText.parse("0;0;red\n1;1;green\n2;2;blue\n3;3;blue");
    assertThat(text.labels()).containsExactly("blue", "green", "red");
    assertThat(text.points()).extracting(Point::label).containsExactly(2.0, 1.0, 0.0, 0.0);
    assertThat(PointsText.parse("0;0;10\n1;1;20\n2;2;30", true).labels()).hasSize(3);
    PlaygroundLink three = PlaygroundLink.parse("problem=multiclass&percTrainData=100", "0");
    assertThat(Playground.of(three, text.points()).classCounts()).containsExactly(2, 1, 1);
    assertThatThrownBy(() -> Playground.of(three, List.of(new Point(0, 0, 3))))
        .hasMessageContaining("number of classes");
    assertThatThrownBy(() -> Playground.of(three, List.of(new Point(0, 0, -1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rareClassesCanCountAsMuchAsFrequentOnes() {
    List<Point> points = new ArrayList<>();
    SeedRandom random = new SeedRandom("rare");
    for (int i = 0; i < 300; i++) {
      boolean rare = i % 30 == 0;
      points.add(new Point(random.normal(rare ? 1 : -1, 1), random.normal(0, 1), rare ? 1 : -1));
    }
    PlaygroundLink link =
        PlaygroundLink.parse("networkShape=&percTrainData=100&loss=crossEntropy", "0");
    PlaygroundRun plain = new PlaygroundRun(link, points);
    PlaygroundRun balanced = new PlaygroundRun(link.with("balance", "true"), points);
    for (int i = 0; i < 100; i++) {
      plain.epoch();
      balanced.epoch();
    }
    assertThat(found(plain)).contains(PlaygroundDoctor.Trouble.IMBALANCE);
    assertThat(found(balanced)).doesNotContain(PlaygroundDoctor.Trouble.IMBALANCE);
    assertThat(missed(balanced)).isLessThan(missed(plain));
  }

  private static int missed(PlaygroundRun run) {
    Playground playground = run.playground();
    return PlaygroundScores.of(playground, playground.train()).confusion()[1][0];
  }

  private static List<PlaygroundDoctor.Trouble> found(PlaygroundRun run) {
    return PlaygroundDoctor.look(run).stream().map(PlaygroundDoctor.Finding::trouble).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "ADAPTIVE_RATE dataset=xor&optimizer=adam&learningRate=1 0",
        "BATCH_OF_ONE dataset=xor&batchNorm=true&batchSize=1 0",
        "PLAN_OVER dataset=xor&schedule=cosine&scheduleEpochs=2 90",
        "TOO_SMALL problem=multiclass&classDataset=rings&networkShape=1 60"
      })
  void theDoctorKnowsThem(PlaygroundDoctor.Trouble trouble, String link, int epochs) {
    assertThat(found(run(link, epochs))).containsExactly(trouble);
  }

  @Test
  void nothingIsWrongWithWhatLearns() {
    for (int epochs : new int[] {0, 60, 200}) {
      assertThat(found(run("problem=multiclass&optimizer=adam&learningRate=0.01", epochs)))
          .isEmpty();
    }
  }
}
