package dev.cien.nn;

import dev.cien.tensor.Rng;
import dev.cien.tensor.Tensor;
import dev.cien.tensor.TensorException;
import dev.cien.tensor.Variable;
import java.util.Optional;

/// A learned vector for each of a number of symbols.
///
/// Shapes: x `[…]` of whole numbers from 0 to count − 1, weight `[count, width]`, y `[…, width]`.
/// The vectors start normally distributed with mean 0 and deviation 1.
///
/// @param weight the vectors
/// @param padding the symbol that stands for nothing, if there is one: its vector starts at 0 and
///   is not trained
public record Embedding(Variable weight, Optional<Integer> padding) implements Layer {
  /// Vectors of `width` numbers for `count` symbols.
  public static Embedding of(int count, int width, Rng rng) {
    Checks.positive("Embedding", "count", count);
    Checks.positive("Embedding", "width", width);
    return new Embedding(
        Variable.of("weight", Init.normal(rng, 1, count, width)), Optional.empty());
  }

  /// This layer with `symbol` standing for nothing; its vector becomes 0.
  public Embedding withPadding(int symbol) {
    int count = weight.shape().dim(0);
    if (symbol < 0 || symbol >= count) {
      throw new TensorException(
          "Embedding: expected a padding symbol from 0 to "
              + (count - 1)
              + ", found "
              + symbol
              + ".");
    }
    Tensor zero = Tensor.zeros(1).cast(weight.dtype());
    weight.assign(Tensor.where(rowOf(symbol), zero, weight.value()));
    return new Embedding(weight, Optional.of(symbol));
  }

  @Override
  public Tensor forward(Tensor x) {
    if (!x.dtype().isInteger()) {
      throw new TensorException(
          Checks.at(this, weight)
              + ": expected whole numbers, found "
              + x.dtype()
              + x.shape()
              + ". Fix: cast(DType.INT32).");
    }
    Tensor all = weight.value();
    return padding
        .map(symbol -> Tensor.where(rowOf(symbol), all.detach(), all))
        .orElse(all)
        .indexSelect(0, x);
  }

  /// Whether a row is that of `symbol`, `[count, 1]`.
  private Tensor rowOf(int symbol) {
    return Tensor.arange(weight.shape().dim(0)).eq(symbol).unsqueeze(1);
  }

  @Override
  public String toString() {
    return "Embedding(count="
        + weight.shape().dim(0)
        + ", width="
        + weight.shape().dim(1)
        + padding.map(symbol -> ", padding=" + symbol).orElse("")
        + ")";
  }
}
