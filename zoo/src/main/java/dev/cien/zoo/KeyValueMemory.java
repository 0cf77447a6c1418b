package dev.cien.zoo;

import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Reads a text token by token with a model that attends to the keys and values of earlier tokens,
/// and remembers these: two tensors of the same shape a block.
///
/// Where the context is full, it starts anew with the newer half of the text.
final class KeyValueMemory implements NextToken {
  private final int context;
  private final List<int[]> blocks;
  private final Step step;
  private Tensor[] memory;
  private final List<Integer> read = new ArrayList<>();

  /// Nothing read yet.
  ///
  /// @param blocks what each block remembers keys in, and values in as many, `[1, heads, context,
  ///   width]`
  KeyValueMemory(int context, List<int[]> blocks, Reader reader) {
    this.context = context;
    this.blocks = blocks;
    this.step = Step.inference(in -> advance(reader, in));
    this.memory = empty();
  }

  /// A model that reads one more token.
  interface Reader {
    /// The logits of what may follow.
    ///
    /// @param token `[1]`
    /// @param position `[1]`
    /// @param text the keys and values of the text up to here
    Tensor logits(Tensor token, Tensor position, Text text);
  }

  /// The keys and values of a text while its last token is read.
  static final class Text {
    private final Tensor here;
    private final Tensor seen;
    private final Tensor[] before;
    private final Tensor[] after;

    private Text(int context, Tensor position, Tensor... before) {
      Tensor places = Tensor.arange(context);
      this.here = places.eq(position).unsqueeze(1);
      this.seen = places.le(position).unsqueeze(0);
      this.before = before;
      this.after = new Tensor[before.length];
    }

    /// Which places the token may look at, `[1, context]`.
    Tensor seen() {
      return seen;
    }

    /// The token's query in a block, and the keys and values of the whole text.
    GptBlock.Parts with(int block, GptBlock.Parts token) {
      Tensor keys = Tensor.where(here, token.key(), before[2 * block]);
      Tensor values = Tensor.where(here, token.value(), before[2 * block + 1]);
      after[2 * block] = keys;
      after[2 * block + 1] = values;
      return new GptBlock.Parts(token.query(), keys, values);
    }
  }

  /// In: the token, its position, then keys and values of each block. Out: the logits, and the
  /// memory with the token's keys and values in their place.
  private Tensor[] advance(Reader reader, Tensor... in) {
    Text text = new Text(context, in[1], Arrays.copyOfRange(in, 2, in.length));
    Tensor[] out = new Tensor[in.length - 1];
    out[0] = reader.logits(in[0], in[1], text);
    System.arraycopy(text.after, 0, out, 1, text.after.length);
    return out;
  }

  private Tensor[] empty() {
    return blocks.stream()
        .flatMap(shape -> Stream.of(Tensor.zeros(shape), Tensor.zeros(shape)))
        .map(Tensor::compute)
        .toArray(Tensor[]::new);
  }

  @Override
  public float[] after(int token) {
    if (read.size() == context) {
      List<Integer> newer = List.copyOf(read.subList(context / 2, context));
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
