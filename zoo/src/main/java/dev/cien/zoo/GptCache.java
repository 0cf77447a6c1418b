package dev.cien.zoo;

import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Reads a text token by token with a [Gpt], and remembers the keys and values of what it has read:
/// each further token costs one position's work, not the whole text's.
///
/// The memory is `[1, heads, context, d / heads]` for keys and as much for values, in each block.
/// Where the context is full, it starts anew with the newer half of the text. Not safe for several
/// threads.
public final class GptCache implements NextToken {
  private final Gpt model;
  private final Step step;
  private Tensor[] memory;
  private final List<Integer> read = new ArrayList<>();

  /// Nothing read yet.
  public GptCache(Gpt model) {
    this.model = model;
    this.step = Step.inference(this::advance);
    this.memory = empty();
  }

  private Tensor[] empty() {
    Tensor[] start = new Tensor[2 * model.blocks().size()];
    for (int i = 0; i < start.length; i++) {
      GptBlock.SelfAttention attention = model.blocks().get(i / 2).attention();
      int width = attention.join().in() / attention.heads();
      start[i] = Tensor.zeros(1, attention.heads(), model.context(), width).compute();
    }
    return start;
  }

  /// In: the token, its position, then keys and values of each block. Out: the logits, and the
  /// memory with the token's keys and values in their place.
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
    if (read.size() == model.context()) {
      List<Integer> newer = List.copyOf(read.subList(model.context() / 2, model.context()));
      restart();
      newer.forEach(this::after);
    }
    Tensor[] in = new Tensor[2 + memory.length];
    in[0] = Tensor.of(new int[] {token}, 1);
    in[1] = Tensor.of(new int[] {read.size()}, 1);
    System.arraycopy(memory, 0, in, 2, memory.length);
    Tensor[] out = step.run(in);
    System.arraycopy(out, 1, memory, 0, memory.length);
    read.add(token);
    return out[0].toFloats();
  }

  @Override
  public void restart() {
    read.clear();
    memory = empty();
  }
}
