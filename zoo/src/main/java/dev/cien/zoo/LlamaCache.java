package dev.cien.zoo;

import dev.cien.nn.RotaryPositions;
import dev.cien.tensor.Tensor;
import java.util.Collections;

/// Reads a text token by token with a [Llama], and remembers the keys and values of what it has
/// read: each further token costs one position's work, not the whole text's.
///
/// The memory is `[1, K, context, h]` for keys and as much for values, in each block. Where the
/// context is full, it starts anew with the newer half of the text. Not safe for several threads.
public final class LlamaCache implements NextToken {
  private final Llama model;
  private final int context;
  private final NextToken memory;

  /// Nothing read yet.
  ///
  /// @param context how many tokens are remembered
  public LlamaCache(Llama model, int context) {
    if (context < 1) {
      throw new IllegalArgumentException(
          "llama: expected a memory of at least one token, found " + context);
    }
    this.model = model;
    this.context = context;
    this.memory =
        new KeyValueMemory(
            context,
            model.blocks().stream()
                .map(LlamaBlock::attention)
                .flatMap(attention -> Collections.nCopies(2, shape(attention)).stream())
                .toList(),
            this::advance);
  }

  private int[] shape(LlamaBlock.SelfAttention attention) {
    return new int[] {1, attention.keyHeads(), context, attention.headWidth()};
  }

  private Tensor[] advance(Tensor... in) {
    Tensor places = Tensor.arange(context);
    Tensor here = places.eq(in[1]).unsqueeze(1);
    Tensor seen = places.le(in[1]).unsqueeze(0);
    Tensor[] out = new Tensor[in.length - 1];
    RotaryPositions.Turns turns = model.positions().turns(0, context).at(in[1]);
    Tensor h = model.tokens().forward(in[0]).unsqueeze(0);
    for (int i = 0; i < model.blocks().size(); i++) {
      LlamaBlock block = model.blocks().get(i);
      GptBlock.Parts parts = block.attention().parts(block.norm1().forward(h), turns);
      Tensor key = Tensor.where(here, parts.key(), in[2 + 2 * i]);
      Tensor value = Tensor.where(here, parts.value(), in[3 + 2 * i]);
      h = block.attend(h, new GptBlock.Parts(parts.query(), key, value), seen).output();
      out[1 + 2 * i] = key;
      out[2 + 2 * i] = value;
    }
    out[0] = model.logits(h).reshape(model.vocabulary());
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
