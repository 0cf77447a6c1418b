package dev.cien.zoo;

import dev.cien.tensor.Tensor;

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
            model.blocks().stream().map(block -> shape(block.attention())).toList(),
            this::logits);
  }

  private int[] shape(GptBlock.SelfAttention attention) {
    int width = attention.join().in() / attention.heads();
    return new int[] {1, attention.heads(), model.context(), width};
  }

  private Tensor logits(Tensor token, Tensor position, KeyValueMemory.Text text) {
    Tensor h =
        model
            .tokens()
            .forward(token)
            .add(model.positions().weight().value().indexSelect(0, position))
            .unsqueeze(0);
    for (int i = 0; i < model.blocks().size(); i++) {
      GptBlock block = model.blocks().get(i);
      GptBlock.Parts parts = text.with(i, block.attention().parts(block.norm1().forward(h)));
      h = block.attend(h, parts.query(), parts.key(), parts.value(), text.seen()).output();
    }
    return model.head(h).reshape(model.vocabulary());
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
