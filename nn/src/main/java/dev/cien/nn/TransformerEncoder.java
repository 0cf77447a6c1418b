package dev.cien.nn;

import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Encoder blocks one after the other.
///
/// Shapes: x and y `[N, T, width]`.
///
/// @param layers the blocks
/// @param norm a last normalisation, usual where the blocks normalise first
public record TransformerEncoder(List<TransformerEncoderLayer> layers, Optional<LayerNorm> norm)
    implements Layer {
  /// Copies the list.
  public TransformerEncoder {
    layers = List.copyOf(layers);
  }

  /// The given blocks, without a last normalisation.
  public static TransformerEncoder of(TransformerEncoderLayer... layers) {
    return new TransformerEncoder(List.of(layers), Optional.empty());
  }

  /// These blocks with a last normalisation.
  public TransformerEncoder withNorm(LayerNorm value) {
    return new TransformerEncoder(layers, Optional.of(value));
  }

  @Override
  public Tensor forward(Tensor x) {
    return forward(x, Optional.empty());
  }

  /// The result where every block's attention is limited by a mask: see [Attention].
  public Tensor forward(Tensor x, Optional<Tensor> mask) {
    Tensor y = x;
    for (TransformerEncoderLayer layer : layers) {
      y = layer.forward(y, mask);
    }
    return norm.isPresent() ? norm.get().forward(y) : y;
  }

  @Override
  public String toString() {
    return "TransformerEncoder";
  }
}
