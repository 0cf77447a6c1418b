package dev.cien.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole numbers to whole powers stay whole, however the power is given.
class WholePowerTest {
  private static final long[] BASES = {
    0, 1, -1, 2, -2, 3, -7, 10, 46341, -65537, Integer.MAX_VALUE, Integer.MIN_VALUE
  };
  private static final long[] EXPONENTS = {0, 1, 2, 3, 4, 5, 7, 31, 32, 33, 63, 64, 1000001};

  @ParameterizedTest
  @EnumSource(names = {"INT32", "INT64"})
  void agreesWithExactProducts(DType dtype) {
    Tensor base = Tensor.of(BASES).cast(dtype);
    for (long exponent : EXPONENTS) {
      long[] expected = Arrays.stream(BASES).map(b -> wrapped(b, exponent, dtype)).toArray();
      Tensor alike = base.pow(exponent);
      assertThat(alike.dtype()).isEqualTo(dtype);
      assertThat(alike.toLongs()).as("to the power %d", exponent).isEqualTo(expected);
      Tensor own = base.pow(Tensor.of(new long[] {exponent}).cast(dtype));
      assertThat(own.dtype()).isEqualTo(dtype);
      assertThat(own.toLongs()).as("each to the power %d", exponent).isEqualTo(expected);
    }
  }

  private static long wrapped(long base, long exponent, DType dtype) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(8 * dtype.bytes());
    BigInteger power = BigInteger.valueOf(base).modPow(BigInteger.valueOf(exponent), modulus);
    return dtype == DType.INT32 ? power.intValue() : power.longValue();
  }

  @Test
  void negativePowersInATensorAreCutToWholeNumbers() {
    Tensor base = Tensor.of(new int[] {0, 1, -1, -1, 2, -3});
    Tensor exponent = Tensor.of(new int[] {-1, -5, -4, -3, -1, -2});
    assertThat(base.pow(exponent).toInts()).containsExactly(0, 1, 1, -1, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -2, -5})
  void aNegativePowerForAllIsAnError(double exponent) {
    assertThatThrownBy(() -> Tensor.of(new int[] {1, 2, 3}).pow(exponent))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("pow: whole numbers to a negative power are fractions")
        .hasMessageContaining("int32[3] to the power " + (long) exponent)
        .hasMessageContaining("fix: cast(DType.FLOAT32)");
  }

  @Test
  void anyOtherPowerIsAFraction() {
    Tensor x = Tensor.of(new int[] {0, 1, 4, 9});
    assertThat(x.pow(0.5).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(x.pow(0.5).toFloats()).containsExactly(0, 1, 2, 3);
    assertThat(x.pow(1.5).toFloats()).containsExactly(0, 1, 8, 27);
    assertThat(x.pow(Double.POSITIVE_INFINITY).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(x.pow(Tensor.of(new float[] {2})).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(x.cast(DType.BOOL).pow(2).dtype()).isEqualTo(DType.INT32);
    assertThat(x.cast(DType.BFLOAT16).pow(1).dtype()).isEqualTo(DType.FLOAT32);
  }
}
