package dev.cien.recipes.kit;

import dev.cien.recipes.Prediction;
import dev.cien.tensor.Rng;
import dev.cien.text.Tokenizer;
import dev.cien.zoo.Generator;
import dev.cien.zoo.NextToken;
import dev.cien.zoo.Sampling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Goes on with texts; the same beginning goes on in the same way.
///
/// @param model what says what may follow
/// @param tokenizer a token a character, or one of bytes
/// @param length tokens that are written
/// @param seed of the draws
public record Continuations(NextToken model, Tokenizer tokenizer, int length, long seed) {
  /// What follows a beginning.
  public String after(Sampling sampling, int... beginning) {
    return written(Rng.of(seed), sampling, beginning);
  }

  private String written(Rng rng, Sampling sampling, int... beginning) {
    return tokenizer.decode(new Generator(model, sampling, rng).write(beginning, length));
  }

  /// What follows each line of a file.
  public List<Prediction> of(Path file, Sampling sampling) {
    return Lines.of(file).stream().map(line -> after(line, sampling)).toList();
  }

  /// With draws of its own: with the same ones, different lines soon go on alike.
  private Prediction after(Lines.Line line, Sampling sampling) {
    int[] beginning = line.tokens(tokenizer);
    Rng rng = Rng.of(seed).fork(Arrays.hashCode(beginning));
    return new Prediction(line.text(), written(rng, sampling, beginning), Map.of());
  }
}
