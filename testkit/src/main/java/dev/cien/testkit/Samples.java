package dev.cien.testkit;

import dev.cien.tensor.DType;
import dev.cien.tensor.Rng;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.util.List;

/// Random tensors and the sizes at which kernels go wrong. The same seed gives the same elements.
///
/// Every sample is computed: a leaf without history.
public final class Samples {
  /// Sizes around the widths of vectors, tiles and lanes.
  public static final List<Integer> ODD_SIZES =
      List.of(1, 2, 3, 5, 7, 13, 15, 16, 17, 31, 33, 63, 65, 127, 129, 1000);

  private Samples() {}

  /// Numbers from `low` to `high`, each equally likely, in a floating-point format.
  public static Tensor uniform(long seed, double low, double high, DType dtype, int... dims) {
    Shape shape = Shape.of(dims);
    Rng rng = Rng.of(seed);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * rng.nextDouble();
    }
    return tensor(values, dtype, shape);
  }

  /// `float64` numbers from −1 to 1.
  public static Tensor float64(long seed, int... dims) {
    return uniform(seed, -1, 1, DType.FLOAT64, dims);
  }

  /// `float32` numbers from −1 to 1.
  public static Tensor float32(long seed, int... dims) {
    return uniform(seed, -1, 1, DType.FLOAT32, dims);
  }

  /// Normally distributed numbers with mean 0 and standard deviation 1.
  public static Tensor normal(long seed, DType dtype, int... dims) {
    Shape shape = Shape.of(dims);
    Rng rng = Rng.of(seed);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rng.nextGaussian();
    }
    return tensor(values, dtype, shape);
  }

  /// `float64` numbers that differ from each other and from 0 by at least 1/(2·size), in random
  /// order: safe for the numerical gradients of functions with corners (max, abs, relu, sorting).
  public static Tensor distinct(long seed, int... dims) {
    Shape shape = Shape.of(dims);
    int size = shape.size();
    double[] values = new double[size];
    int[] order = Rng.of(seed).permutation(size);
    for (int i = 0; i < size; i++) {
      values[i] = (2.0 * order[i] + 1.5 - size) / size;
    }
    return tensor(values, DType.FLOAT64, shape);
  }

  /// `int32` numbers from `low` (included) to `high` (not included).
  public static Tensor ints(long seed, int low, int high, int... dims) {
    Shape shape = Shape.of(dims);
    Rng rng = Rng.of(seed);
    int[] values = new int[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + rng.nextInt(high - low);
    }
    return Tensor.of(values, values.length).reshape(dims).compute();
  }

  /// Truth values, each equally likely.
  public static Tensor booleans(long seed, int... dims) {
    return ints(seed, 0, 2, dims).cast(DType.BOOL).compute();
  }

  private static Tensor tensor(double[] values, DType dtype, Shape shape) {
    return Tensor.of(values, values.length).cast(dtype).reshape(shape.dims()).compute();
  }
}
