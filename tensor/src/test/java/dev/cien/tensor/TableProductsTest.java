package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cien.tensor.cpu.Workers;
import dev.cien.testkit.GradientCheck;
import dev.cien.testkit.Samples;
import dev.cien.testkit.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Products of rows that are looked up in a table, which the compiler makes products of the table:
/// the same bits forwards, the reference's gradients, and nothing else to be noticed.
class TableProductsTest {
  private static final Tolerance TOLERANCE = new Tolerance(1e-4, 1e-4);
  private static final int THREADS = Workers.threads();

  /// What stands between the look-up and the product.
  private record Way(String name, UnaryOperator<Tensor> views) {
    @Override
    public String toString() {
      return name;
    }
  }

  @AfterEach
  void restoreThreads() {
    Workers.setThreads(THREADS);
  }

  static Stream<Arguments> ways() {
    List<Way> ways =
        List.of(
            new Way("as they are", x -> x),
            new Way("steps before samples", x -> x.transpose(0, 1)),
            new Way("every sample twice", x -> x.unsqueeze(0).expand(2, 63, 12, 37)),
            new Way("in one row", x -> x.reshape(4, 189, 37).permute(1, 0, 2)));
    return ways.stream()
        .flatMap(
            way -> Stream.of(DType.INT32, DType.INT64).map(format -> Arguments.of(way, format)));
  }

  /// The result and the gradients of what is asked for.
  private static Tensor[] withGradients(Tensor y, Tensor... with) {
    Gradients gradients = Gradients.of(y, seed(y), List.of(with));
    List<Tensor> all = new ArrayList<>(List.of(y));
    Stream.of(with).map(gradients::of).forEach(all::add);
    return all.toArray(Tensor[]::new);
  }

  private static Tensor seed(Tensor y) {
    return Samples.float32(9, y.shape().dims());
  }

  private static String kernels(Step.Body body, Tensor... inputs) {
    return Step.inference(body).explain(inputs);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void resultsAreTheReferences(Way way, DType format) {
    Tensor table = Samples.float32(1, 11, 37);
    Tensor ids = Samples.ints(2, 0, 9, 63, 12).cast(format).compute();
    Tensor weight = Samples.float32(3, 37, 50);
    Step.Body body =
        in -> {
          Tensor rows = way.views.apply(in[0].indexSelect(0, in[1]));
          return withGradients(rows.matmul(in[2]), in[0], in[2]);
        };
    AgainstReference.check(TOLERANCE, body.record(table, ids, weight));
    assertThat(kernels(body, table, ids, weight))
        .contains("matmul [11, 37]·[37, 50]", "matmul [37, 11]·[11, 50]");
    Tensor rows = way.views.apply(table.indexSelect(0, ids)).compute();
    assertThat(body.record(table, ids, weight)[0].toFloats())
        .isEqualTo(rows.matmul(weight).toFloats());
  }

  /// A weight that lies transposed, as that of a linear layer does, and a hidden layer behind it.
  @Test
  void noProductOfAllRowsIsLeft() {
    Tensor table = Samples.float32(1, 11, 37);
    Tensor ids = Samples.ints(2, 0, 9, 63, 12);
    Tensor weight = Samples.float32(3, 50, 37);
    Step.Body body =
        in -> {
          Tensor rows = in[0].indexSelect(0, in[1]).transpose(0, 1);
          return withGradients(rows.matmul(in[2].t()).tanh(), in[0], in[2]);
        };
    AgainstReference.check(TOLERANCE, body.record(table, ids, weight));
    assertThat(
            kernels(body, table, ids, weight)
                .lines()
                .filter(line -> line.matches(" *\\d+  matmul .*")))
        .hasSize(3)
        .allMatch(line -> line.contains("11") && !line.contains("756"));
  }

  @ParameterizedTest
  @CsvSource({
    "64, 128, 32, 512, true",
    "64, 127, 32, 512, false",
    "64, 128, 31, 600, false",
    "16, 4096, 32, 16, true",
    "16, 8192, 32, 15, false",
    "64, 128, 32, 511, false",
    "300, 128, 64, 512, false",
    "1, 1025, 32, 32, true",
    "5, 1, 512, 2048, false"
  })
  void isDoneWhereItPays(int count, int rows, int depth, int width, boolean done) {
    Tensor table = Samples.float32(1, count, depth);
    Tensor ids = Samples.ints(2, 0, count, rows);
    Tensor weight = Samples.float32(3, depth, width);
    Step.Body body = in -> withGradients(in[0].indexSelect(0, in[1]).matmul(in[2]), in[0], in[2]);
    AgainstReference.check(TOLERANCE, body.record(table, ids, weight));
    String program = kernels(body, table, ids, weight);
    for (String product :
        List.of(
            "matmul [" + count + ", " + depth + "]·[" + depth + ", " + width + "]",
            "matmul [" + depth + ", " + count + "]·[" + count + ", " + width + "]",
            "matmul [" + count + ", " + width + "]·[" + width + ", " + depth + "]")) {
      assertThat(program.contains(product)).as(product + " in\n" + program).isEqualTo(done);
    }
  }

  @Test
  void derivativesOfBothOrders() {
    Tensor table = Samples.float64(1, 7, 33);
    Tensor ids = Samples.ints(2, 0, 7, 40, 9);
    Tensor weight = Samples.float64(3, 33, 100);
    GradientCheck.Formula formula =
        x -> x.get(0).indexSelect(0, ids).transpose(0, 1).matmul(x.get(1)).tanh();
    GradientCheck.first("product of a table", formula, table, weight);
    GradientCheck.second("product of a table", formula, table, weight);
  }

  @Test
  void rowsThatNobodyLooksUpTakeNoPart() {
    float[] values = Samples.float32(1, 11, 37).toFloats();
    values[10 * 37] = Float.NaN;
    values[9 * 37] = Float.POSITIVE_INFINITY;
    Tensor table = Tensor.of(values, 11, 37);
    Tensor ids = Samples.ints(2, 0, 9, 63, 12);
    Tensor weight = Samples.float32(3, 37, 50);
    float[] slope = seed(Tensor.zeros(63, 12, 50)).toFloats();
    Tensor y = table.indexSelect(0, ids).matmul(weight);
    Gradients gradients = Gradients.of(y, Tensor.of(slope, 63, 12, 50), List.of(table, weight));
    AgainstReference.check(TOLERANCE, y, gradients.of(table), gradients.of(weight));
    assertThat(gradients.of(weight).isFinite().all().item()).isEqualTo(1);
    slope[0] = Float.NaN;
    Tensor broken =
        Gradients.of(y, Tensor.of(slope, 63, 12, 50), List.of(table)).of(table).slice(0, 9, 11);
    assertThat(broken.toFloats()).containsOnly(0);
  }

  /// A residual connection, two products of the same rows, and a gradient for the rows themselves.
  @Test
  void rowsThatAreAlsoReadElsewhere() {
    Tensor table = Samples.float32(1, 11, 48);
    Tensor ids = Samples.ints(2, 0, 11, 63, 12);
    Tensor first = Samples.float32(3, 48, 48);
    Tensor second = Samples.float32(4, 48, 48);
    Tensor rows = table.indexSelect(0, ids);
    Tensor y =
        rows.add(rows.matmul(first).sigmoid())
            .add(rows.transpose(0, 1).matmul(second).transpose(0, 1));
    AgainstReference.check(TOLERANCE, withGradients(y, table, first, second));
    AgainstReference.check(TOLERANCE, withGradients(y, table, rows, first));
    Tensor later = rows.slice(1, 1, 12).matmul(first).add(rows.flip(1).slice(1, 0, 11).exp());
    AgainstReference.check(TOLERANCE, withGradients(later, table, first));
    Tensor three = rows.matmul(first).mul(rows.matmul(second)).add(rows.matmul(first.add(second)));
    AgainstReference.check(TOLERANCE.times(10), withGradients(three, table, first, second));
  }

  @Test
  void anIndexOutsideIsReportedAsEver() {
    Tensor table = Samples.float32(1, 11, 37);
    Variable named = Variable.of("embed.weight", table);
    int[] numbers = new int[756];
    numbers[100] = 11;
    Tensor ids = Tensor.of(numbers, 63, 12);
    Tensor weight = Samples.float32(3, 37, 50);
    Tensor rows = named.value().indexSelect(0, ids);
    Tensor product = rows.transpose(0, 1).matmul(weight);
    Throwable expected = catchThrowable(rows::toFloats);
    Throwable found = catchThrowable(product::toFloats);
    assertThat(found).isInstanceOf(TensorException.class).hasMessage(expected.getMessage());
    assertThat(found)
        .hasMessageContaining(
            "indexSelect of embed.weight: index 11 at position [8, 4] of int32[63, 12] is outside"
                + " axis 0 of [11, 37]: expected 0 to 10")
        .hasMessageContaining("TableProductsTest");
  }

  @Test
  void capturedTrainingStepsHaveTheSameBitsForAnyThreads() {
    float[] expected = null;
    for (int threads : new int[] {1, 2, 3}) {
      Workers.setThreads(threads);
      float[] trained = trained();
      expected = expected == null ? trained : expected;
      assertThat(trained).isEqualTo(expected);
    }
    assertThat(expected).doesNotContain(Float.NaN);
  }

  private static float[] trained() {
    Variable table = Variable.of("table", Samples.float32(1, 23, 64));
    Variable weight = Variable.of("weight", Samples.float32(2, 300, 64).mul(0.1).compute());
    List<Variable> parameters = List.of(table, weight);
    Step step =
        Step.training(
            in -> {
              Tensor rows = table.value().indexSelect(0, in[0]).transpose(0, 1);
              Tensor loss = rows.matmul(weight.value().t()).tanh().square().mean();
              Gradients gradients = loss.gradients(parameters);
              parameters.forEach(p -> p.assign(p.value().sub(gradients.of(p).mul(5))));
              return new Tensor[] {loss};
            });
    double first = step.run(Samples.ints(3, 0, 23, 50, 20))[0].item();
    double last = first;
    for (int i = 0; i < 5; i++) {
      last = step.run(Samples.ints(4 + i, 0, 23, 50, 20))[0].item();
    }
    assertThat(last).isLessThan(first);
    return Tensor.concat(0, table.value(), weight.value()).toFloats();
  }
}
