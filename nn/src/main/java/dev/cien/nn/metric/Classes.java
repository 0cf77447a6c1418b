package dev.cien.nn.metric;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.stream.IntStream;

/// Reads class ids from predictions and targets.
final class Classes {
  private Classes() {}

  /// The class that each prediction favours: the largest logit along axis 1, or for one logit a
  /// sample class 1 where it is positive. Whole numbers are class ids already.
  static int[] predicted(Tensor prediction) {
    if (!prediction.dtype().isFloating()) {
      return prediction.toInts();
    }
    return isBinary(prediction)
        ? prediction.gt(0).cast(DType.INT32).toInts()
        : prediction.argMax(1).toInts();
  }

  /// The class of each target: ids, or the most probable class where it is shaped like many-class
  /// predictions.
  static int[] actual(String metric, Tensor prediction, Tensor target) {
    boolean binary = isBinary(prediction) || !prediction.dtype().isFloating();
    if (!binary && target.shape().equals(prediction.shape()) && target.dtype().isFloating()) {
      return target.argMax(1).toInts();
    }
    Shape shape = prediction.shape();
    Shape expected =
        binary
            ? shape
            : Shape.of(
                IntStream.range(0, shape.rank()).filter(d -> d != 1).map(shape::dim).toArray());
    if (target.size() != expected.size() || !target.shape().equals(expected) && !binary) {
      throw new ShapeException(
          metric
              + ": predictions "
              + shape
              + " expect targets "
              + expected
              + ", found "
              + target.shape()
              + ". Usual cause: another class axis than 1; fix: permute the predictions, or flatten"
              + " both.");
    }
    return target.toInts();
  }

  /// A class id, which must be one of `classes`.
  static int known(String metric, int id, int classes) {
    if (id < 0 || id >= classes) {
      throw new TensorException(
          metric
              + ": expected class ids from 0 to "
              + (classes - 1)
              + ", found "
              + id
              + ". Usual cause: labels that start at 1, or more classes in the data than outputs;"
              + " targets that do not count are "
              + Metrics.IGNORED
              + ".");
    }
    return id;
  }

  /// Predictions must be `[N, C]`.
  static void requireMatrix(String metric, Tensor prediction) {
    if (prediction.shape().rank() != 2 || prediction.shape().dim(1) < 2) {
      throw new ShapeException(
          metric
              + ": expected predictions [N, C] of two classes or more, found "
              + prediction.shape()
              + ". Usual cause: more axes than one of samples; fix: flatten them.");
    }
  }

  private static boolean isBinary(Tensor prediction) {
    return prediction.shape().rank() < 2
        || prediction.shape().dim(1) == 1 && prediction.shape().rank() == 2;
  }
}
