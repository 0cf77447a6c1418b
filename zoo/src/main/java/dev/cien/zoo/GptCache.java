package dev.cien.zoo;

import dev.cien.tensor.Tensor;
import java.util.Collections;

/// Reads a text token by token with a [Gpt], and remembers the keys and values of what it has read:
/// each further token costs one position's work, not the whole text's.
///
/// The memory is `[1, heads, context, d / heads]` for keys and as much for values, in each block.
/// Where the context is full, it starts anew with the newer half of the text. Not safe for several
/// threads.
public final class GptCache implements NextToken {
  private final Gpt model;
  private final NextToken memory;

  /// Nothing read yet.
  public GptCache(Gpt model) {
    this.model = model;
    this.memory =
        new KeyValueMemory(
            model.context(),
            model.blocks().stream()
                .map(GptBlock::attention)
                .flatMap(attention -> Collections.nCopies(2, shape(attention)).stream())
                .toList(),
            this::advance);
  }

  private int[] shape(GptBlock.SelfAttention attention) {
    int width = attention.join().in() / attention.heads();
    return new int[] {1, attention.heads(), model.context(), width};
  }

  private Tensor[] advance(Tensor... in) {
    Tensor places = Tensor.arange(model.context());
    Tensor here = places.eq(in[1]).unsqueeze(1);
    Tensor seen = places.le(in[1]).unsqueeze(0);
    Tensor[] out = new Tensor[in.length - 1];
    Tensor h =
        model
            .tokens()
            .forward(in[0])
            .add(model.positions().weight().value().indexSelect(0, in[1]))
            .unsqueeze(0);
    for (int i = 0; i < model.blocks().size(); i++) {
      GptBlock block = model.blocks().get(i);
      GptBlock.Parts parts = block.attention().parts(block.norm1().forward(h));
      Tensor key = Tensor.where(here, parts.key(), in[2 + 2 * i]);
      Tensor value = Tensor.where(here, parts.value(), in[3 + 2 * i]);
      h = block.attend(h, parts.query(), key, value, seen).output();
      out[1 + 2 * i] = key;
      out[2 + 2 * i] = value;
    }
    out[0] = model.head(h).reshape(model.vocabulary());
    return out;
  }

  @Override
  public float[] after(int token) {
    return memory.after(token);
  }

  @Override
  public void restart() {
    memory.restart();
  }
}
