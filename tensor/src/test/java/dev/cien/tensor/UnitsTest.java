package dev.cien.tensor;

import dev.cien.testkit.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UnitsTest {
  /// `early` begins a unit that later takes in `grown`, which reads `other`. Between them lies
  /// `far`: it reads that unit only through `near`, which was complete before `other` began. Were
  /// `product` to join `other`, the two kernels would wait for each other.
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aUnitThatGrewIsFoundBehindOneThatEndedEarly() {
    Tensor x = Tensor.rand(Rng.of(1), 6, 4);
    x.toFloats();
    Tensor early = x.exp();
    Tensor near = early.cumSum(0);
    Tensor other = x.transpose(0, 1).tanh();
    Tensor grown = early.add(other.transpose(0, 1));
    Tensor far = near.cumSum(0);
    Tensor product = other.mul(far.transpose(0, 1));
    AgainstReference.check(new Tolerance(1e-5, 0), near, grown, product);
  }
}
