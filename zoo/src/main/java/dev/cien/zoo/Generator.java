package dev.cien.zoo;

import dev.cien.tensor.Rng;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Writes texts with a model, token by token, each drawn from what the model says and then read by
/// it.
///
/// ```java
/// var generator = new Generator(new GptCache(model), Sampling.of(0.8).withTopP(0.95), Rng.of(42));
/// int[] text = generator.write(prompt, 200);
/// ```
///
/// @param model what says what may follow
/// @param sampling how one of it is chosen
/// @param rng where chance comes from: the same seed writes the same text
public record Generator(NextToken model, Sampling sampling, Rng rng) {
  /// What follows a prompt, the prompt left out.
  ///
  /// @throws IllegalArgumentException if the prompt is empty
  public int[] write(int[] prompt, int length) {
    return write(prompt, length, token -> false);
  }

  /// What follows a prompt, until a token that ends it, which is left out.
  ///
  /// @throws IllegalArgumentException if the prompt is empty
  public int[] write(int[] prompt, int length, IntPredicate end) {
    if (prompt.length == 0) {
      throw new IllegalArgumentException(
          "generator: expected a prompt of at least one token, found none. Fix: begin with a line"
              + " break or a start token.");
    }
    model.restart();
    float[] logits = {};
    for (int token : prompt) {
      logits = model.after(token);
    }
    int[] written = new int[length];
    for (int i = 0; i < length; i++) {
      written[i] = sampling.draw(rng, logits);
      if (end.test(written[i])) {
        return Arrays.copyOf(written, i);
      }
      if (i < length - 1) {
        logits = model.after(written[i]);
      }
    }
    return written;
  }
}
