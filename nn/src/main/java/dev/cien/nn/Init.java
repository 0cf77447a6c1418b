package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;

/// First values of parameters.
///
/// The fan-in of a weight `[out, in, kernel…]` is in·kernel, its fan-out out·kernel: how many
/// numbers one output is summed from, and how many outputs one input reaches.
public final class Init {
  private Init() {}

  /// Uniform in ±1/√fanIn: what PyTorch gives to the weights of linear and convolution layers,
  /// where it is written as He's initialisation with a = √5.
  public static Tensor fanInUniform(Rng rng, int... dims) {
    return uniform(rng, 1 / Math.sqrt(fanIn(dims)), dims);
  }

  /// Uniform in ±√(6 / fanIn), for layers followed by ReLU (He et al. 2015, arXiv:1502.01852).
  public static Tensor kaimingUniform(Rng rng, int... dims) {
    return uniform(rng, Math.sqrt(6.0 / fanIn(dims)), dims);
  }

  /// Normal with standard deviation √(2 / fanIn), for layers followed by ReLU (He et al. 2015,
  /// arXiv:1502.01852).
  public static Tensor kaimingNormal(Rng rng, int... dims) {
    return normal(rng, Math.sqrt(2.0 / fanIn(dims)), dims);
  }

  /// Uniform in ±√(6 / (fanIn + fanOut)) (Glorot & Bengio 2010).
  public static Tensor xavierUniform(Rng rng, int... dims) {
    return uniform(rng, Math.sqrt(6.0 / (fanIn(dims) + fanOut(dims))), dims);
  }

  /// Normal with standard deviation √(2 / (fanIn + fanOut)) (Glorot & Bengio 2010).
  public static Tensor xavierNormal(Rng rng, int... dims) {
    return normal(rng, Math.sqrt(2.0 / (fanIn(dims) + fanOut(dims))), dims);
  }

  /// Uniform in ±`bound`.
  public static Tensor uniform(Rng rng, double bound, int... dims) {
    return Tensor.uniform(rng, -bound, bound, dims);
  }

  /// Normal with mean 0 and the given standard deviation.
  public static Tensor normal(Rng rng, double deviation, int... dims) {
    return Tensor.randn(rng, dims).mul(deviation);
  }

  /// The fan-in of a weight `[out, in, kernel…]`.
  static double fanIn(int... dims) {
    Shape shape = Shape.of(dims);
    return Math.max(1.0, (double) shape.size() / Math.max(1, shape.dim(0)));
  }

  private static double fanOut(int... dims) {
    Shape shape = Shape.of(dims);
    return Math.max(1.0, (double) shape.size() / Math.max(1, shape.dim(1)));
  }
}
