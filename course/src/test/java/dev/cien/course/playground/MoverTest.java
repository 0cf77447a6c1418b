package dev.cien.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Update rules and batch norm as PyTorch has them; the numbers are those of `golden/movers.py`.
class MoverTest {
  private static JsonNode golden() throws IOException {
    try (InputStream in = MoverTest.class.getResourceAsStream("movers.json")) {
      return JsonMapper.shared().readTree(in);
    }
  }

  private static double[] numbers(JsonNode row) {
    double[] numbers = new double[row.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = row.get(i).asDouble();
    }
    return numbers;
  }

  private static double[][] rows(JsonNode rows) {
    double[][] all = new double[rows.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers(rows.get(i));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void parametersMoveAsInPyTorch(Mover mover) throws IOException {
    JsonNode golden = golden();
    double[] values = numbers(golden.path("start"));
    double[][][] memory = new double[mover.slots()][1][values.length];
    int update = 0;
    for (JsonNode slopes : golden.path("slopes")) {
      JsonNode expected = golden.path("rules").path(mover.key()).get(update);
      update++;
      for (int i = 0; i < values.length; i++) {
        values[i] = mover.moved(values[i], slopes.get(i).asDouble(), 0.1, update, memory, 0, i);
        assertThat(values[i]).isCloseTo(expected.get(i).asDouble(), within(1e-12));
      }
    }
    assertThat(update).isEqualTo(12);
  }

  @Test
  void batchNormIsThatOfPyTorch() throws IOException {
    JsonNode norm = golden().path("norm");
    double[][] state = PlaneNorm.start(3);
    state[PlaneNorm.SCALE] = numbers(norm.path("scale"));
    state[PlaneNorm.SHIFT] = numbers(norm.path("shift"));
    for (int i = 0; i < 2; i++) {
      double[][] sums = rows(norm.path("batches").get(i));
      PlaneNorm.train(state, sums, new double[sums.length][3]);
      close(sums, rows(norm.path("given").get(i)));
    }
    close(
        new double[][] {state[PlaneNorm.MEAN], state[PlaneNorm.VARIANCE]},
        new double[][] {numbers(norm.path("mean")), numbers(norm.path("variance"))});
    double[][] used = rows(norm.path("batches").get(0));
    for (double[] row : used) {
      for (int node = 0; node < 3; node++) {
        row[node] = PlaneNorm.of(state, node, row[node]);
      }
    }
    close(used, rows(norm.path("used")));
  }

  private static void close(double[][] found, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).containsExactly(expected[i], within(1e-12));
    }
  }
}
