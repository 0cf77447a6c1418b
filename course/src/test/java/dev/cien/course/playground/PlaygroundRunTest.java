package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Going back gives the network of then, to the last bit.
class PlaygroundRunTest {
  // 250 points in batches of 9: a batch is open at the end of nearly every epoch.
  private static final String LINK = "dataset=circle&batchSize=9&seed=0.87931&networkShape=4,2";

  private static PlaygroundRun run(String link, int epochs) {
    PlaygroundRun run = new PlaygroundRun(PlaygroundLink.parse(link, "0"), List.of());
    train(run, epochs);
    return run;
  }

  private static void train(PlaygroundRun run, int epochs) {
    while (run.playground().epochs() < epochs) {
      run.epoch();
    }
  }

  @Test
  void goingBackIsAsIfOneHadStoppedThere() {
    PlaygroundRun far = run(LINK, 1500);
    for (int epoch : new int[] {1203, 800, 77, 1, 0}) {
      far.rewind(epoch);
      PlaygroundRun near = run(LINK, epoch);
      assertThat(far.last()).isEqualTo(near.last());
      assertThat(far.playground().parameters())
          .usingRecursiveComparison()
          .isEqualTo(near.playground().parameters());
      assertThat(far.losses().getLast().epoch()).isEqualTo(epoch);
    }
  }

  @Test
  void goingOnAfterGoingBackIsTheSameTraining() {
    PlaygroundRun run = run(LINK, 60);
    PlaygroundRun.Losses then = run.last();
    run.rewind(20);
    train(run, 60);
    assertThat(run.last()).isEqualTo(then);
  }

  @Test
  void ratesAndHandsOfThenAreKept() {
    PlaygroundRun run = run(LINK, 10);
    run.rate(0.1);
    train(run, 20);
    run.set(1, 0, Optional.of(1), 2.5);
    run.set(3, 0, Optional.empty(), -0.5);
    train(run, 33);
    PlaygroundRun.Losses then = run.last();
    train(run, 700);
    run.rewind(33);
    assertThat(run.last()).isEqualTo(then);
    run.rewind(20);
    assertThat(run.playground().parameters().weights()[1][0][1]).isEqualTo(2.5);
    assertThat(run.playground().parameters().biases()[3][0]).isEqualTo(-0.5);
    assertThat(run.playground().rate()).isEqualTo(0.1);
    run.rewind(5);
    assertThat(run.playground().rate()).isEqualTo(0.03);
  }

  @Test
  void whatWasSavedGoesOn() {
    PlaygroundRun run = run(LINK, 1100);
    PlaygroundRun again = new PlaygroundRun(PlaygroundLink.parse(LINK, "0"), List.of(), run.save());
    train(run, 1160);
    train(again, 1160);
    assertThat(again.last()).isEqualTo(run.last());
    again.rewind(3);
    assertThat(again.last()).isEqualTo(run(LINK, 3).last());
  }

  @Test
  void aLongTrainingDoesNotKeepEverything() {
    PlaygroundRun run = run("dataset=gauss&seed=1&networkShape=", 6000);
    assertThat(run.losses()).hasSizeLessThan(2002);
    assertThat(run.losses().getFirst().epoch()).isZero();
  }

  @Test
  void otherWeightsForTheSamePoints() {
    Playground first = new Playground(PlaygroundLink.parse(LINK, "0"));
    Playground second = new Playground(PlaygroundLink.parse(LINK + "&weightDraws=1", "0"));
    assertThat(second.train()).isEqualTo(first.train());
    assertThat(second.trainLoss()).isNotEqualTo(first.trainLoss());
    assertThat(second.link().text()).contains("weightDraws=1");
  }

  @Test
  void whatCannotBeIsRefused() {
    PlaygroundRun run = run(LINK, 3);
    assertThatThrownBy(() -> run.rewind(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run.rewind(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run.set(0, 0, Optional.empty(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run.set(1, 0, Optional.of(2), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run.set(1, 0, Optional.of(0), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run.rate(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mapsSayWhatTheNetworkSays() {
    Playground playground = run(LINK, 100).playground();
    PlaneMaps maps = PlaneMaps.of(playground, 20, 3);
    assertThat(maps.output()).hasSize(3600);
    assertThat(maps.nodes()).hasSize(3);
    double corner = playground.output(-6 + 0.1, 6 - 0.1);
    assertThat(maps.output()[0]).isEqualTo((byte) Math.round(Math.clamp(corner, -1, 1) * 127));
    // The first input is x itself: the mean of a cell at the left edge is far below −1.
    assertThat(maps.nodes().get(0).get(0)[0]).isEqualTo((byte) -127);
    assertThat(maps.nodes().get(0).get(0)[19]).isEqualTo((byte) 127);
  }

  @Test
  void scoresCountEveryPointOnce() {
    Playground playground = run(LINK, 200).playground();
    PlaygroundScores scores = PlaygroundScores.of(playground, playground.test());
    assertThat(Arrays.stream(scores.confusion()).flatMapToInt(Arrays::stream).sum()).isEqualTo(250);
    assertThat(scores.accuracy()).isGreaterThan(0.95);
    assertThat(scores.rmse() * scores.rmse() / 2)
        .isCloseTo(playground.testLoss(), org.assertj.core.data.Offset.offset(1e-12));
  }
}
