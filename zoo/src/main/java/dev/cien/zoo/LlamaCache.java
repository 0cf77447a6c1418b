package dev.cien.zoo;

import dev.cien.nn.RotaryPositions;
import dev.cien.tensor.Tensor;

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
            model.blocks().stream().map(block -> shape(block.attention())).toList(),
            this::logits);
  }

  private int[] shape(LlamaBlock.SelfAttention attention) {
    return new int[] {1, attention.keyHeads(), context, attention.headWidth()};
  }

  private Tensor logits(Tensor token, Tensor position, KeyValueMemory.Text text) {
    RotaryPositions.Turns turns = model.positions().turns(0, context).at(position);
    Tensor h = model.tokens().forward(token).unsqueeze(0);
    for (int i = 0; i < model.blocks().size(); i++) {
      LlamaBlock block = model.blocks().get(i);
      GptBlock.Parts parts = block.attention().parts(block.norm1().forward(h), turns);
      h = block.attend(h, text.with(i, parts), text.seen()).output();
    }
    return model.logits(h).reshape(model.vocabulary());
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
