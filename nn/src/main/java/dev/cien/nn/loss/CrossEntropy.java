package dev.cien.nn.loss;

import dev.cien.tensor.DType;
import dev.cien.tensor.Shape;
import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import java.util.Arrays;
import java.util.Optional;

/// −Σ target · log softmax(logits), in log space: the loss of classification.
///
/// Shapes: logits `[N, C]` or `[N, C, d…]` (`[C]` for one sample), target either class ids (whole
/// numbers) `[N]` or `[N, d…]`, or probabilities shaped like the logits; losses are shaped like the
/// class ids. `withClassAxis(-1)` takes logits `[N, d…, C]`.
///
/// The loss of a class is multiplied by its weight; the cost of class ids is Σ loss / Σ weight over
/// the targets that are not ignored, so it is NaN if all are. The cost of probabilities is the
/// plain mean.
///
/// @param smoothing the probability mass spread evenly over all classes (Szegedy et al. 2015,
///   arXiv:1512.00567), by default 0
/// @param ignored the class id of targets that do not count, by default −100
/// @param weights a weight for each class, `[C]`, if there are any
/// @param classAxis the axis of the logits that holds the classes, by default 1
/// @param normalized whether predictions are log-probabilities already: the negative log-likelihood
public record CrossEntropy(
    double smoothing, int ignored, Optional<Tensor> weights, int classAxis, boolean normalized)
    implements Loss {
  static final int IGNORED = -100;

  /// Checks the smoothing.
  public CrossEntropy {
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new TensorException(
          "crossEntropy: expected smoothing from 0 to 1, found " + smoothing + ".");
    }
  }

  /// This loss with label smoothing.
  public CrossEntropy withSmoothing(double value) {
    return new CrossEntropy(value, ignored, weights, classAxis, normalized);
  }

  /// This loss with another class id for targets that do not count.
  public CrossEntropy withIgnored(int classId) {
    return new CrossEntropy(smoothing, classId, weights, classAxis, normalized);
  }

  /// This loss with a weight for each class.
  public CrossEntropy withWeights(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return new CrossEntropy(
        smoothing, ignored, Optional.of(Tensor.of(floats, floats.length)), classAxis, normalized);
  }

  /// This loss with the classes on another axis of the logits.
  public CrossEntropy withClassAxis(int axis) {
    return new CrossEntropy(smoothing, ignored, weights, axis, normalized);
  }

  @Override
  public Tensor perSample(Tensor prediction, Tensor target) {
    int axis = axis(prediction);
    Tensor negative = (normalized ? prediction : prediction.logSoftmax(axis)).neg();
    return target.dtype().isFloating()
        ? ofProbabilities(negative, target, axis)
        : ofClasses(negative, target, axis);
  }

  @Override
  public Tensor cost(Tensor prediction, Tensor target) {
    Tensor losses = perSample(prediction, target);
    if (target.dtype().isFloating()) {
      return losses.mean();
    }
    return losses.sum().div(targetWeights(target, prediction.dtype()).sum());
  }

  private Tensor ofClasses(Tensor negative, Tensor target, int axis) {
    int[] expected = without(negative.shape(), axis);
    if (!target.shape().equals(Shape.of(expected))) {
      throw new ShapeException(
          "crossEntropy: logits "
              + negative.shape()
              + " with classes on axis "
              + axis
              + " expect class ids "
              + Arrays.toString(expected)
              + ", found "
              + target.dtype()
              + target.shape()
              + ". "
              + (target.shape().rank() == expected.length
                      && target.shape().size() * negative.shape().dim(-1) == negative.size()
                  ? "Usual cause: classes on the last axis; fix: withClassAxis(-1)."
                  : "Usual cause: one-hot targets as whole numbers, fix: argMax(1); or an axis of"
                      + " size 1, fix: squeeze()."));
    }
    Tensor counted = target.ne(ignored);
    Tensor picked = negative.gather(axis, classes(target).unsqueeze(axis)).squeeze(axis);
    // Chosen, not multiplied by 0: a logit of −∞, as of a symbol that is ruled out, has the loss ∞.
    Tensor none = Tensor.zeros().cast(negative.dtype());
    Tensor own =
        Tensor.where(
            counted, classWeights(target, negative.dtype()).map(picked::mul).orElse(picked), none);
    if (smoothing == 0) {
      return own;
    }
    Tensor all = Tensor.where(counted, weighted(negative, axis).mean(axis, false), none);
    return own.mul(1 - smoothing).add(all.mul(smoothing));
  }

  private Tensor ofProbabilities(Tensor negative, Tensor target, int axis) {
    if (!target.shape().equals(negative.shape())) {
      throw new ShapeException(
          "crossEntropy: expected probabilities shaped like the logits "
              + negative.shape()
              + ", found "
              + target.shape()
              + ". Usual cause: class ids stored as fractions; fix: cast(DType.INT32).");
    }
    Tensor smooth =
        smoothing == 0
            ? target
            : target.mul(1 - smoothing).add(smoothing / negative.shape().dim(axis));
    return weighted(negative, axis).mul(smooth).sum(axis, false);
  }

  /// The weight of each target: that of its class, 0 where it is ignored.
  private Tensor targetWeights(Tensor target, DType dtype) {
    Tensor ones = target.ne(ignored).cast(dtype);
    return classWeights(target, dtype).map(w -> w.mul(ones)).orElse(ones);
  }

  /// The weight of each target's class, if classes have weights.
  private Optional<Tensor> classWeights(Tensor target, DType dtype) {
    return weights.map(w -> w.indexSelect(0, classes(target)).cast(dtype));
  }

  /// Each target's class; where it is ignored any that there is.
  private Tensor classes(Tensor target) {
    return Tensor.where(target.ne(ignored), target, target.mul(0));
  }

  private Tensor weighted(Tensor negative, int axis) {
    int[] perClass = new int[negative.shape().rank()];
    Arrays.fill(perClass, 1);
    perClass[axis] = negative.shape().dim(axis);
    return weights
        .map(w -> negative.mul(w.reshape(perClass).cast(negative.dtype())))
        .orElse(negative);
  }

  private int axis(Tensor prediction) {
    int rank = prediction.shape().rank();
    if (rank == 0) {
      throw new ShapeException(
          "crossEntropy: expected logits [N, C], found a scalar. Usual cause: a reduced"
              + " prediction.");
    }
    int axis = rank == 1 ? 0 : prediction.shape().axis(classAxis);
    int classes = prediction.shape().dim(axis);
    if (weights.isPresent() && weights.get().size() != classes) {
      throw new ShapeException(
          "crossEntropy: expected "
              + classes
              + " class weights for logits "
              + prediction.shape()
              + ", found "
              + weights.get().size()
              + ". Usual cause: the classes are on another axis; fix: withClassAxis.");
    }
    return axis;
  }

  private static int[] without(Shape shape, int axis) {
    int[] dims = new int[shape.rank() - 1];
    for (int d = 0; d < dims.length; d++) {
      dims[d] = shape.dim(d < axis ? d : d + 1);
    }
    return dims;
  }
}
