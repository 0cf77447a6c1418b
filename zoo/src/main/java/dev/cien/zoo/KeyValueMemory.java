package dev.cien.zoo;

import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Reads a text token by token with what remembers keys and values of earlier tokens.
///
/// Where the context is full, it starts anew with the newer half of the text.
final class KeyValueMemory implements NextToken {
  private final int context;
  private final List<int[]> shapes;
  private final Step step;
  private Tensor[] memory;
  private final List<Integer> read = new ArrayList<>();

  /// Nothing read yet.
  ///
  /// @param shapes of the tensors that are remembered
  /// @param advance from the token `[1]`, its position `[1]` and the memory to the logits and the
  ///   memory with the token in its place
  KeyValueMemory(int context, List<int[]> shapes, UnaryOperator<Tensor[]> advance) {
    this.context = context;
    this.shapes = shapes;
    this.step = Step.inference(advance::apply);
    this.memory = empty();
  }

  private Tensor[] empty() {
    return shapes.stream().map(shape -> Tensor.zeros(shape).compute()).toArray(Tensor[]::new);
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
