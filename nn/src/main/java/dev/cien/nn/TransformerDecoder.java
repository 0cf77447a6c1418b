package dev.cien.nn;

import dev.cien.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Decoder blocks one after the other, all with the same memory.
///
/// Shapes: x and y `[N, T, width]`, memory `[N, S, width]`.
///
/// @param layers the blocks
/// @param norm a last normalisation, usual where the blocks normalise first
public record TransformerDecoder(List<TransformerDecoderLayer> layers, Optional<LayerNorm> norm) {
  /// Copies the list.
  public TransformerDecoder {
    layers = List.copyOf(layers);
  }

  /// The given blocks, without a last normalisation.
  public static TransformerDecoder of(TransformerDecoderLayer... layers) {
    return new TransformerDecoder(List.of(layers), Optional.empty());
  }

  /// These blocks with a last normalisation.
  public TransformerDecoder withNorm(LayerNorm value) {
    return new TransformerDecoder(layers, Optional.of(value));
  }

  /// The result, in which position t sees positions up to t and all of the memory.
  public Tensor forward(Tensor x, Tensor memory) {
    return forward(x, memory, Optional.of(Attention.causal(x.shape().dim(1))), Optional.empty());
  }

  /// The result with a mask for the sequence and one for the memory: see [Attention].
  public Tensor forward(
      Tensor x, Tensor memory, Optional<Tensor> mask, Optional<Tensor> memoryMask) {
    Tensor y = x;
    for (TransformerDecoderLayer layer : layers) {
      y = layer.forward(y, memory, mask, memoryMask);
    }
    return norm.isPresent() ? norm.get().forward(y) : y;
  }

  @Override
  public String toString() {
    return "TransformerDecoder";
  }
}
