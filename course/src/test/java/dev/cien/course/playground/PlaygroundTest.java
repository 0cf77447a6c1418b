package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Losses as TensorFlow Playground shows them, measured there.
class PlaygroundTest {
  private static final String SEED = "seed=0.87931";

  private static void check(Playground playground, int epoch, double train, double test) {
    while (playground.epochs() < epoch) {
      playground.epoch();
    }
    // The published figures have six decimals.
    assertThat(playground.trainLoss()).isCloseTo(train, within(1e-6));
    assertThat(playground.testLoss()).isCloseTo(test, within(1e-6));
  }

  private static Playground playground(String link) {
    return new Playground(PlaygroundLink.parse(link, "0.5"));
  }

  @Test
  void theGeneratorGivesItsPublishedNumbers() {
    SeedRandom random = new SeedRandom("hello.");
    assertThat(random.next()).isEqualTo(0.9282578795792454);
    assertThat(random.next()).isEqualTo(0.3752569768646784);
  }

  @Test
  void theJournalsLinkHasOneNeuronAndStaysStuck() {
    Playground playground =
        playground(
            "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=circle"
                + "&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=0"
                + "&networkShape=1&seed=0.87931&showTestData=false&discretize=false"
                + "&percTrainData=50&x=true&y=true&xTimesY=false&xSquared=false&ySquared=false"
                + "&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false"
                + "&problem=classification&initZero=false&hideText=false");
    check(playground, 0, 0.499968, 0.504827);
    check(playground, 1, 0.498110, 0.502205);
    check(playground, 10, 0.489073, 0.491010);
    check(playground, 50, 0.425937, 0.414344);
    check(playground, 100, 0.393473, 0.418131);
    check(playground, 200, 0.379256, 0.412075);
    check(playground, 500, 0.374288, 0.406750);
    check(playground, 1000, 0.372566, 0.404972);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "dataset=xor 100 0.008465 0.008591",
        "dataset=gauss 100 0.000500 0.000508",
        "problem=regression 100 0.000370 0.000360",
        "problem=regression&regDataset=reg-gauss 100 0.018494 0.020758",
        "dataset=xor&activation=relu 100 0.004203 0.004588",
        "regularization=L1&regularizationRate=0.001 100 0.008380 0.008093",
        "networkShape=&x=false&y=false&xSquared=true&ySquared=true 200 0.002693 0.002195"
      })
  void presetsGiveTheLossesOfThePlayground(String link, int epoch, double train, double test) {
    check(playground(SEED + "&" + link), epoch, train, test);
  }

  @Test
  void aSpiralIsNotLearntAndSigmoidIsSlow() {
    Playground spiral = playground(SEED + "&dataset=spiral");
    Playground sigmoid = playground(SEED + "&activation=sigmoid");
    for (int epoch = 0; epoch < 300; epoch++) {
      spiral.epoch();
      sigmoid.epoch();
    }
    assertThat(spiral.trainLoss()).isCloseTo(0.473, within(5e-4));
    assertThat(spiral.testLoss()).isCloseTo(0.475, within(5e-4));
    assertThat(sigmoid.trainLoss()).isCloseTo(0.352, within(5e-4));
    assertThat(sigmoid.testLoss()).isCloseTo(0.381, within(5e-4));
  }

  @Test
  void fromZeroAllNodesStayAlike() {
    Playground playground = playground(SEED + "&initZero=true");
    for (int epoch = 0; epoch < 50; epoch++) {
      playground.epoch();
    }
    assertThat(playground.trainLoss()).isCloseTo(0.5, within(1e-3));
    assertThat(playground.output(3, 1)).isEqualTo(playground.output(-4, 2));
  }

  @Test
  void tooLargeStepsTimesPullGrowWithoutEnd() {
    Playground playground =
        playground(SEED + "&regularization=L2&regularizationRate=3&learningRate=3");
    for (int epoch = 0; epoch < 60; epoch++) {
      playground.epoch();
    }
    assertThat(playground.trainLoss()).isNaN();
  }

  @Test
  void noiseMovesLabelsAndShareCutsTheSet() {
    Playground playground = playground(SEED + "&noise=50&percTrainData=10");
    assertThat(playground.train()).hasSize(50);
    assertThat(playground.test()).hasSize(450);
    long odd =
        playground.test().stream()
            .filter(p -> (Math.hypot(p.x(), p.y()) < 2.5) != (p.label() > 0))
            .count();
    assertThat(odd).isBetween(40L, 250L);
  }

  @Test
  void withoutAFeatureThereIsNothingToSee() {
    assertThatThrownBy(() -> playground("x=false&y=false"))
        .hasMessage("playground: expected at least one feature, found none. Fix: x=true.");
    assertThat(playground("x_hide=true").link().features()).isEqualTo(Set.of(Feature.Y));
  }

  @Test
  void labelsOfQuantitiesReachFromMinusOneToOne() {
    List<Point> points = PlaneData.REG_GAUSS.draw(new SeedRandom("1"), 0);
    assertThat(points).hasSize(1200);
    assertThat(points.stream().mapToDouble(Point::label).max().orElseThrow()).isBetween(0.8, 1.0);
    assertThat(points.stream().mapToDouble(Point::label).min().orElseThrow()).isBetween(-1.0, -0.8);
  }
}
