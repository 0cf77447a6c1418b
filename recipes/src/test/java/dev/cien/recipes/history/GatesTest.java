package dev.cien.recipes.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.recipes.Evaluation;
import dev.cien.recipes.Experiment;
import dev.cien.tensor.Tensor;
import dev.cien.zoo.ThresholdCircuits;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GatesTest {
  @Test
  void thePublishedUnitsComputeTheirGates() {
    Tensor units =
        Tensor.of(new float[] {1, 1, 2, 1, 1, 1, -1, 0, 0, -1, -1, -1}, 4, ThresholdCircuits.UNIT);
    assertThat(ThresholdCircuits.answers(units, Functions.ROWS).toFloats())
        .containsExactly(0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0);
    // XOR: a or b, but not a and b.
    Tensor xor = Tensor.of(new float[] {1, 1, 1, 1, 1, 2, 1, -1, 1}, 1, 9);
    assertThat(ThresholdCircuits.answers(xor, Functions.ROWS).toFloats())
        .containsExactly(0, 1, 1, 0);
  }

  @Test
  void everyCandidateComesOnceAndTheEngineAgreesWithPlainJava() {
    Candidates units = new Candidates(2, 1);
    assertThat(units.size()).isEqualTo(5 * 5 * 10);
    var different = new TreeSet<String>();
    float[] said = ThresholdCircuits.answers(units.all().inputs(), Functions.ROWS).toFloats();
    for (int i = 0; i < units.size(); i++) {
      int[] unit = units.circuit(i);
      different.add(unit[0] + " " + unit[1] + " " + unit[2]);
      int function = Functions.computed(unit);
      for (int row = 0; row < 4; row++) {
        assertThat(said[4 * i + row]).isEqualTo(Functions.answer(function, row));
      }
    }
    assertThat(different).hasSize(units.size()).contains("-2 -2 -4", "2 2 5", "0 1 1");
  }

  @Test
  void oneUnitSolvesAllButXorAndItsOppositeAndTwoLayersSolveAll() {
    Gates gates = new Gates();
    Experiment experiment = gates.prepare(gates.settings(Map.of()));
    assertThat(experiment.evaluate().metric("gates")).isLessThan(16);
    experiment.learn();
    Evaluation evaluation = experiment.evaluate();
    assertThat(evaluation.metric("gates")).isEqualTo(16);
    assertThat(evaluation.metric("gates_one_unit")).isEqualTo(14);
    assertThat(evaluation.metric("xor_one_unit")).isEqualTo(0.75);
    assertThat(evaluation.metric("circuits")).isEqualTo(7 * 7 * 14 + 54 * 54 * 54);
    assertThat(experiment.baselines().getFirst().measure().getAsDouble()).isEqualTo(14);
  }
}
