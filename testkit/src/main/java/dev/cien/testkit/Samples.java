package dev.cien.testkit;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;

/// Random tensors and the sizes at which kernels go wrong. The same seed gives the same elements.
///
/// Every sample is computed: a leaf without history.
public final class Samples {
  /// Sizes around the widths of vectors, tiles and lanes.
  public static final List<Integer> ODD_SIZES = List.of(1, 2, 3, 5, 7, 13, 15, 16, 17, 31, 33, 63, 65, 127, 129, 1000);

  private Samples() {}

  /// Numbers from `low` to `high`, each equally likely, in a floating-point format.
  public static Tensor uniform(long seed, double low, double high, DType dtype, int... dims) {
    Shape shape = Shape.of(dims);
    double[] values = new SplittableRandom(seed).doubles(shape.size(), low, high).toArray();
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
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return tensor(values, dtype, shape);
  }

  /// `float64` numbers that differ from each other and from 0 by at least 1/(2·size), in random order: safe for the
  /// numerical gradients of functions with corners (max, abs, relu, sorting).
  public static Tensor distinct(long seed, int... dims) {
    Shape shape = Shape.of(dims);
    int size = shape.size();
    double[] values = new double[size];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      values[i] = values[j];
      values[j] = (2.0 * i + 1 - size) / Math.max(1, size) + 0.5 / Math.max(1, size);
    }
    return tensor(values, DType.FLOAT64, shape);
  }

  /// `int32` numbers from `low` (included) to `high` (not included).
  public static Tensor ints(long seed, int low, int high, int... dims) {
    Shape shape = Shape.of(dims);
    return Tensor.of(new SplittableRandom(seed).ints(shape.size(), low, high).toArray(), shape.size()).reshape(dims).compute();
  }

  /// Truth values, each equally likely.
  public static Tensor booleans(long seed, int... dims) {
    return ints(seed, 0, 2, dims).cast(DType.BOOL).compute();
  }

  private static Tensor tensor(double[] values, DType dtype, Shape shape) {
    return Tensor.of(values, values.length).cast(dtype).reshape(shape.dims()).compute();
  }
}
