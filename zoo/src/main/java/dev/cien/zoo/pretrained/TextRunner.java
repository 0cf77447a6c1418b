package dev.cien.zoo.pretrained;

import dev.cien.tensor.Step;
import dev.cien.tensor.Tensor;
import dev.cien.text.Tokenizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/// Runs a function of ids on texts: those of similar length in one batch, so that little is
/// computed for padding.
///
/// Lengths are rounded up to four sizes an octave and batches to powers of two: few programs serve
/// all texts. May be used by many threads; one batch is computed at a time, by all cores.
final class TextRunner {
  private static final int ROWS = 32;
  private static final int SHORT = 8;
  private static final int SIZES = 4;

  private final Tokenizer tokenizer;
  private final int longest;
  private final Step step;

  /// A runner of a function.
  ///
  /// @param tokenizer makes the ids
  /// @param longest how many ids a text may have; the end of a longer one is left out
  /// @param each `[N, k]` from the ids `[N, T]` and what of them is no padding, `[N, T]`
  TextRunner(Tokenizer tokenizer, int longest, BinaryOperator<Tensor> each) {
    this.tokenizer = tokenizer;
    this.longest = longest;
    this.step = Step.inference(in -> new Tensor[] {each.apply(in[0], in[1])});
  }

  /// What the function makes of each text, in their order: k numbers.
  float[][] run(List<String> texts) {
    int[][] ids =
        texts.stream().map(text -> tokenizer.encodeForModel(text, longest)).toArray(int[][]::new);
    int[] order =
        IntStream.range(0, ids.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> ids[i].length))
            .mapToInt(Integer::intValue)
            .toArray();
    float[][] results = new float[ids.length][];
    for (int from = 0; from < order.length; from += ROWS) {
      int[] some = Arrays.copyOfRange(order, from, Math.min(order.length, from + ROWS));
      float[][] made = batch(Arrays.stream(some).mapToObj(i -> ids[i]).toList());
      for (int i = 0; i < some.length; i++) {
        results[some[i]] = made[i];
      }
    }
    return results;
  }

  /// The results of texts of which the last is the longest.
  private float[][] batch(List<int[]> texts) {
    int rows = texts.size() == 1 ? 1 : Integer.highestOneBit(texts.size() - 1) << 1;
    int width = width(texts.getLast().length);
    int[] ids = new int[rows * width];
    boolean[] present = new boolean[rows * width];
    for (int i = 0; i < texts.size(); i++) {
      int[] text = texts.get(i);
      System.arraycopy(text, 0, ids, i * width, text.length);
      Arrays.fill(present, i * width, i * width + text.length, true);
    }
    float[] made;
    synchronized (step) {
      made = step.run(Tensor.of(ids, rows, width), Tensor.of(present, rows, width))[0].toFloats();
    }
    int size = made.length / rows;
    float[][] results = new float[texts.size()][];
    for (int i = 0; i < results.length; i++) {
      results[i] = Arrays.copyOfRange(made, i * size, (i + 1) * size);
    }
    return results;
  }

  private int width(int length) {
    int unit = Math.max(SHORT, Integer.highestOneBit(Math.max(1, length - 1)) / SIZES);
    return Math.max(1, Math.min(longest, Math.ceilDiv(length, unit) * unit));
  }
}
