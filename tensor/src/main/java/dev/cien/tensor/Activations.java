package dev.cien.tensor;

/// The non-linear functions of neural networks: a chapter of [Tensor], all compositions of
/// primitives.
public sealed interface Activations permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// max(x, 0); the gradient at 0 is 0. NaN stays.
  default Tensor relu() {
    return Tensor.where(self().le(0), Recorder.scalarLike(self(), 0), self());
  }

  /// x where positive, `slope`·x elsewhere.
  default Tensor leakyRelu(double slope) {
    return Tensor.where(self().gt(0), self(), self().mul(slope));
  }

  /// x where positive, α(eˣ − 1) elsewhere (Clevert et al. 2015, arXiv:1511.07289).
  default Tensor elu(double alpha) {
    Tensor positive = self().gt(0);
    Tensor below = Tensor.where(positive, Recorder.scalarLike(self(), 0), self());
    return Tensor.where(positive, self(), below.expm1().mul(alpha));
  }

  /// x·Φ(x) with the exact normal distribution Φ (Hendrycks & Gimpel 2016, arXiv:1606.08415).
  default Tensor gelu() {
    return self().mul(self().mul(Math.sqrt(0.5)).erf().add(1).mul(0.5));
  }

  /// The approximation ½x(1 + tanh(√(2/π)(x + 0.044715x³))) of [#gelu], as GPT-2 uses it.
  default Tensor geluTanh() {
    Tensor inner = self().add(self().pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
    return self().mul(0.5).mul(inner.tanh().add(1));
  }

  /// x·sigmoid(x), also called swish (Elfwing et al. 2017, arXiv:1702.03118).
  default Tensor silu() {
    return self().mul(self().sigmoid());
  }

  /// log(1 + eˣ), computed as max(x, 0) + log1p(e^(−|x|)) so that it neither overflows nor loses
  /// small results.
  default Tensor softplus() {
    // Chosen by hand: the functions max and |x| have corners at 0, softplus has none.
    Tensor positive = self().gt(0);
    Tensor above = Tensor.where(positive, self(), Recorder.scalarLike(self(), 0));
    return above.add(Tensor.where(positive, self().neg(), self()).exp().log1p());
  }

  /// log(sigmoid(x)) = −softplus(−x), exact for large |x|.
  default Tensor logSigmoid() {
    return self().neg().softplus().neg();
  }

  /// e^(x − max) / Σ e^(x − max) along `axis`: positive and sums to 1.
  default Tensor softmax(int axis) {
    Tensor x = Recorder.floating(self());
    Tensor e = x.sub(x.max(axis, true).detach()).exp();
    return e.div(e.sum(axis, true));
  }

  /// log(softmax(x)) along `axis`, computed without overflow. In `float32` what the largest element
  /// lacks to 0 is exact to 6·10⁻⁸, as PyTorch's: less than that becomes 0.
  default Tensor logSoftmax(int axis) {
    Tensor x = Recorder.floating(self());
    Tensor shifted = x.sub(x.max(axis, true).detach());
    return shifted.sub(shifted.exp().sum(axis, true).log());
  }
}
