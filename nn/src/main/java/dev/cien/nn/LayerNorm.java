package dev.cien.nn;

import dev.cien.tensor.ShapeException;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.Variable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// y = (x − mean) / √(variance + ε) · weight + bias, over the last axes of each sample (Ba et al.
/// 2016, arXiv:1607.06450).
///
/// Shapes: x and y `[…, sizes]`, weight and bias `[sizes]`.
///
/// @param sizes the sizes of the axes that are normalised together
/// @param weight the scale, starts at 1, if there is one
/// @param bias the shift, starts at 0, if there is one
/// @param epsilon keeps the division safe, by default 10⁻⁵
public record LayerNorm(
    int[] sizes, Optional<Variable> weight, Optional<Variable> bias, double epsilon)
    implements Layer {
  /// Copies the sizes.
  public LayerNorm {
    sizes = sizes.clone();
  }

  /// Over the last axes, which have the given sizes, with scale and shift.
  public static LayerNorm of(int... sizes) {
    Arrays.stream(sizes).forEach(size -> Checks.positive("LayerNorm", "sizes", size));
    return new LayerNorm(
        sizes,
        Optional.of(Variable.of("weight", Tensor.ones(sizes))),
        Optional.of(Variable.of("bias", Tensor.zeros(sizes))),
        Normalization.EPSILON);
  }

  /// This layer without its shift.
  public LayerNorm withoutBias() {
    return new LayerNorm(sizes, weight, Optional.empty(), epsilon);
  }

  /// This layer without scale and shift.
  public LayerNorm withoutAffine() {
    return new LayerNorm(sizes, Optional.empty(), Optional.empty(), epsilon);
  }

  /// This layer with another ε.
  public LayerNorm withEpsilon(double value) {
    return new LayerNorm(sizes, weight, bias, value);
  }

  @Override
  public Tensor forward(Tensor x) {
    int first = x.shape().rank() - sizes.length;
    if (first < 0
        || !Arrays.equals(sizes, Arrays.copyOfRange(x.shape().dims(), first, x.shape().rank()))) {
      throw new ShapeException(
          Checks.at(this, weight.orElse(null))
              + ": expected the last axes to be "
              + Arrays.toString(sizes)
              + ", found "
              + x.shape()
              + ". Usual cause: a layer built for another width, or channels before the spatial"
              + " axes.");
    }
    int[] axes = IntStream.range(first, x.shape().rank()).toArray();
    return Normalization.affine(Normalization.standardize(x, epsilon, axes), weight, bias, sizes);
  }

  @Override
  public String toString() {
    return "LayerNorm(sizes="
        + Arrays.toString(sizes)
        + ", epsilon="
        + epsilon
        + ", affine="
        + weight.isPresent()
        + ")";
  }
}
