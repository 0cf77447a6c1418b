package dev.cien.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cien.tensor.DType;
import dev.cien.tensor.loop.Access;
import dev.cien.tensor.loop.Body;
import dev.cien.tensor.loop.Code;
import dev.cien.tensor.loop.Kernel;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Kernels over empty axes leave what a reduction starts from, also when they run often enough for
/// code to be generated.
class EmptyKernelsTest {
  private static final int OFTEN = 10;

  @ParameterizedTest
  @CsvSource({"ROW, 0, 0, 0", "ROW, 1, 2, 0", "ROW, 1, 0, 3", "COLUMN, 1, 0, 3"})
  void aSumOverNothingIsZero(Kernel.Kind kind, int middleAxes, int middle, int inner) {
    boolean rows = kind == Kernel.Kind.ROW;
    int[] middles = middleAxes == 0 ? new int[0] : new int[] {middle};
    int[] along = new int[middleAxes];
    int size = inner * (middleAxes == 0 ? 1 : middle);
    Body body = new Body(rows);
    Access x = new Access(0, DType.FLOAT32, 0, new int[] {size}, along.clone(), 1);
    int width = rows ? 1 : inner;
    Access y = new Access(1, DType.FLOAT32, 0, new int[] {width}, along, rows ? 0 : 1);
    body.store(body.reduce(Code.SUM, body.load(x)), y);
    Kernel kernel = body.kernel("empty", kind, new int[] {2}, middles, inner, 2);
    TieredKernel tiered = TieredKernel.of(kernel);
    for (int i = 0; i < OFTEN; i++) {
      float[] sums = new float[2 * width];
      Arrays.fill(sums, Float.NaN);
      tiered.run(new Object[] {new float[2 * size], sums}, kernel.offsets(), 0, kernel.units());
      assertThat(sums).containsOnly(0f);
    }
  }
}
