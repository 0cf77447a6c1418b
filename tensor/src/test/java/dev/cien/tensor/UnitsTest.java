package dev.cien.tensor;

import dev.cien.testkit.Tolerance;
import java.util.List;
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

  /// Long sums over the first axes are cut into parts and folded; here each fold writes straight
  /// into its piece of a concatenation, as in the gradient of a bias that three projections share.
  @Test
  void sumsThatAreCutAreFoldedIntoTheirPieceOfAConcatenation() {
    Rng rng = Rng.of(2);
    Tensor[] sums = new Tensor[3];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Tensor.rand(rng, 1024, 64).exp().sum(0);
    }
    AgainstReference.check(new Tolerance(1e-5, 0), Tensor.concat(0, sums).mul(2));
  }

  /// The same where the pieces do not lie in order: side by side in the rows of a matrix.
  @Test
  void sumsThatAreCutAreNotPlacedWhereTheyWouldNotLieInOrder() {
    Rng rng = Rng.of(3);
    Tensor one = Tensor.rand(rng, 1024, 8, 8).exp().sum(0);
    Tensor two = Tensor.rand(rng, 1024, 8, 8).exp().sum(0);
    AgainstReference.check(new Tolerance(1e-5, 0), Tensor.concat(1, one, two).mul(2));
  }

  /// What is the same all along a row is computed once for the row, and written to each element.
  @Test
  void aValueOfTheRowIsWrittenAllAlongIt() {
    Tensor x = Tensor.rand(Rng.of(4), 3, 1, 1).compute();
    Tensor row = x.expand(3, 2, 5);
    AgainstReference.check(new Tolerance(1e-6, 0), row.softmax(-1), row.cast(DType.FLOAT64).exp());
    AgainstReference.check(new Tolerance(1e-6, 0), row.sub(row.mean(new int[] {1, 2}, true)));
    AgainstReference.check(Tolerance.EXACT, row.eq(row.max(-1, true)));
    AgainstReference.check(
        Tolerance.EXACT, Gradients.of(row.max(1, 2).sum(), List.of(x)).of(x), row.max());
  }

  /// A truth of each row, made from a sum that the kernel of the row computes, chooses among the
  /// row's elements.
  @Test
  void aTruthOfTheRowIsStretchedOverIt() {
    Tensor x = Tensor.rand(Rng.of(5), 3, 7).sub(0.5).compute();
    Tensor sum = x.sum(-1, true);
    Tensor zeros = Tensor.zeros(3, 7);
    Tolerance close = new Tolerance(1e-6, 0);
    AgainstReference.check(close, Tensor.where(sum.le(0), zeros, x.div(sum)));
    AgainstReference.check(close, x.sub(sum).mul(sum.gt(0).cast(DType.FLOAT32)), sum.exp());
    Tensor doubled = sum.mul(2);
    AgainstReference.check(close, Tensor.where(doubled.lt(0).not(), doubled, x.softmax(0)));
  }
}
