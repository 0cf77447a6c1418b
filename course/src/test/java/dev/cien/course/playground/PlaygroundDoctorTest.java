package dev.cien.course.playground;

import static dev.cien.course.playground.PlaygroundDoctor.Trouble.DEAD_UNITS;
import static dev.cien.course.playground.PlaygroundDoctor.Trouble.NOT_A_NUMBER;
import static dev.cien.course.playground.PlaygroundDoctor.Trouble.PULL_TOO_STRONG;
import static dev.cien.course.playground.PlaygroundDoctor.Trouble.SYMMETRY;
import static dev.cien.course.playground.PlaygroundDoctor.Trouble.TOO_SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What goes wrong is found, what goes well is left alone, and the fix mends it.
class PlaygroundDoctorTest {
  private static PlaygroundRun run(PlaygroundLink link, int epochs) {
    PlaygroundRun run = new PlaygroundRun(link, List.of());
    for (int i = 0; i < epochs; i++) {
      run.epoch();
    }
    return run;
  }

  private static PlaygroundRun run(String link, int epochs) {
    return run(PlaygroundLink.parse(link, "0.87931"), epochs);
  }

  private static void finds(PlaygroundDoctor.Trouble trouble, String link, int epochs) {
    PlaygroundRun run = run(link, epochs);
    List<PlaygroundDoctor.Finding> found = PlaygroundDoctor.look(run);
    assertThat(found).extracting(PlaygroundDoctor.Finding::trouble).contains(trouble);
    PlaygroundLink mended = run.playground().link();
    for (Map.Entry<String, String> change : found.getFirst().fix().entrySet()) {
      mended = mended.with(change.getKey(), change.getValue());
    }
    PlaygroundRun again = run(mended, 400);
    assertThat(again.last().train()).isLessThan(0.1);
    assertThat(PlaygroundDoctor.look(again)).isEmpty();
  }

  @Test
  void aPullThatMakesWeightsGrow() {
    finds(
        PULL_TOO_STRONG, "dataset=gauss&regularization=L2&learningRate=3&regularizationRate=1", 0);
  }

  @Test
  void numbersThatAreNone() {
    finds(NOT_A_NUMBER, "problem=regression&learningRate=10&activation=linear", 20);
  }

  @Test
  void sleepingNeurons() {
    finds(DEAD_UNITS, "dataset=xor&activation=relu&learningRate=10&networkShape=4,2", 50);
  }

  @Test
  void neuronsThatAreAllTheSame() {
    finds(SYMMETRY, "dataset=circle&initZero=true&networkShape=4,2", 50);
  }

  /// The link of the journal.
  @Test
  void oneNeuronBeforeACircle() {
    finds(TOO_SMALL, "dataset=circle&batchSize=9&networkShape=1&learningRate=0.03", 100);
  }

  @Test
  void nothingIsWrongWithWhatLearns() {
    for (String data : new String[] {"circle", "xor", "gauss"}) {
      for (int epochs : new int[] {0, 1, 50, 300}) {
        assertThat(PlaygroundDoctor.look(run("dataset=" + data, epochs)))
            .as(data + " after " + epochs)
            .isEmpty();
      }
    }
  }
}
